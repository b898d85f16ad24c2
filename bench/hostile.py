"""What the service makes of the hostile corpus: how every submission ends, whether the good files beside are read.

Run `python -m bench.hostile [--together 30]`. The corpus is handed in, so many files a submission, each with
one good file beside them. Printed are how the submissions ended, codes of the refused files, how long the
longest took, and whether the service answered all the while; the exit code is 1 where one did not end,
a file without a name or code is left, or a good file is not read.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.acceptance.services import FINISHED, RunningService, paper, running_service
from tests.hostile.corpus import corpus

GOOD = "好文件.docx"
LOOK = 2.0  # seconds between two looks
LIMITS = {
    "HEYAN_FILE_SECONDS": "10",
    "HEYAN_PAGE_SECONDS": "30",
    "HEYAN_MAX_FILE_BYTES": "300000000",
    "HEYAN_PROCESS_BYTES": "1500000000",
    "HEYAN_MAX_PAGES": "60",
    "HEYAN_MAX_ATTEMPTS": "3",
}


class Ended(NamedTuple):
    """A submission that came to its end, the seconds until then, and what is wrong about it."""

    state: str
    seconds: float
    codes: Counter[str]
    wrong: tuple[str, ...]


def main() -> None:
    """Hand everything in, wait, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--together", type=int, default=30, help="files of a submission")
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="heyan-bench-", ignore_cleanup_errors=True) as name,
        running_service(Path(name), **LIMITS) as service,
    ):
        ended = run_all(service, list(groups(arguments.together)))
        ready = service.call("GET", "/ready").json()["ready"]
    codes = Counter(code for item in ended for code in item.codes.elements())
    print(
        f"{len(ended)} submissions: {dict(Counter(item.state for item in ended))}, fit afterwards: {ready}"
    )
    print(f"refused files: {dict(sorted(codes.items()))}")
    print(f"longest: {max(item.seconds for item in ended):.0f} s")
    wrong = [line for item in ended for line in item.wrong]
    print("\n".join(wrong) or "nothing wrong")
    sys.exit(1 if wrong or not ready else 0)


def groups(together: int) -> Iterator[tuple[tuple[str, bytes], ...]]:
    """Yield the files of each submission by name, a good one last."""
    files = [(name, make()) for name, make in corpus()]
    for start in range(0, len(files), together):
        yield (*files[start : start + together], (GOOD, paper(start)))


def run_all(
    service: RunningService, submissions: Sequence[tuple[tuple[str, bytes], ...]]
) -> list[Ended]:
    """Hand the submissions in one after the other and wait for all of them."""
    started = time.monotonic()
    open_ones = {service.upload(*files): files for files in submissions}
    ended = []
    while open_ones:
        time.sleep(LOOK)
        for submission in tuple(open_ones):
            view = service.call("GET", f"/submissions/{submission}").json()
            if view["state"] not in FINISHED:
                continue
            files = open_ones.pop(submission)
            ended.append(judge(service, submission, view, files, time.monotonic() - started))
            print(f"{ended[-1].state} after {ended[-1].seconds:.0f} s", flush=True)
    return ended


def judge(
    service: RunningService,
    submission: str,
    view: Mapping[str, Any],
    files: Sequence[tuple[str, bytes]],
    seconds: float,
) -> Ended:
    """Look at what became of every file of a submission."""
    if view["state"] != "done":
        lost = f"{submission} ended as {view['state']}: {view['reason']}"
        return Ended(view["state"], seconds, Counter(), (lost,))
    report = service.call("GET", f"/submissions/{submission}/report").json()
    listed = {file["name"]: file for file in report["files"]}
    refused = {name: file["refused"] for name, file in listed.items() if file["refused"]}
    wrong = [
        f"{name} is not named"
        for name, _ in files
        if name not in listed and not name.endswith(".zip")
    ]
    wrong += [f"{name} has no code" for name, reason in refused.items() if not reason["code"]]
    if GOOD in refused:
        wrong.append(f"the good file was refused: {refused[GOOD]['message']}")
    codes = Counter(reason["code"] for reason in refused.values())
    return Ended(view["state"], seconds, codes, tuple(wrong))


if __name__ == "__main__":
    main()
