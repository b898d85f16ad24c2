"""Stated confidence against measured accuracy: what is counted, and what the table says."""

from __future__ import annotations

import pytest

from extractor.evaluate.calibration import Sample, least_share, samples_of, show_calibration
from extractor.evaluate.truth import DocumentTruth, FieldTruth
from models.catalogue import load_catalogue
from models.field import DocumentRecord, Doubt, Field, FieldStatus, Value

KEYS = ("company_name", "uscc", "established_on")


def read_field(key: str, value: str, confidence: float = 0.99, *doubts: Doubt) -> Field:
    reading = Value(value=value, raw=value, confidence=confidence, doubts=doubts)
    return Field(document="d1", key=key, title_zh=key, status=FieldStatus.found, reading=reading)


def samples(truth: dict[str, str | None], *fields: Field) -> list[Sample]:
    document = DocumentTruth(
        type="business_license",
        fields=tuple(FieldTruth(key=k, period="", value=v) for k, v in truth.items()),
    )
    record = DocumentRecord(document="d1", type="business_license", fields=fields)
    return list(samples_of(document, record, catalogue=load_catalogue()))


def test_right_wrong_and_what_is_not_on_the_paper() -> None:
    read = (
        read_field("company_name", "清河精密传动有限公司", 0.98),
        read_field("uscc", "91330100MA27XYWB3L", 0.91, Doubt.check_digit),
        read_field("address", "无此一栏", 0.6),
    )
    found = samples(
        {"company_name": "清河精密传动有限公司", "uscc": "91330100MA27XYWB3K", "address": None},
        *read,
    )
    assert [(s.is_figure, s.confidence, s.doubtful, s.right) for s in found] == [
        (False, 0.98, False, True),
        (True, 0.91, True, False),
        (False, 0.6, False, False),
    ]


def test_what_was_not_read_states_no_confidence() -> None:
    assert samples({"company_name": "清河精密传动有限公司"}) == []


def test_the_table_counts_by_confidence_and_doubt() -> None:
    sure = Sample(kind="money", confidence=0.996, doubtful=False, right=True)
    wrong = Sample(kind="text", confidence=0.91, doubtful=False, right=False)
    marked = Sample(kind="day", confidence=0.996, doubtful=True, right=True)
    lines = show_calibration([sure, sure, wrong, marked]).splitlines()
    assert lines[0].count("|") == 5
    assert lines[4] == "| 0.9 – 0.95 | — | 0/1，0.0%（≥ 0.0%） | — |"
    assert lines[9].startswith("| 0.995 – 1 | 2/2，100.0%")
    assert lines[10].endswith("| 0/1，0.0%（≥ 0.0%） | 1/1，100.0%（≥ 20.7%） |")


@pytest.mark.parametrize(("right", "total", "least"), [(10, 10, 0.722), (95, 100, 0.888)])
def test_the_least_share_is_wilson_s(right: int, total: int, least: float) -> None:
    assert least_share(right, total) == pytest.approx(least, abs=0.001)
