"""How fast pages are read, and in how much memory, against plain loops over rapidocr and paddleocr.

Run `python -m bench.reading [FILE…]`; pictures are read as they are, pages of PDFs as scans of 200 dpi.
Without files it is every fourth page of a golden package: form, statements, certificates. Every way
reads the same pages in turn, so that other work on the machine slows all of them alike: Heyan in as many
processes as `heyan read` uses, each library in one process with its own defaults.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from extractor.ocr import orientation
from extractor.ocr.engine import Pixels
from extractor.ocr.paddle import DETECTOR, OFFLINE, RECOGNISER, lay_out_weights
from extractor.ocr.rapid import RapidEngine
from extractor.ocr.read import read_picture
from extractor.ocr.sessions import Run
from extractor.settings import Settings

GOLDEN = Path(__file__).parent.parent / "golden_docs"
PICTURES = (".jpg", ".jpeg", ".png")
EVERY = 4  # of the pages of the golden package
DPI = 200
GROUP = 4  # pages for each process that are read one way before the next way reads them


class Source(NamedTuple):
    """A page to read: a picture, or a page of a PDF counted from 0."""

    path: Path
    page: int = 0


class Read(NamedTuple):
    """What one page cost: seconds of processor and of inference in them, its process's peak so far."""

    processor: float
    inference: float
    megabytes: float


class Cost(NamedTuple):
    """What all pages cost one way: seconds on the clock, and each page with its process."""

    wall: float
    pages: tuple[tuple[int, Read], ...]

    def processor(self) -> float:
        """Return the seconds of processor of all pages."""
        return sum(read.processor for _, read in self.pages)

    def megabytes(self) -> float:
        """Return the peak memory of all processes together."""
        return sum({process: read.megabytes for process, read in sorted(self.pages)}.values())


