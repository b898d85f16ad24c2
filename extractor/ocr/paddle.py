"""PP-OCRv6 through the `paddleocr` package on ONNX Runtime, from the same weights or from larger ones."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from extractor.ocr.decode import LINE_HEIGHT, decode, used_width
from extractor.ocr.engine import Pixels, Quad, Recognised
from extractor.ocr.failures import as_ocr_error, as_weights_error
from extractor.ocr.weights import DETECTION, RECOGNITION, weights_hashes, weights_path
from models.run import EngineInfo

# Paddle would otherwise probe model hosts at start, even with local weights.
OFFLINE = {"PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK": "True", "HF_HUB_OFFLINE": "1"}


DETECTOR = "PP-OCRv6_small_det"
RECOGNISER = "PP-OCRv6_small_rec"
STEP_PIXELS = 8  # width of the picture that one time step of the scores stands for


def paddle_info(*, model_dir: Path | None = None) -> EngineInfo:
    """Return what identifies the engine, without loading it."""
    return EngineInfo(
        name="paddleocr",
        version=f"{version('paddleocr')} onnxruntime {version('onnxruntime')}",
        weights=weights_hashes(model_dir=model_dir),
    )


class PaddleEngine:
    """`TextDetection` and `TextRecognition` of paddleocr, one thread each."""

    def __init__(self, *, model_dir: Path | None = None) -> None:
        """Load the weights; raises WeightsError when they are missing."""
        os.environ.update(OFFLINE)
        from paddleocr import TextDetection, TextRecognition

        common: dict[str, Any] = {"engine": "onnxruntime", "device": "cpu", "cpu_threads": 1}
        with as_weights_error(), tempfile.TemporaryDirectory(prefix="heyan-paddle-") as folder:
            laid_out = lay_out_weights(Path(folder), model_dir=model_dir)
            self._detector = TextDetection(
                model_name=DETECTOR, model_dir=str(laid_out[DETECTOR]), **common
            )
            self._recogniser = TextRecognition(
                model_name=RECOGNISER, model_dir=str(laid_out[RECOGNISER]), **common
            )
        # The library tells no place and no score per character; the scores it decodes do.
        predictor = self._recogniser.paddlex_predictor
        self._kept = _KeptScores(predictor.post_op)
        predictor.post_op = self._kept
        self._info = paddle_info(model_dir=model_dir)

    @property
    def info(self) -> EngineInfo:
        """Name, version and weights of the engine."""
        return self._info

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Find text lines; see `OcrEngine.detect`."""
        with as_ocr_error():
            (found,) = self._detector.predict(np.ascontiguousarray(pixels[:, :, ::-1]))
        return tuple(np.asarray(box, dtype=np.float32) for box in found["dt_polys"])

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        """Read each crop, one at a time, so that no result depends on its batch mates."""
        results = []
        for crop in crops:
            with as_ocr_error():
                self._recogniser.predict([np.ascontiguousarray(crop[:, :, ::-1])])
            scores = self._kept.scores
            share = min(1.0, used_width(crop) / (STEP_PIXELS * len(scores)))
            results.append(decode(scores, self._kept.characters, used_share=share))
        return tuple(results)


class _KeptScores:
    """The library's decoder, which also keeps the scores of the line it decoded last."""

    def __init__(self, decoder: Callable[..., Any]) -> None:
        self._decoder = decoder
        self.characters: tuple[str, ...] = tuple(decoder.character)  # type: ignore[attr-defined]
        self.scores: NDArray[np.float32] = np.zeros((0, len(self.characters)), dtype=np.float32)

    def __call__(self, predictions: Sequence[Any], **options: Any) -> Any:
        self.scores = np.asarray(predictions[0], dtype=np.float32)[0]
        return self._decoder(predictions, **options)


def lay_out_weights(folder: Path, *, model_dir: Path | None = None) -> Mapping[str, Path]:
    """Lay the weights out below `folder` the way paddleocr loads them; folders by name of the network.

    They are needed only while the weights are loaded. Raises WeightsError when weights are missing.
    """
    detection, recognition = (
        weights_path(name, model_dir=model_dir) for name in (DETECTION, RECOGNITION)
    )
    return {
        DETECTOR: _model_folder(folder / "det", detection, _detection_settings()),
        RECOGNISER: _model_folder(folder / "rec", recognition, _recognition_settings(recognition)),
    }


def _model_folder(folder: Path, weights: Path, settings: dict[str, Any]) -> Path:
    """Lay weights out the way paddleocr expects them: inference.onnx beside inference.yml."""
    folder.mkdir()
    (folder / "inference.onnx").symlink_to(weights)
    text = yaml.safe_dump(settings, allow_unicode=True)
    (folder / "inference.yml").write_text(text, encoding="utf-8")
    return folder


def _detection_settings() -> dict[str, Any]:
    half = [0.5, 0.5, 0.5]
    return {
        "Global": {"model_name": DETECTOR},
        "PreProcess": {
            "transform_ops": [
                # The picture comes in the size it is to be searched in.
                {"DetResizeForTest": {"limit_side_len": 32, "limit_type": "min"}},
                {
                    "NormalizeImage": {
                        "mean": half,
                        "std": half,
                        "scale": "1./255.",
                        "order": "hwc",
                    }
                },
                {"ToCHWImage": None},
                {"KeepKeys": {"keep_keys": ["image", "shape"]}},
            ]
        },
        "PostProcess": {
            "name": "DBPostProcess",
            "thresh": 0.3,
            "box_thresh": 0.5,
            "max_candidates": 1000,
            "unclip_ratio": 1.6,
        },
    }


def _recognition_settings(weights: Path) -> dict[str, Any]:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    return {
        "Global": {"model_name": RECOGNISER},
        "PreProcess": {"transform_ops": [{"RecResizeImg": {"image_shape": [3, LINE_HEIGHT, 320]}}]},
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters},
    }
