"""How fast pages are read: pages per minute and core, where the time goes, against plain rapidocr, memory.

Run `python -m bench.reading [PICTURE…]`; without pictures the single golden documents are read. Every
figure is processor time of one thread, so that other work on the machine hardly changes it.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from extractor.ocr.engine import Pixels

GOLDEN = Path(__file__).parent.parent / "golden_docs" / "documents"
PICTURES = (".jpg", ".jpeg", ".png")
STAGES = {
    "search for lines": "detect_lines",
    "which way up": "upright_turns",
    "characters": "_read_quads",
    "ends of lines": "complete_ends",
    "seals found": "find_seals",
    "text under seals": "reread_under_seals",
    "text of seals": "read_seals",
    "rules": "find_rulings",
    "check boxes": "find_check_boxes",
    "deskew": "deskew",
}


class Measured(NamedTuple):
    """Processor seconds for all pages, megabytes at the peak, seconds by function name."""

    seconds: float
    megabytes: float
    by_function: dict[str, float]


def main() -> None:
    """Read the pictures both ways, each in a process of its own, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", nargs="*", type=Path)
    parser.add_argument("--most", type=int, default=12, help="read at most this many pictures")
    arguments = parser.parse_args()
    pictures = (arguments.pictures or golden_pictures())[: arguments.most]
    if not pictures:
        parser.error("no pictures given, and no golden documents found")
    ours, plain, idle = (in_own_process(work, pictures) for work in (read_ours, read_plain, load))
    print(report(ours, plain, idle, pages=len(pictures)))


def report(ours: Measured, plain: Measured, idle: Measured, *, pages: int) -> str:
    """Return the figures as text."""
    lines = [
        f"pages                          {pages}",
        f"pages per minute and core      {60 * pages / ours.seconds:.1f}",
        f"seconds per page               {ours.seconds / pages:.2f}",
        f"time against plain rapidocr    {ours.seconds / plain.seconds:.2f}",
        f"peak memory of a process, MB   {ours.megabytes:.0f}"
        f" (weights loaded: {idle.megabytes:.0f}; plain rapidocr: {plain.megabytes:.0f})",
        "share of the time:",
    ]
    for stage, function in STAGES.items():
        lines.append(f"  {stage:<28} {ours.by_function.get(function, 0.0) / ours.seconds:.3f}")
    return "\n".join(lines)


def golden_pictures() -> list[Path]:
    """Return the single golden documents that are pictures."""
    return sorted(path for path in GOLDEN.rglob("*") if path.suffix.lower() in PICTURES)


def in_own_process(
    work: Callable[[Sequence[Path]], dict[str, float]], pictures: Sequence[Path]
) -> Measured:
    """Run one way of reading in a fresh process, whose memory is its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (work, pictures))


def _measure(
    work: Callable[[Sequence[Path]], dict[str, float]], pictures: Sequence[Path]
) -> Measured:
    cv2.setNumThreads(1)
    by_function = work(pictures)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Measured(by_function.pop("", 0.0), kilobytes / 1024, by_function)


def load(_: Sequence[Path]) -> dict[str, float]:
    """Load the weights and read nothing."""
    from extractor.ocr.engines import make_engine

    make_engine("rapidocr")
    return {}


def read_ours(pictures: Sequence[Path]) -> dict[str, float]:
    """Read pages as the program does; seconds by function, under "" those of all."""
    from extractor.ocr.engines import make_engine
    from extractor.ocr.read import read_picture

    engine = make_engine("rapidocr")
    pages = [load_picture(path) for path in pictures]
    read_picture(pages[0][:64, :64].copy(), file="warm", page=1, engine=engine)
    profile = cProfile.Profile(time.process_time)
    started = time.process_time()
    profile.enable()
    for pixels in pages:
        read_picture(pixels, file="page", page=1, engine=engine)
    profile.disable()
    seconds = time.process_time() - started
    functions = pstats.Stats(profile).get_stats_profile().func_profiles
    found = {name: functions[name].cumtime for name in STAGES.values() if name in functions}
    return {"": seconds, **found}


def read_plain(pictures: Sequence[Path]) -> dict[str, float]:
    """Read pages with rapidocr as it comes, on one thread."""
    os.environ["OMP_NUM_THREADS"] = "1"
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    pages = [np.ascontiguousarray(load_picture(path)[:, :, ::-1]) for path in pictures]
    started = time.process_time()
    for pixels in pages:
        engine(pixels)
    return {"": time.process_time() - started}


def load_picture(path: Path) -> Pixels:
    """Return a picture as RGB; raises SystemExit with a sentence where it is none."""
    bgr = cv2.imdecode(np.fromfile(path, dtype=np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise SystemExit(f"{path} is not a picture.")
    return np.ascontiguousarray(bgr[:, :, ::-1], dtype=np.uint8)


if __name__ == "__main__":
    main()
