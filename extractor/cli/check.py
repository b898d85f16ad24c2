"""`heyan doctor`: whether this machine is fit to verify."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from extractor.cli.catalogue import open_catalogue
from extractor.cli.console import say
from extractor.errors import ExitCode, HeyanError
from extractor.ocr.engines import engine_info
from extractor.selftest import check_engine
from extractor.settings import Settings

Looked = TypeVar("Looked", bound=Settings)

LEAST_FREE = 1_000_000_000  # bytes


class Checkup(NamedTuple):
    """One thing looked at: its name, whether it is fit, what was seen."""

    name: str
    fit: bool
    seen: str


def run_doctor(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Check catalogue, weights, engine and disk; exit 5 when anything is not fit."""
    return tell_checkups(look_at_all(settings))


def tell_checkups(checkups: Iterable[Checkup]) -> ExitCode:
    """Print one line per checkup as it comes; return exit code 5 when anything is not fit."""
    is_fit = True
    for checkup in checkups:
        say(f"{'正常' if checkup.fit else '异常'}  {checkup.name}：{checkup.seen}")
        is_fit = is_fit and checkup.fit
    return ExitCode.DONE if is_fit else ExitCode.OCR


def look_at_all(settings: Settings) -> Iterator[Checkup]:
    """Yield every checkup of what verifying needs."""
    looks: dict[str, Callable[[Settings], str]] = {
        "目录": _catalogue,
        "识别权重": _weights,
        "识别引擎": check_engine,
        "磁盘": _disk,
    }
    return look_at_each(looks, settings)


def look_at_each(
    looks: Mapping[str, Callable[[Looked], str]], settings: Looked
) -> Iterator[Checkup]:
    """Yield a checkup for every name; one that raises a Heyan error is not fit."""
    for name, look in looks.items():
        try:
            yield Checkup(name=name, fit=True, seen=look(settings))
        except HeyanError as error:
            yield Checkup(name=name, fit=False, seen=error.message)


def _catalogue(settings: Settings) -> str:
    catalogue = open_catalogue()
    return f"申报项目 {len(catalogue.programmes)} 个，文件类型 {len(catalogue.document_types)} 种"


def _weights(settings: Settings) -> str:
    info = engine_info(settings.ocr_engine, model_dir=settings.model_dir)
    return "，".join(f"{name} {digest[:12]}" for name, digest in info.weights.items())


def _disk(settings: Settings) -> str:
    folder = _existing(settings.cache_dir)
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise HeyanError(f"{folder} 所在磁盘只剩 {free // 1_000_000} MB，请清理后再用。")
    return f"{folder} 可用 {free // 1_000_000_000} GB"


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)
