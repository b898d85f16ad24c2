"""PP-OCRv6 on ONNX Runtime through the `rapidocr` package, with a place and a score per character."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels, Quad, Recognised
from extractor.ocr.failures import as_ocr_error, as_weights_error
from extractor.ocr.weights import DETECTION, RECOGNITION, weights_hashes, weights_path
from models.run import EngineInfo

LINE_HEIGHT = 48  # pixels, the height the recogniser was trained on
WIDTH_STEP = 160  # crops are padded to the next multiple, so that batch mates never change a result
BATCH = 6
CHARACTER_LIMIT = 25.0  # widest crop in multiples of its height read in one go


class RapidEngine:
    """One detector and one recogniser of `rapidocr`, each on one thread."""

    def __init__(self, *, model_dir: Path | None = None) -> None:
        """Load the weights; raises WeightsError when they are missing."""
        from rapidocr import RapidOCR

        params: dict[str, Any] = {
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.model_path": str(weights_path(DETECTION, model_dir=model_dir)),
            "Rec.model_path": str(weights_path(RECOGNITION, model_dir=model_dir)),
            # The picture comes in the size it is to be searched in.
            "Det.limit_side_len": 32,
            "Det.limit_type": "min",
        }
        with as_weights_error():
            engine = RapidOCR(params=params)
            self._detector = engine._load_det_model()
            self._recogniser = engine._load_rec_model()
        self._characters: list[str] = self._recogniser.postprocess_op.character
        self._info = EngineInfo(
            name="rapidocr",
            version=version("rapidocr"),
            weights=weights_hashes(model_dir=model_dir),
        )

    @property
    def info(self) -> EngineInfo:
        """Name, version and weights of the engine."""
        return self._info

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Find text lines; see `OcrEngine.detect`."""
        with as_ocr_error():
            found = self._detector(np.ascontiguousarray(pixels[:, :, ::-1]))
        if found.boxes is None:
            return ()
        return tuple(np.asarray(box, dtype=np.float32) for box in found.boxes)

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        """Read each crop; see `OcrEngine.recognise`."""
        by_width: dict[int, list[int]] = {}
        for index, crop in enumerate(crops):
            by_width.setdefault(padded_width(crop), []).append(index)
        results: dict[int, Recognised] = {}
        for width, indices in sorted(by_width.items()):
            for start in range(0, len(indices), BATCH):
                batch = indices[start : start + BATCH]
                results.update(self._recognise_batch(crops, batch, width=width))
        return tuple(results[index] for index in range(len(crops)))

    def _recognise_batch(
        self, crops: Sequence[Pixels], indices: Sequence[int], *, width: int
    ) -> dict[int, Recognised]:
        ratio = width / LINE_HEIGHT
        pictures = [
            self._recogniser.resize_norm_img(np.ascontiguousarray(crops[i][:, :, ::-1]), ratio)
            for i in indices
        ]
        with as_ocr_error():
            scores = self._recogniser.session(np.stack(pictures).astype(np.float32))
        results = {}
        for row, index in enumerate(indices):
            height, crop_width = crops[index].shape[:2]
            used = min(width, int(np.ceil(LINE_HEIGHT * crop_width / height)))
            results[index] = decode(scores[row], self._characters, used_share=used / width)
        return results


def padded_width(crop: Pixels) -> int:
    """Return the width in pixels, at line height, that a crop is padded to."""
    height, width = crop.shape[:2]
    wanted = LINE_HEIGHT * width / max(1, height)
    return max(2 * WIDTH_STEP, int(np.ceil(wanted / WIDTH_STEP)) * WIDTH_STEP)


def decode(
    scores: NDArray[np.float32], characters: Sequence[str], *, used_share: float
) -> Recognised:
    """Turn the scores of one line (time steps x characters) into text by greedy CTC decoding.

    `used_share` is the share of the time steps that the picture fills; the rest is padding.
    Class 0 is the CTC blank.
    """
    best = scores.argmax(axis=1)
    keep = best != 0
    keep[1:] &= best[1:] != best[:-1]
    columns = np.flatnonzero(keep)
    if columns.size == 0:
        return Recognised("", 0.0, (), ())
    steps = len(best) * used_share
    confidences = tuple(round(float(scores[c].max()), 4) for c in columns)
    text = "".join(characters[best[c]] for c in columns)
    centres = tuple(round(min(1.0, (float(c) + 0.5) / steps), 5) for c in columns)
    return Recognised(text, round(sum(confidences) / len(confidences), 4), centres, confidences)
