"""report.json and reading.json keep to their published schemas and to their bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from extractor.report.as_json import render_reading, render_report
from models.field import Doubt
from models.finding import Outcome
from tests.unit.report.builders import CELL, DECLARED, FORM, finding, report, value

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "reference"


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return loaded


def test_the_schemas_are_schemas() -> None:
    for name in ("report", "reading"):
        jsonschema.Draft202012Validator.check_schema(schema(name))


def test_a_report_keeps_to_its_schema() -> None:
    jsonschema.validate(json.loads(render_report(report())), schema("report"))
    jsonschema.validate(json.loads(render_reading(report())), schema("reading"))


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("schema_version",), "2"),
        (("run", "status"), "done"),
        (("findings", 0, "outcome"), "ok"),
        (("findings", 0, "declared", "value"), 18634.52),
        (("findings", 0, "places"), [{"file": "a.pdf", "page": 1, "box": [0, 0, 1]}]),
        (("fields", 0, "status"), "missing"),
        (("issues", 0, "code"), "other"),
        (("unknown",), 1),
    ],
    ids=lambda part: "/".join(map(str, part)) if isinstance(part, tuple) else "",
)
def test_the_schema_refuses_other_shapes(path: tuple[str | int, ...], wrong: object) -> None:
    data: Any = json.loads(render_report(report()))
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema("report"))


def test_equal_reports_give_equal_bytes() -> None:
    assert render_report(report()) == render_report(report())
    assert render_report(report()).endswith(b"}\n")


def test_numbers_are_text_and_places_lie_on_the_page() -> None:
    first = json.loads(render_report(report()))["findings"][0]
    assert first["declared"] == {
        "value": "186345200",
        "raw": "18634.52",
        "unit": "万元",
        "step": "100",
        "confidence": 0.9877,
        "place": {"file": CELL.file, "page": 3, "box": [0.4, 0.3, 0.55, 0.33]},
        "doubts": [],
        "second": None,
        "seconded": False,
        "unit_place": None,
        "corrected_from": None,
    }


def test_doubts_and_consequences_are_told() -> None:
    doubtful = value("1", raw="1", place=CELL, doubts=(Doubt.under_seal,))
    cause = finding(Outcome.review, declared=doubtful)
    follower = finding(rule="ARI-02", follows_from="DVE-01:operating_revenue:2020")
    written = json.loads(render_report(report(cause, follower)))["findings"]
    assert written[0]["declared"]["doubts"] == ["under_seal"]
    assert written[0]["declared"]["confidence"] == 0.9  # clear characters, and yet doubtful
    assert written[1]["follows_from"] == "DVE-01:operating_revenue:2020"


def test_fields_that_were_not_found_have_no_value() -> None:
    found, absent = json.loads(render_reading(report()))["fields"]
    assert (found["status"], found["value"]) == ("found", "168345210.77")
    assert absent["status"] == "absent"
    assert {absent[key] for key in ("value", "raw", "unit", "confidence", "place")} == {None}


def test_a_reading_claims_nothing_about_the_applicant() -> None:
    data = json.loads(render_reading(report()))
    assert not {"findings", "tables", "applicant"} & data.keys()
    assert DECLARED.raw not in {field["raw"] for field in data["fields"]}


def test_seals_stand_on_the_page_as_displayed() -> None:
    (seal,) = json.loads(render_reading(report()))["seals"]
    assert seal == {
        "file": FORM,
        "page": 7,
        "box": [0.61, 0.7, 0.81, 0.84],
        "colour": "red",
        "shape": "round",
        "text": "清河精密传动有限公司 合同专用章",
        "organisation": "清河精密传动有限公司",
        "confidence": 0.9812,
    }


def test_an_electronic_seal_is_never_called_verified() -> None:
    (seal,) = json.loads(render_reading(report()))["electronic_seals"]
    assert (seal["signed"], seal["signer"], seal["verified"]) == (True, "陆明", "not_verified")
