"""The engines by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from extractor.errors import OcrError
from extractor.ocr.engine import OcrEngine
from extractor.ocr.paddle import PaddleEngine, paddle_info
from extractor.ocr.rapid import RapidEngine, rapid_info
from models.run import EngineInfo

ENGINES: Mapping[str, type[RapidEngine] | type[PaddleEngine]] = {
    "rapidocr": RapidEngine,
    "paddleocr": PaddleEngine,
}

INFOS: Mapping[str, Callable[..., EngineInfo]] = {
    "rapidocr": rapid_info,
    "paddleocr": paddle_info,
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
    return INFOS[name](model_dir=model_dir)
