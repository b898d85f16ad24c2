"""The amount in one cell: pieces joined, read in its unit, with what speaks against the reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.extract.tables.pieces import is_figure, is_grouped
from extractor.extract.tables.printed import join_lines, reading_order
from extractor.extract.tables.units import UnitSeen
from models.field import Doubt, Value
from models.geometry import Box, Place
from models.kinds.base import REPAIRED_GROUPING, Parsed
from models.kinds.money import MONEY
from models.kinds.numerals import REPAIRED_SIGN
from models.kinds.printed import fold_width, is_blank_mark
from models.page import PageText, TextLine, TextSource

LOW = 0.9  # confidence of a character under which a figure is doubtful
_SEPARATED = re.compile(r"(?P<sign>-?)(?P<digits>\d{1,3}(?:[.,]?\d)+)")
_NOISE = 0.6  # confidence of words in a column of figures under which they are noise of the page
_ONE_BRACKET = re.compile(r"[(](?P<opened>[\d,.]*\.\d\d)|(?P<closed>[\d,.]*\.\d\d)[)]")
_MINUS_MISREAD = re.compile(r"^[一_—–―−~～](?=\s*\d)")


class Cell(NamedTuple):
    """One cell of a column of figures: its page, text lines, place on the page and unit by context."""

    page: PageText
    lines: tuple[TextLine, ...]
    box: Box
    unit: UnitSeen | None


class Amount(NamedTuple):
    """What a cell says: an amount, or None with the reason `blank` or `unreadable`.

    `sureness`: the engine's confidence in each digit of the amount, in printed order. `stated`: the
    characters come from the file itself, so that none can be misread.
    """

    value: Value | None
    status: str  # "amount" | "blank" | "unreadable"
    sureness: tuple[float, ...] = ()
    stated: bool = False


BLANK = Amount(None, "blank")


def read_amount(cell: Cell) -> Amount:
    """The amount of a cell in 元 (base unit of the currency).

    Noise without digits (strokes of a seal) counts as blank; characters with digits that make no
    amount are unreadable and keep their place.
    """
    lines = _lines_with_figures(cell.lines)
    if not lines:
        return BLANK
    raw = join_lines(lines)
    if is_blank_mark(raw):
        return BLANK
    parsed = read_money(raw, unit=_name_of(cell.unit))
    if parsed is None:
        return Amount(_seen(cell, lines, raw), "unreadable")
    stated = cell.page.source is not TextSource.ocr
    return Amount(_value(cell, lines, raw, parsed), "amount", _sureness(lines), stated)


def _sureness(lines: Sequence[TextLine]) -> tuple[float, ...]:
    """Confidence of every digit; empty when a line comes without confidences of its characters."""
    if any(len(line.char_confidences) != len(line.text) for line in lines):
        return ()
    return tuple(
        confidence
        for line in lines
        for character, confidence in zip(line.text, line.char_confidences, strict=True)
        if character.isdigit()
    )


def read_money(raw: str, *, unit: str | None) -> Parsed | None:
    """An amount as statements print it; a minus read as another dash is a minus.

    Of the brackets of a negative amount one may have been lost (marked as repaired). Where the point before the last two digits was lost and the separators that are left stand where
    thousands end, that is the reading (marked as repaired).
    """
    text = _MINUS_MISREAD.sub("-", fold_width(raw).strip())
    bracket = _ONE_BRACKET.fullmatch(text)
    if bracket is not None:
        again = MONEY.read(f"({bracket['opened'] or bracket['closed']})", unit=unit)
        return again._replace(note=REPAIRED_SIGN) if again is not None else None
    parsed = MONEY.read(text, unit=unit)
    decimals = len(text.rpartition(".")[2]) if "." in text else 0
    if parsed is not None and decimals <= 2:
        return parsed
    match = _SEPARATED.fullmatch(text)
    if match is None or not is_grouped(match["digits"]):
        return parsed
    digits = re.sub(r"\D", "", match["digits"])
    again = MONEY.read(f"{match['sign']}{digits[:-2]}.{digits[-2:]}", unit=unit)
    return again._replace(note=REPAIRED_GROUPING) if again is not None else parsed


def _lines_with_figures(lines: Sequence[TextLine]) -> list[TextLine]:
    """The pieces of the amount in reading order; where a whole amount stands, only that."""
    ordered = reading_order(lines)
    whole = [line for line in ordered if is_figure(line.text)]
    if len(whole) == 1 and not _continues(whole[0], ordered):
        return whole
    return [
        line
        for line in ordered
        if any(c.isdigit() for c in line.text)
        or (is_blank_mark(line.text) and line.confidence >= _NOISE)
    ]


def _continues(figure: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether further digits or a sign stand close to the figure, so that it is only a piece."""
    height = figure.box.height
    return any(
        line is not figure
        and re.fullmatch(r"[-—−(（\d,.，．)）]+", line.text.strip()) is not None
        and abs(line.box.center[1] - figure.box.center[1]) < 1.6 * height
        for line in lines
    )


def _value(cell: Cell, lines: Sequence[TextLine], raw: str, parsed: Parsed) -> Value:
    second = _second(lines, parsed, unit=_name_of(cell.unit))
    doubts: list[Doubt] = []
    if least_confidence(lines) < LOW:
        doubts.append(Doubt.low_confidence)
    if second is not None:
        doubts.append(Doubt.readings_differ)
        if any(line.under_seal for line in lines):
            doubts.append(Doubt.under_seal)
    if (parsed.note or "").startswith("repaired") or _MINUS_MISREAD.match(raw.strip()):
        doubts.append(Doubt.repaired)
    if parsed.unit is None:
        doubts.append(Doubt.unit_missing)
    return Value(
        value=parsed.value,
        raw=raw,
        unit=parsed.unit,
        step=parsed.step,
        confidence=round(min(line.confidence for line in lines), 3),
        place=cell.page.place(_box(cell, lines)),
        doubts=tuple(doubts),
        second=second,
        seconded=second is None and all(line.seconded for line in lines),
        unit_place=_unit_place(cell, raw),
    )


def _name_of(seen: UnitSeen | None) -> str | None:
    return seen.unit if seen is not None else None


def _unit_place(cell: Cell, raw: str) -> Place | None:
    """Where the unit of an amount stands that is printed without one."""
    own = read_money(raw, unit=None)
    alone = own is None or own.unit is None
    return cell.unit.place if cell.unit is not None and alone else None


def _seen(cell: Cell, lines: Sequence[TextLine], raw: str) -> Value:
    return Value(
        value=raw,
        raw=raw,
        confidence=round(min(line.confidence for line in lines), 3),
        place=cell.page.place(_box(cell, lines)),
        doubts=(Doubt.low_confidence,),
    )


def _box(cell: Cell, lines: Sequence[TextLine]) -> Box:
    return Box.around(line.box for line in lines) if lines else cell.box


def least_confidence(lines: Sequence[TextLine]) -> float:
    """Confidence of the weakest digit, separator or sign."""
    weakest = 1.0
    for line in lines:
        marks = [
            c for t, c in zip(line.text, line.char_confidences, strict=False) if not t.isspace()
        ]
        weakest = min(weakest, min(marks, default=line.confidence))
    return weakest


def _second(lines: Sequence[TextLine], parsed: Parsed, *, unit: str | None) -> str | None:
    """The other reading of the place, canonical, when it is another amount."""
    if not any(line.second for line in lines):
        return None
    other = "".join((line.second or line.text).strip() for line in lines)
    again = read_money(other, unit=unit)
    if again is None:
        return None if sum(c.isdigit() for c in other) < 3 else other
    return again.value if again.value != parsed.value else None
