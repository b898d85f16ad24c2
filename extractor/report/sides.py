"""The values of a finding side by side: what each is, where it stands, as printed, with its picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from extractor.report.crops import Crop
from extractor.report.words import show_doubts, show_period, show_place, show_value, type_title
from models.catalogue import Catalogue
from models.field import Field
from models.finding import Finding
from models.geometry import Place
from models.kinds.printed import without_unit
from models.run import Report

_MARKS = ("是", "否")
LONGEST = 60
"""Characters of a text that are quoted beside its picture."""


class Side(NamedTuple):
    """One value of a finding; `title` is its part in the finding, `name` what it is called on its paper."""

    title: str
    text: str
    place: str
    doubts: str
    picture: str
    name: str = ""


def sides_of(
    finding: Finding,
    report: Report,
    *,
    crops: Mapping[Place, Crop],
    catalogue: Catalogue,
    kind: str | None,
) -> tuple[Side, ...]:
    """Return the declared value, the evidence and what was worked out, in this order."""
    fields = {f.reading.place: f for f in report.fields if f.reading and f.reading.place}
    types = {document.id: document.type for document in report.documents}
    pictured = {value.place for value in finding.evidence}
    sides = []
    for value, part in (
        (finding.declared, "申报"),
        *((value, "佐证") for value in finding.evidence),
    ):
        if value is None:
            continue
        if part == "申报" and value.raw in _MARKS and value.place in pictured:
            continue  # the seal that is there, beside what is written on it
        field = fields.get(value.place) if value.place else None
        crop = crops.get(value.place) if value.place else None
        paper = types.get(field.document) if field else None
        sides.append(
            Side(
                title=_part(part, paper, catalogue),
                text=_shortened(show_value(value)),
                place=show_place(value),
                doubts=show_doubts(value),
                picture=crop.data_uri if crop else "",
                name=_name(field, paper, catalogue),
            )
        )
    if finding.computed is not None:
        sides.append(Side("复算", show_value(finding.computed, kind), "", "", ""))
    return tuple(sides)


def _part(part: str, paper: str | None, catalogue: Catalogue) -> str:
    """A figure of the form beside the declared one is no evidence, and one of a statement is not declared."""
    if paper is None:
        return part
    on_form = paper in catalogue.form_types
    if part == "申报":
        return part if on_form else "佐证"
    return "表内" if on_form else part


def _name(field: Field | None, paper: str | None, catalogue: Catalogue) -> str:
    if field is None:
        return ""
    period = f"（{show_period(field.period)}）" if field.period else ""
    source = "" if paper is None or paper in catalogue.form_types else type_title(paper, catalogue)
    title = without_unit(field.title_zh)
    return " · ".join(part for part in (f"{title}{period}", source) if part)


def _shortened(text: str) -> str:
    """The beginning of a long text: its picture shows the rest."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……（共 {len(text)} 字）"