def main() -> None:
    """Read the pictures every way in turn, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--most", type=int, default=16, help="read at most this many pages")
    arguments = parser.parse_args()
    given = [source for path in arguments.files for source in pages_of(path)]
    pages = (given or golden_pages())[: arguments.most]
    print(report(measure(pages, jobs=Settings().jobs), pages=len(pages)))


def measure(pages: Sequence[Source], *, jobs: int) -> Mapping[str, Cost]:
    """Read the pages by groups, every group in every way; the first page once more to warm up."""
    context = get_context("spawn")
    pools = {
        way.__name__: (context.Pool(jobs if way is heyan else 1), way)
        for way in (heyan, rapidocr, paddleocr)
    }
    costs = {name: Cost(0.0, ()) for name in pools}
    for pool, way in pools.values():
        pool.starmap(read_page, [(way, pages[0])] * 2 * jobs, chunksize=1)
    for start in range(0, len(pages), GROUP * jobs):
        for name, (pool, way) in pools.items():
            began = time.perf_counter()
            group = [(way, source) for source in pages[start : start + GROUP * jobs]]
            read = pool.starmap(read_page, group, chunksize=1)
            wall = costs[name].wall + time.perf_counter() - began
            costs[name] = Cost(wall, (*costs[name].pages, *read))
    return costs


def report(costs: Mapping[str, Cost], *, pages: int) -> str:
    """Return the figures as a table."""
    lines = [f"{pages} pages     pages/minute  seconds of processor/page  peak memory, MB"]
    for name, cost in costs.items():
        speed = 60 * pages / cost.wall
        each = cost.processor() / pages
        lines.append(f"{name:<12} {speed:>12.1f} {each:>26.2f} {cost.megabytes():>16.0f}")
    ours = costs["heyan"]
    inference = sum(read.inference for _, read in ours.pages)
    lines.append(f"against rapidocr: {costs['rapidocr'].wall / ours.wall:.2f} times as fast")
    lines.append(f"against paddleocr: {costs['paddleocr'].wall / ours.wall:.2f} times as fast")
    lines.append(f"not inference: {1 - inference / ours.processor():.3f} of Heyan's processor time")
    return "\n".join(lines)


def read_page(way: Callable[[Pixels], float], source: Source) -> tuple[int, Read]:
    """Read one page in this process; the process and the cost, that of rendering left out."""
    pixels = load_page(source)
    began = time.process_time()
    inference = way(pixels)
    seconds = time.process_time() - began
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return os.getpid(), Read(seconds, inference, usage.ru_maxrss / 1024)


def heyan(pixels: Pixels) -> float:
    """Read a page as the program does; the seconds of processor spent on inference."""
    engine, clock = timed_engine()
    clock.clear()
    read_picture(pixels, file="page", page=1, engine=engine)
    return sum(clock)


@cache
def timed_engine() -> tuple[RapidEngine, list[float]]:
    """Load the engine, with a list that collects the seconds of every inference."""
    cv2.setNumThreads(1)
    engine = RapidEngine()
    seconds: list[float] = []
    engine._search = timed(engine._search, seconds)
    reader = engine._recogniser
    quick = timed(reader.quick, seconds) if reader.quick else None
    engine._recogniser = reader._replace(run=timed(reader.run, seconds), quick=quick)
    session = vars(orientation._classifier())["session"]
    session.__class__ = timed_call(session.__class__, seconds)
    return engine, seconds


def timed_call(kind: type, seconds: list[float]) -> type:
    """Return a class of sessions that notes the processor seconds each call takes."""

    class Timed(kind):  # type: ignore[misc]
        def __call__(self, picture: NDArray[np.float32]) -> object:
            began = time.process_time()
            scores: object = super().__call__(picture)
            seconds.append(time.process_time() - began)
            return scores

    return Timed


def timed(run: Run, seconds: list[float]) -> Run:
    """Return an inference that notes the processor seconds it takes."""

    def run_timed(batch: NDArray[np.float32]) -> NDArray[np.float32]:
        began = time.process_time()
        scores = run(batch)
        seconds.append(time.process_time() - began)
        return scores

    return run_timed


def rapidocr(pixels: Pixels) -> float:
    """Read a page with rapidocr as it comes."""
    plain_rapidocr()(np.ascontiguousarray(pixels[:, :, ::-1]))
    return 0.0


@cache
def plain_rapidocr() -> Callable[[Pixels], object]:
    """Load rapidocr with its defaults; only its log is silenced."""
    from rapidocr import RapidOCR

    loaded: Callable[[Pixels], object] = RapidOCR(params={"Global.log_level": "error"})
    return loaded


def paddleocr(pixels: Pixels) -> float:
    """Read a page with paddleocr as it comes, on ONNX Runtime and from the same weights."""
    plain_paddleocr()(np.ascontiguousarray(pixels[:, :, ::-1]))
    return 0.0


@cache
def plain_paddleocr() -> Callable[[Pixels], object]:
    """Load paddleocr with its defaults, without the steps whose weights are not at hand."""
    os.environ.update(OFFLINE)
    from paddleocr import PaddleOCR

    with TemporaryDirectory() as folder:
        weights = lay_out_weights(Path(folder))
        loaded = PaddleOCR(
            text_detection_model_name=DETECTOR,
            text_detection_model_dir=str(weights[DETECTOR]),
            text_recognition_model_name=RECOGNISER,
            text_recognition_model_dir=str(weights[RECOGNISER]),
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            engine="onnxruntime",
            device="cpu",
        )
    predict: Callable[[Pixels], object] = loaded.predict
    return predict


def pages_of(path: Path) -> list[Source]:
    """Return the pages of a file; raises SystemExit where it is neither picture nor PDF."""
    if path.suffix.lower() in PICTURES:
        return [Source(path)]
    try:
        with pymupdf.open(path) as document:
            return [Source(path, page) for page in range(document.page_count)]
    except (pymupdf.FileDataError, pymupdf.FileNotFoundError) as error:
        raise SystemExit(f"{path} is neither a picture nor a PDF.") from error


def golden_pages() -> list[Source]:
    """Return every fourth page of the golden package that is one scan."""
    return golden_scans()[::EVERY]


def golden_scans() -> list[Source]:
    """Return the pages of the golden package that is one scan."""
    scans = sorted((GOLDEN / "cn-xjr3-2021" / "clean-01" / "input").glob("*.pdf"))
    return [source for path in scans for source in pages_of(path)]


def golden_pictures() -> list[Path]:
    """Return the single golden documents that are pictures."""
    folder = GOLDEN / "documents"
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURES)


def load_page(source: Source) -> Pixels:
    """Return a page as RGB."""
    if source.path.suffix.lower() in PICTURES:
        return load_picture(source.path)
    with pymupdf.open(source.path) as document:
        drawn = document[source.page].get_pixmap(dpi=DPI, colorspace=pymupdf.csRGB)
    return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 3)


def load_picture(path: Path) -> Pixels:
    """Return a picture as RGB; raises SystemExit with a sentence where it is none."""
    bgr = cv2.imdecode(np.fromfile(path, dtype=np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise SystemExit(f"{path} is not a picture.")
    return np.ascontiguousarray(bgr[:, :, ::-1], dtype=np.uint8)


if __name__ == "__main__":
    main()
