"""A batch killed every minute beside one left in peace, and what was planted across its applications.

`python -m bench.batch [--count 200] [--every 60]` writes so many applications of Word files, runs
`heyan batch` on them undisturbed and again with `kill -9` to its whole process group, compares the two
result folders byte by byte, and holds what is shared in `batch.json` against what was planted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.digital import planted_applicants, write_application
from models.batch import TraceKind
from models.catalogue import load_catalogue

PROGRAMME = "cn-xjr3-2021"
START = "import sys; from api.cli import main; sys.exit(main())"


class Ran(NamedTuple):
    """A batch brought to its end: seconds, how often it was killed, exit code."""

    seconds: float
    kills: int
    code: int


def main() -> None:
    """Run both batches and print what differs; exit code 1 when anything does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="applications")
    parser.add_argument("--every", type=float, default=60, help="seconds between two kills")
    parser.add_argument("--folder", type=Path, help="where to work; default: a passing folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="heyan-bench-") as name:
        folder = arguments.folder or Path(name)
        planted = write_all(folder / "in", count=arguments.count)
        killed = run_batch(folder, "killed", every=arguments.every)
        print(
            f"killed {killed.kills} times: {killed.seconds:.0f} s, exit {killed.code}", flush=True
        )
        missed, invented = compare_planted(folder / "killed" / "batch.json", planted)
        print(
            f"planted {len(planted)}, missed {sorted(missed)}, invented {sorted(invented)}",
            flush=True,
        )
        quiet = run_batch(folder, "quiet", every=None)
        print(f"undisturbed: {quiet.seconds:.0f} s, exit {quiet.code}", flush=True)
        one, other = hashes_of(folder / "killed"), hashes_of(folder / "quiet")
        differing = sorted(
            name for name in one.keys() | other.keys() if one.get(name) != other.get(name)
        )
        print(f"{len(one)} files, differing: {differing}")
    sys.exit(1 if differing or missed or invented else 0)


def write_all(folder: Path, *, count: int) -> set[tuple[TraceKind, int, int]]:
    """Write the applications under their numbers; return what was planted."""
    form = load_catalogue().table("cn-xjr3-application")
    applicants, planted = planted_applicants(count)
    for number, applicant in enumerate(applicants):
        write_application(folder / f"{number:04d}", applicant, form)
    return planted


def run_batch(folder: Path, name: str, *, every: float | None) -> Ran:
    """Run a batch until it ends by itself; `every` so many seconds its processes are killed."""
    started, kills = time.monotonic(), 0
    command = ["batch", str(folder / "in"), "--programme", PROGRAMME, "--out", str(folder / name)]
    environment = os.environ | {"HEYAN_CACHE_DIR": str(folder / f"{name}-cache"), "PYTHONUTF8": "1"}
    while True:
        with (folder / f"{name}.log").open("ab") as log:
            run = subprocess.Popen(
                [sys.executable, "-c", START, *command],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            try:
                code = run.wait(timeout=every)
                return Ran(time.monotonic() - started, kills, code)
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()
                kills += 1


def hashes_of(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder by its name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def compare_planted(
    batch: Path, planted: set[tuple[TraceKind, int, int]]
) -> tuple[set[tuple[str, int, int]], set[tuple[str, int, int]]]:
    """Return what was planted and not found, and what was found and not planted."""
    found = set()
    for finding in json.loads(batch.read_bytes())["findings"]:
        numbers = sorted({int(use["submission"]) for use in finding["uses"]})
        found.add((finding["kind"], numbers[0], numbers[-1]))
    wanted = {(kind.value, one, other) for kind, one, other in planted}
    return wanted - found, found - wanted


if __name__ == "__main__":
    main()
