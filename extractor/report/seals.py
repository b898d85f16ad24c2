"""Seals and electronic seals as people read them in a report."""

from __future__ import annotations

from typing import NamedTuple

from models.page import ElectronicSealKind, SealColour
from models.run import PlacedElectronicSeal, PlacedSeal, Report

COLOURS = {SealColour.red: "红", SealColour.blue: "蓝", SealColour.grey: "灰"}
SHAPES = {"round": "圆形", "oval": "椭圆形", "square": "方形", "part": "半边（骑缝）"}
KINDS = {
    ElectronicSealKind.signature_field: "签名域",
    ElectronicSealKind.stamp: "图章批注",
}
SURE = 0.96  # from here on the name of a seal is shown without a word of doubt


class SealLine(NamedTuple):
    """One seal for people."""

    file: str
    page: int
    what: str
    organisation: str
    text: str
    doubt: str


class ElectronicSealLine(NamedTuple):
    """One electronic seal for people."""

    file: str
    page: int
    what: str
    signer: str
    note: str


def seal_lines(report: Report) -> tuple[SealLine, ...]:
    """Return the seals seen on the pages, in their order."""
    return tuple(_seal_line(placed) for placed in report.seals)


def electronic_seal_lines(report: Report) -> tuple[ElectronicSealLine, ...]:
    """Return what the files declare as signed or stamped, in their order."""
    return tuple(_electronic_line(placed) for placed in report.electronic_seals)


def _seal_line(placed: PlacedSeal) -> SealLine:
    seal = placed.seal
    if not seal.text:
        doubt = "文字未读出"
    else:
        doubt = "" if seal.confidence >= SURE else "字迹不清，请对照原件"
    return SealLine(
        file=placed.place.file,
        page=placed.place.page,
        what=f"{COLOURS[seal.colour]}色{SHAPES.get(seal.shape, seal.shape)}印章",
        organisation=seal.organisation,
        text=seal.text,
        doubt=doubt,
    )


def _electronic_line(placed: PlacedElectronicSeal) -> ElectronicSealLine:
    seal = placed.seal
    if seal.kind is ElectronicSealKind.stamp:
        state = "仅为图样，不含签名"
    else:
        state = "已签名，签名真伪未经验证" if seal.signed else "未签名"
    notes = [state, "" if seal.visible else "页面上不可见", seal.signed_at or "", seal.reason or ""]
    return ElectronicSealLine(
        file=placed.place.file,
        page=placed.place.page,
        what=f"{KINDS[seal.kind]} {seal.name}".strip(),
        signer=seal.signer or "",
        note="；".join(note for note in notes if note),
    )
