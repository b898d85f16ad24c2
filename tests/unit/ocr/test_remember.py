"""A crop is read once per page, however many steps ask for it."""

from __future__ import annotations

import numpy as np

from extractor.ocr.engine import Pixels, Recognised
from extractor.ocr.remember import RememberingEngine
from tests.unit.ocr.engines import ScriptedEngine


def crop(shade: int, *, width: int = 40) -> Pixels:
    return np.full((20, width, 3), shade, np.uint8)


def read(pixels: Pixels) -> Recognised:
    return Recognised(f"{pixels[0, 0, 0]}", 0.9, (), ())


def test_the_same_crop_is_read_once() -> None:
    behind = ScriptedEngine(read=read)
    engine = RememberingEngine(behind)
    assert [one.text for one in engine.recognise([crop(1), crop(2), crop(1)])] == ["1", "2", "1"]
    assert [one.text for one in engine.recognise([crop(2), crop(3)])] == ["2", "3"]
    assert len(behind.crops) == 3


def test_crops_of_the_same_bytes_and_another_shape_are_different() -> None:
    behind = ScriptedEngine(read=read)
    engine = RememberingEngine(behind)
    engine.recognise([crop(1), np.full((40, 20, 3), 1, np.uint8)])
    assert len(behind.crops) == 2
