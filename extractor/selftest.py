"""The self-test of the recognition: a drawn line of digits must come out right, a blank page empty."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.errors import OcrError
from extractor.ocr.engines import make_engine
from extractor.ocr.read import read_picture
from extractor.settings import Settings

DRAWN = "20210506"


def check_engine(settings: Settings) -> str:
    """Load the engine and try it; return what it is. Raises OcrError where it reads something else."""
    engine = make_engine(settings.ocr_engine, model_dir=settings.model_dir)
    page = np.full((400, 900, 3), 255, dtype=np.uint8)
    blank, _ = read_picture(page, file="自检", page=1, engine=engine)
    cv2.putText(page, DRAWN, (60, 220), cv2.FONT_HERSHEY_SIMPLEX, 4, (0, 0, 0), 8)
    text, _ = read_picture(page, file="自检", page=1, engine=engine)
    if DRAWN not in text.text or blank.lines:
        raise OcrError(f"识别引擎自检未通过：应为 {DRAWN}，读作 {text.text!r}。")
    return f"{engine.info.name} {engine.info.version}，自检通过"
