"""Both libraries run the same weights and read alike; failures of theirs become errors of ours."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from extractor.errors import OcrError, WeightsError
from extractor.ocr.crops import cut_quad
from extractor.ocr.engine import OcrEngine, Pixels
from extractor.ocr.engines import engine_info, make_engine
from extractor.ocr.weights import DETECTION, RECOGNITION, weights_path
from tests.unit.ocr.pictures import TEXTS, text_page


def crops() -> list[Pixels]:
    drawn = text_page()
    grown = np.array([[-6, -6], [6, -6], [6, 10], [-6, 10]], dtype=np.float32)
    return [cut_quad(drawn.pixels, quad + grown) for quad in drawn.quads]


def test_both_libraries_read_a_line_alike(engine: OcrEngine) -> None:
    other = make_engine("paddleocr")
    ours, theirs = engine.recognise(crops()), other.recognise(crops())
    assert [reading.text for reading in ours] == list(TEXTS)
    assert [reading.text for reading in theirs] == list(TEXTS)
    for left, right in zip(ours, theirs, strict=True):
        assert left.confidence == pytest.approx(right.confidence, abs=0.05)
        apart = np.subtract(left.char_confidences, right.char_confidences)  # padded differently
        assert float(np.median(np.abs(apart))) < 0.02
        assert left.centres == pytest.approx(right.centres, abs=0.05)
        assert len(left.centres) == len(left.text)
    page = text_page().pixels
    assert len(other.detect(page)) == len(engine.detect(page)) == len(TEXTS)


def test_company_in_a_batch_never_changes_a_reading(engine: OcrEngine) -> None:
    pictures = crops()
    alone = [engine.recognise([picture])[0] for picture in pictures]
    assert list(engine.recognise(pictures)) == alone
    assert list(engine.recognise(pictures[::-1])) == alone[::-1]


def test_no_crops_no_readings(engine: OcrEngine) -> None:
    assert engine.recognise([]) == ()


def test_what_identifies_an_engine_is_known_without_loading_it(engine: OcrEngine) -> None:
    assert engine_info("rapidocr") == engine.info
    assert engine_info("paddleocr") == make_engine("paddleocr").info
    assert version("onnxruntime") in engine.info.version
    assert version("openvino") in engine.info.version
    assert set(engine.info.weights) >= {DETECTION, RECOGNITION}


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(OcrError, match="没有名为 tesseract 的识别引擎"):
        make_engine("tesseract")
    with pytest.raises(OcrError, match="没有名为 tesseract 的识别引擎"):
        engine_info("tesseract")


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / DETECTION).write_bytes(b"no weights")
    shutil.copy(weights_path(RECOGNITION), tmp_path)
    with pytest.raises(WeightsError, match="识别权重无法加载"):
        make_engine("rapidocr", model_dir=tmp_path)


def test_missing_weights_are_named() -> None:
    with pytest.raises(WeightsError, match=r"缺少识别权重文件 other\.onnx"):
        weights_path("other.onnx")


def test_a_picture_that_breaks_the_library_is_an_error_of_ours(engine: OcrEngine) -> None:
    with pytest.raises(OcrError, match="识别引擎处理该页时出错"):
        engine.detect(np.zeros((0, 0, 3), dtype=np.uint8))
