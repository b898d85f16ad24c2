"""How fast the service answers while it works, and how long a correction takes until its report is there.

Run `python -m bench.service`. A golden package is loaded and read (give `--readings DIR`, the cache
folder of an earlier `heyan verify`, to spare the recognition), every kind of read is timed at rest and then
while fifty uploads, ten of them hostile and ten of them scans, are worked on; then readings are corrected,
the first time by processes that have just started.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

import httpx2

from api.drawing import KEPT_WIDTH, PictureOrder, draw_picture
from api.jobs.shop import open_store
from api.settings import ServiceSettings
from api.store.database import Database
from api.store.embedded import EmbeddedPostgres
from api.store.tables import KeptReading
from extractor.ingest import ingest_paths
from extractor.ocr.cache import ReadingCache
from extractor.reading import page_keys
from extractor.workspace import scratch_dir
from tests.acceptance.services import FINISHED, RunningService, paper, running_service
from tests.acceptance.test_service_load import HOSTILE

GOLDEN = Path(__file__).parent.parent / "golden_docs"
EXAMPLE = "cn-xjr3-2021.discrepant-01"
READERS = 4
REST = 20.0  # seconds
PAUSE = 0.1  # seconds that a reader looks at what it got
SCANS = 10
PAPERS = 30
LOOK = 2.0  # seconds between two looks at what is finished
CORRECTIONS = 5


class Call(NamedTuple):
    """What was called, and the milliseconds until the whole answer was there."""

    name: str
    milliseconds: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=Path, help="cache folder of an earlier `heyan verify`")
    parser.add_argument("--jobs", type=int, default=2, help="processes that read pages")
    parser.add_argument("--seconds", type=float, default=600, help="longest to watch the uploads")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with (
        tempfile.TemporaryDirectory(prefix="heyan-bench-", ignore_cleanup_errors=True) as name,
        running_service(Path(name), HEYAN_JOBS=str(arguments.jobs)) as service,
    ):
        if arguments.readings is not None:
            keep_readings(Path(name), arguments.readings)
        submission = service.call("POST", f"/examples/{EXAMPLE}").json()["id"]
        service.wait_until_finished(submission)
        print("\nA correction until its report is there, seconds: first, then further ones")
        print("  ".join(f"{seconds:.2f}" for seconds in correct(service, submission)), flush=True)
        with reading(service, submission) as calls:
            time.sleep(REST)
        print(f"\nAt rest, {READERS} people reading\n{table_of(calls)}", flush=True)
        with reading(service, submission) as calls:
            began = time.perf_counter()
            left = upload_many(service, seconds=arguments.seconds)
            seconds = time.perf_counter() - began
        uploads = PAPERS + SCANS + len(HOSTILE)
        print(
            f"\nWhile {uploads} uploads are worked on ({seconds:.0f} s, {left} not finished by then)"
        )
        print(table_of(calls))


def keep_readings(folder: Path, readings: Path) -> None:
    """Put what an earlier run read on the pages of the example into the service, with their pictures."""
    settings = ServiceSettings(data_dir=folder / "data", cache_dir=folder / "cache")
    cache, store = ReadingCache(readings), open_store(settings)
    embedded = EmbeddedPostgres(settings.data_dir)
    database = Database(embedded.url)
    with scratch_dir() as scratch, database.transaction() as session:
        inputs = GOLDEN.joinpath(*EXAMPLE.split("."), "input")
        submission, _ = ingest_paths([inputs], scratch=scratch, settings=settings)
        pages = {page.digest: page for page in submission.pages}
        for digest, key in page_keys(set(pages), settings=settings).items():
            reading = cache.get(key)
            if reading is not None:
                blob = store.put(reading.model_dump_json().encode())
                order = PictureOrder(pages[digest], settings, width=KEPT_WIDTH)
                picture = store.put(draw_picture(order))
                session.add(KeptReading(key=key, blob=blob, picture=picture))
    database.close()


@contextmanager
def reading(service: RunningService, submission: str) -> Iterator[list[Call]]:
    """Several people read all kinds of things until the block ends."""
    calls: list[Call] = []
    stop = threading.Event()
    views = list_views(service, submission)
    readers = [
        threading.Thread(target=_read, args=(service, views, calls, stop, number))
        for number in range(READERS)
    ]
    for reader in readers:
        reader.start()
    try:
        yield calls
    finally:
        stop.set()
        for reader in readers:
            reader.join()


def list_views(service: RunningService, submission: str) -> Mapping[str, Sequence[str]]:
    """Return every kind of read with its addresses."""
    one = f"/api/v1/submissions/{submission}"
    pages = len(service.call("GET", f"/submissions/{submission}/pages").json())
    numbers = range(1, pages + 1)
    parts = ("report", "documents", "fields", "tables", "findings", "issues", "pages", "entries")
    return {
        "board (page)": ["/"],
        "review (page)": [f"/submissions/{submission}"],
        "list": ["/api/v1/submissions"],
        "one": [one],
        "progress": [f"{one}/progress"],
        **{part: [f"{one}/{part}"] for part in parts},
        "findings, narrowed": [f"{one}/findings?outcome=failed&limit=20"],
        "search": [f"{one}/search?words={words}" for words in ("营业收入", "专利", "2020")],
        "text of a page": [f"{one}/pages/{number}/text" for number in numbers],
        "fields on a page": [f"{one}/pages/{number}/fields" for number in numbers],
        "picture of a page": [f"{one}/pages/{number}/image?width=1000" for number in numbers],
    }


def _read(
    service: RunningService,
    views: Mapping[str, Sequence[str]],
    calls: list[Call],
    stop: threading.Event,
    seed: int,
) -> None:
    chance = random.Random(seed)
    with httpx2.Client(
        base_url=f"http://127.0.0.1:{service.port}", cookies=service.client.cookies, timeout=60
    ) as client:
        while not stop.wait(PAUSE):
            name = chance.choice(list(views))
            began = time.perf_counter()
            answer = client.get(chance.choice(views[name]))
            calls.append(Call(name, 1000 * (time.perf_counter() - began)))
            assert answer.status_code == 200, (name, answer.status_code, answer.text[:300])


def upload_many(service: RunningService, *, seconds: float) -> int:
    """Hand in papers, scans and hostile files at once; return how many are not finished after a time."""
    until = time.monotonic() + seconds
    scans = sorted((GOLDEN / "documents").glob("*/*.jpg"))[:SCANS]
    files = [(f"材料{number}.docx", paper(number)) for number in range(PAPERS)]
    files += [(scan.name, scan.read_bytes()) for scan in scans]
    files += [(name, content) for name, content, _ in HOSTILE]
    with ThreadPoolExecutor(len(files)) as people:
        ids = list(people.map(service.upload, files))
    open_ones = set(ids)
    while open_ones and time.monotonic() < until:
        time.sleep(LOOK)
        views = [service.call("GET", f"/submissions/{one}").json() for one in open_ones]
        open_ones = {view["id"] for view in views if view["state"] not in FINISHED}
    return len(open_ones)


def correct(service: RunningService, submission: str) -> Iterator[float]:
    """Correct a figure several times; yield the seconds until the report heeds it."""
    path = f"/submissions/{submission}"
    fields = service.call("GET", f"{path}/fields", params={"limit": 1000}).json()["items"]
    field = next(field for field in fields if field["unit"] == "元" and field["place"])
    for number in range(CORRECTIONS):
        body = correction_of(field, text=f"{123_456 + number}.00")
        began = time.perf_counter()
        answer = service.call("POST", f"{path}/corrections/readings?wait=10", json=body)
        assert answer.status_code == 202, answer.text
        run = answer.json()["run"]
        while service.call("GET", path).json()["run"] < run:
            time.sleep(0.02)
        yield time.perf_counter() - began


def correction_of(field: Mapping[str, Any], *, text: str) -> Mapping[str, Any]:
    """Return the body that says what stands at the place of a field."""
    place = field["place"]
    return {
        "place": {"file": place["file"], "page": place["page"]},
        "box": place["box"],
        "key": field["key"],
        "period": field["period"],
        "scope": field["scope"],
        "text": text,
        "unit": field["unit"],
    }


def table_of(calls: Sequence[Call]) -> str:
    """Return count, median, 95th percentile and maximum in milliseconds, by kind and in all."""
    lines = [f"{'':<20} {'calls':>6} {'median':>8} {'p95':>8} {'longest':>8}   milliseconds"]
    for name in [*dict.fromkeys(call.name for call in calls), ""]:
        times = sorted(call.milliseconds for call in calls if name in ("", call.name))
        if len(times) > 1:
            p95 = quantiles(times, n=20, method="inclusive")[-1]
            lines.append(
                f"{name or 'all':<20} {len(times):>6} {median(times):>8.0f} {p95:>8.0f} {times[-1]:>8.0f}"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
