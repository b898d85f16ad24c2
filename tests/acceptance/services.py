"""A whole service in processes of its own: started, called, killed in parts, stopped."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import docx
import httpx2
import psutil

from tests.acceptance.conftest import ROOT

START = "import sys; from api.cli import main; sys.exit(main())"
PASSWORD = "a long enough secret"
PROGRAMME = "cn-xjr3-2021"
Found = TypeVar("Found")
FINISHED = ("done", "refused", "failed")  # states of a submission that nothing more is done on
PATIENCE = 240.0  # seconds for a busy machine


class RunningService:
    """`heyan serve` on folders and a port of its own, called as its administrator."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.out = folder / "out"
        self.environment = service_environment(folder, HEYAN_PORT=str(self.port), **settings)
        self.process = self._start()
        self.client = httpx2.Client(base_url=f"http://127.0.0.1:{self.port}/api/v1", timeout=30)
        token = wait_for(lambda: re.search(r"token=(\S+)", self.out.read_text(encoding="utf-8")))
        body = {"token": token[1], "password": PASSWORD}
        answer = self.call("POST", "/session/first", json=body)
        self.client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]

    def call(self, method: str, path: str, **options: Any) -> httpx2.Response:
        """Call until somebody answers; an upload needs an `Idempotency-Key` for that."""

        def once() -> httpx2.Response | None:
            try:
                answer = self.client.request(method, path, **options)
            except httpx2.HTTPError:
                return None
            return None if answer.status_code >= 500 else answer

        return wait_for(once)

    def upload(self, *files: tuple[str, bytes]) -> str:
        """Hand in files; return the id of the submission."""
        answer = self.call(
            "POST",
            "/submissions",
            data={"programme": PROGRAMME},
            files=[("files", file) for file in files],
            headers={"Idempotency-Key": uuid.uuid4().hex},
        )
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def wait_until_finished(self, submission: str) -> Mapping[str, Any]:
        """Return a submission once it is done, refused or failed."""

        def look() -> Mapping[str, Any] | None:
            view: Mapping[str, Any] = self.call("GET", f"/submissions/{submission}").json()
            return view if view["state"] in FINISHED else None

        return wait_for(look)

    def part(self, name: str) -> psutil.Process | None:
        """The process of a part, `web`, `worker`, `database` or `watcher`; None while it is not there."""
        try:
            return self._find_part(name)
        except (psutil.NoSuchProcess, FileNotFoundError):
            return None

    def _find_part(self, name: str) -> psutil.Process | None:
        watcher = psutil.Process(self.process.pid)
        if name == "watcher":
            return watcher
        if name == "database":
            pid_file = self.folder / "data" / "postgres" / "postmaster.pid"
            return psutil.Process(int(pid_file.read_text(encoding="utf-8").split()[0]))
        for child in watcher.children():
            listens = any(c.laddr.port == self.port for c in child.net_connections() if c.laddr)
            if listens == (name == "web") and "spawn_main" in " ".join(child.cmdline()):
                return child
        return None

    def restart(self) -> None:
        """Start the service again after its watcher was killed."""
        self.process.wait(PATIENCE)
        self.process = self._start()

    def stop(self) -> None:
        """Stop the service in an orderly way."""
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)

    def _start(self) -> subprocess.Popen[bytes]:
        with self.out.open("ab") as out:
            return subprocess.Popen(
                [sys.executable, "-c", START, "serve"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )


@contextmanager
def running_service(folder: Path, **settings: str) -> Iterator[RunningService]:
    """A service that is stopped at the end."""
    service = RunningService(folder, **settings)
    try:
        yield service
    finally:
        service.stop()


def service_environment(folder: Path, **settings: str) -> dict[str, str]:
    """Environment of a service with its folders below `folder`, one process, and short leases."""
    return {
        **os.environ,
        "PYTHONUTF8": "1",
        "HEYAN_DATA_DIR": str(folder / "data"),
        "HEYAN_CACHE_DIR": str(folder / "cache"),
        "HEYAN_JOBS": "1",
        "HEYAN_LEASE_SECONDS": "3",
        "HEYAN_MAX_ATTEMPTS": "50",
        **settings,
    }


def wait_for(look: Callable[[], Found | None]) -> Found:
    """Look until something is there; fails after a long time."""
    until = time.monotonic() + PATIENCE
    while (found := look()) is None:
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.2)
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def paper(number: int) -> bytes:
    """A DOCX of one page that differs from every other; it is read without recognition."""
    document = docx.Document()
    document.add_paragraph(f"企业情况说明第 {number} 号")
    document.add_paragraph("企业名称：云岭示例科技有限公司")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
