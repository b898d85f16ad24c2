"""PP-OCRv6: lines as `rapidocr` makes them from OpenVINO's scores, characters by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import cv2
import numpy as np

from extractor.ocr.decode import as_input, decode, normalise, padded_width, used_width
from extractor.ocr.engine import Pixels, Quad, Recognised
from extractor.ocr.failures import as_ocr_error, as_weights_error
from extractor.ocr.sessions import load_detector, load_recogniser, runtime_versions
from extractor.ocr.weights import DETECTION, RECOGNITION, weights_hashes, weights_path
from models.run import EngineInfo

DETECTOR_STEP = 32  # sides of the searched picture are multiples of this many pixels


def rapid_info(*, model_dir: Path | None = None) -> EngineInfo:
    """Return what identifies the engine, without loading it."""
    return EngineInfo(
        name="rapidocr",
        version=f"{version('rapidocr')} {runtime_versions()}",
        weights=weights_hashes(model_dir=model_dir),
    )


class RapidEngine:
    """One detector and one recogniser, each on one thread; decision 0011 says why on two runtimes."""

    def __init__(self, *, model_dir: Path | None = None) -> None:
        """Load the weights; raises WeightsError when they are missing."""
        from rapidocr.ch_ppocr_det.utils import DBPostProcess

        with as_weights_error():
            self._search = load_detector(weights_path(DETECTION, model_dir=model_dir))
            self._recogniser = load_recogniser(weights_path(RECOGNITION, model_dir=model_dir))
        # What the weights' authors recommend; `rapidocr` has the same as its defaults.
        self._quads_of = DBPostProcess(
            thresh=0.3, box_thresh=0.5, max_candidates=1000, unclip_ratio=1.6, use_dilation=True
        )
        self._info = rapid_info(model_dir=model_dir)

    @property
    def info(self) -> EngineInfo:
        """Name, versions and weights of the engine."""
        return self._info

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Find text lines; see `OcrEngine.detect`."""
        height, width = pixels.shape[:2]
        size = [max(1, round(side / DETECTOR_STEP)) * DETECTOR_STEP for side in (width, height)]
        with as_ocr_error():
            scores = self._search(as_input(cv2.resize(pixels, size))[np.newaxis])
            found, _ = self._quads_of(scores, (height, width))
        return tuple(np.asarray(quad, dtype=np.float32) for quad in found)

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        """Read each crop by itself, those of one width after each other; see `OcrEngine.recognise`."""
        order = sorted(range(len(crops)), key=lambda index: padded_width(crops[index]))
        results = {index: self._recognise(crops[index]) for index in order}
        return tuple(results[index] for index in range(len(crops)))

    def _recognise(self, crop: Pixels) -> Recognised:
        width = padded_width(crop)
        with as_ocr_error():
            scores = self._recogniser.scores(normalise(crop, width=width)[np.newaxis])
        used_share = min(1.0, used_width(crop) / width)
        return decode(scores, self._recogniser.characters, used_share=used_share)
