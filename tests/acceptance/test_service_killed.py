"""Worker, web process, database and watcher are killed again and again: nothing is lost, no page twice."""

from __future__ import annotations

import itertools
import random
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.acceptance.services import RunningService, paper, running_service, wait_for

pytestmark = pytest.mark.slow

SUBMISSIONS = 20
PAGES = 3
KILLS = ("worker", "database", "web", "worker", "watcher", "database", "worker", "web")
SEED = 20210506


def kill_parts(service: RunningService, chance: random.Random) -> None:
    """Kill one part after the other, each as soon as it is there again and a moment drawn by chance is over."""
    for name in KILLS:
        time.sleep(chance.uniform(0.5, 5.0))
        kill_part(service, name)
        if name == "watcher":
            service.restart()


def kill_part(service: RunningService, name: str) -> None:
    """Kill a part that is there; one that ends just then is waited for again."""
    while True:
        with suppress(psutil.NoSuchProcess):
            wait_for(lambda: service.part(name)).kill()
            return


def test_nothing_is_lost_and_no_page_is_reported_twice(open_folder: Path) -> None:
    numbers = itertools.count(1)
    with running_service(open_folder) as service:
        submissions = [
            service.upload(*((f"材料{n}.docx", paper(next(numbers))) for n in range(1, PAGES + 1)))
            for _ in range(SUBMISSIONS)
        ]
        assert len(set(submissions)) == SUBMISSIONS
        kill_parts(service, random.Random(SEED))
        for submission in submissions:
            view = service.wait_until_finished(submission)
            assert (view["state"], view["pages"], view["run"]) == ("done", PAGES, 1), view
            pages = service.call("GET", f"/submissions/{submission}/pages").json()
            assert [(page["number"], page["is_read"]) for page in pages] == [
                (number, True) for number in range(1, PAGES + 1)
            ]
            report = service.call("GET", f"/submissions/{submission}/report").json()
            placed = [
                (page["file"], page["page"])
                for document in report["documents"]
                for page in document["pages"]
            ]
            assert sorted(placed) == [(f"材料{n}.docx", 1) for n in range(1, PAGES + 1)]
        check = service.call("GET", "/log/verification").json()
        assert check["is_intact"], check
        lines = service.call("GET", "/log", params={"action": "submission.verified"}).json()
        assert sorted(line["subject"] for line in lines["items"]) == sorted(submissions)
