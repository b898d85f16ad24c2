"""The engine with the weights of the wheel, loaded once for all tests of this stage."""

from __future__ import annotations

import cv2
import pytest

from extractor.ocr.engine import OcrEngine
from extractor.ocr.engines import make_engine
from tests.unit.ocr.engines import RecordingEngine


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> None:
    cv2.setNumThreads(1)


@pytest.fixture(scope="session")
def engine() -> OcrEngine:
    """The engine pages are read with."""
    return make_engine("rapidocr")


@pytest.fixture(scope="session")
def recording(engine: OcrEngine) -> RecordingEngine:
    """The same engine, its answers kept."""
    return RecordingEngine(engine)
