"""The engines by name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from extractor.errors import OcrError
from extractor.ocr.engine import OcrEngine
from extractor.ocr.paddle import PaddleEngine
from extractor.ocr.rapid import RapidEngine
from extractor.ocr.weights import weights_hashes
from models.run import EngineInfo

ENGINES: Mapping[str, type[RapidEngine] | type[PaddleEngine]] = {
    "rapidocr": RapidEngine,
    "paddleocr": PaddleEngine,
}


def make_engine(name: str, *, model_dir: Path | None = None) -> OcrEngine:
    """Load the engine `name`; raises OcrError for an unknown one, WeightsError without weights."""
    if name not in ENGINES:
        raise OcrError(f"没有名为 {name} 的识别引擎，可用的有：{'、'.join(ENGINES)}。")
    return ENGINES[name](model_dir=model_dir)


def engine_info(name: str, *, model_dir: Path | None = None) -> EngineInfo:
    """Return what identifies an engine without loading it (the weights are hashed, not run)."""
    if name not in ENGINES:
        raise OcrError(f"没有名为 {name} 的识别引擎，可用的有：{'、'.join(ENGINES)}。")
    return EngineInfo(name=name, version=version(name), weights=weights_hashes(model_dir=model_dir))
