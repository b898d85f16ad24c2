"""What golden documents must reach at least; the file stands beside them and is only ever tightened."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from extractor.errors import InputCode, InputError
from extractor.evaluate.run import Scores
from extractor.evaluate.score import PackageScore, Tally
from models.base import Frozen

PLACES = Decimal("0.001")
HEAD = "# What golden documents must reach at least: shares from 0 to 1. Written by `python -m tools.thresholds`.\n"


class PackageThreshold(Frozen):
    """Least shares and most false alarms of one package."""

    recall: float  # of the planted discrepancies
    false_alarms: int
    declared: float  # of the declared values
    documents: float  # of the papers, with type and pages
    pages: float  # of the compared values, on the right page
    fields: dict[str, float]  # by document type


class Thresholds(Frozen):
    """Thresholds of every package, every type of single documents, every point and degree of golden pages."""

    packages: dict[str, PackageThreshold]
    documents: dict[str, float]
    reading: dict[str, dict[str, float]] = Field(default_factory=dict)


def read_thresholds(path: Path) -> Thresholds:
    """Read a thresholds file; raises InputError when it has not the shape above."""
    try:
        return Thresholds.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise InputError(
            InputCode.UNREADABLE, f"门槛文件 {path.name} 无法读取，请对照样例修改。", file=path.name
        ) from error


def render_thresholds(thresholds: Thresholds) -> str:
    """Return the text of a thresholds file."""
    return HEAD + yaml.safe_dump(thresholds.model_dump(), sort_keys=True)


def measured(scores: Scores) -> Thresholds:
    """Return what was measured as thresholds, shares cut off after three places."""
    return Thresholds(
        packages={package.name: _package(package) for package in scores.packages},
        documents={kind: share(tally) for kind, tally in scores.documents.items()},
        reading=_by_degree(scores),
    )


def to_keep(scores: Scores) -> Thresholds:
    """Return what later runs must reach: as measured, but one value less for read values.

    Recognition on another make of processor differs in the last bits, which can turn one character
    of a damaged place. Papers, pages, discrepancies and false alarms have no such play.
    """
    exact = measured(scores)
    return Thresholds(
        packages={
            package.name: exact.packages[package.name].model_copy(
                update={
                    "declared": share(_less_one(package.declared)),
                    "fields": {
                        key: share(_less_one(t)) for key, t in sorted(package.fields.items())
                    },
                }
            )
            for package in scores.packages
        },
        documents={kind: share(_less_one(tally)) for kind, tally in scores.documents.items()},
        reading=_by_degree(scores, play=1),
    )


def _by_degree(scores: Scores, *, play: int = 0) -> dict[str, dict[str, float]]:
    """Shares of right facts by point and degree, `play` facts less than were right."""
    return {
        point: {
            degree: share(Tally(right=max(0, tally.right - play), total=tally.total))
            for degree, tally in sorted(degrees.items())
        }
        for point, degrees in sorted(scores.reading.items())
    }


def _less_one(tally: Tally) -> Tally:
    return Tally(right=max(0, tally.right - 1), total=tally.total)


def tightened(before: Thresholds, now: Thresholds) -> Thresholds:
    """Return the stricter of both everywhere; what is gone from `now` is dropped."""
    return Thresholds(
        packages={
            name: _stricter(before.packages.get(name, package), package)
            for name, package in now.packages.items()
        },
        documents=_higher(before.documents, now.documents),
        reading={
            point: _higher(before.reading.get(point, {}), degrees)
            for point, degrees in now.reading.items()
        },
    )


def shortfalls(thresholds: Thresholds, now: Thresholds) -> list[str]:
    """Return what is below its threshold or has none, one line each, in English."""
    lines = []
    for name in sorted(thresholds.packages.keys() | now.packages.keys()):
        wanted, seen = thresholds.packages.get(name), now.packages.get(name)
        if wanted is None or seen is None:
            lines.append(f"{name}: {'no threshold' if wanted is None else 'not measured'}")
            continue
        lines += _package_shortfalls(name, wanted, seen)
    for point in sorted(thresholds.reading.keys() | now.reading.keys()):
        least, reached = thresholds.reading.get(point, {}), now.reading.get(point, {})
        lines += _field_shortfalls(f"golden pages {point}", least, reached)
    return lines + _field_shortfalls("single documents", thresholds.documents, now.documents)


def share(tally: Tally) -> float:
    """Return right of total from 0 to 1, cut off after three places; 1 when there was nothing."""
    if not tally.total:
        return 1.0
    exact = Decimal(tally.right) / Decimal(tally.total)
    return float(exact.quantize(PLACES, rounding=ROUND_DOWN))


def _package(score: PackageScore) -> PackageThreshold:
    return PackageThreshold(
        recall=share(Tally(right=len(score.found), total=score.planted)),
        false_alarms=len(score.false_alarms),
        declared=share(score.declared),
        documents=share(score.documents),
        pages=share(score.pages),
        fields={kind: share(tally) for kind, tally in sorted(score.fields.items())},
    )


def _stricter(before: PackageThreshold, now: PackageThreshold) -> PackageThreshold:
    return PackageThreshold(
        recall=max(before.recall, now.recall),
        false_alarms=min(before.false_alarms, now.false_alarms),
        declared=max(before.declared, now.declared),
        documents=max(before.documents, now.documents),
        pages=max(before.pages, now.pages),
        fields=_higher(before.fields, now.fields),
    )


def _higher(before: dict[str, float], now: dict[str, float]) -> dict[str, float]:
    return {kind: max(before.get(kind, 0.0), reached) for kind, reached in now.items()}


def _package_shortfalls(name: str, wanted: PackageThreshold, seen: PackageThreshold) -> list[str]:
    lines = []
    if seen.false_alarms > wanted.false_alarms:
        lines.append(f"{name}: {seen.false_alarms} false alarms > {wanted.false_alarms}")
    shares = {what: getattr(wanted, what) for what in ("recall", "declared", "documents", "pages")}
    reached = {what: getattr(seen, what) for what in shares}
    return (
        lines
        + _field_shortfalls(name, shares, reached)
        + _field_shortfalls(f"{name} fields", wanted.fields, seen.fields)
    )


def _field_shortfalls(where: str, wanted: dict[str, float], seen: dict[str, float]) -> list[str]:
    lines = []
    for kind in sorted(wanted.keys() | seen.keys()):
        least, reached = wanted.get(kind), seen.get(kind)
        if least is None:
            lines.append(f"{where} {kind}: no threshold")
        elif reached is None:
            lines.append(f"{where} {kind}: not measured")
        elif reached < least:
            lines.append(f"{where} {kind}: {reached} < {least}")
    return lines
