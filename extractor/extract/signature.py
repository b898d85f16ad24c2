"""The end of a letter or certificate: who issued it, and the day, often under a seal."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from extractor.extract.by_label import Found
from extractor.extract.chart import Chart, Row
from extractor.extract.damaged_dates import NUMERAL, mended_date, rest_of_date
from extractor.extract.glyphs import Glyph, Reading, glyphs_of
from extractor.extract.labels import EXACT
from extractor.extract.values import read_value
from models.catalogue.spec_documents import FieldSpec
from models.field import Doubt, Value
from models.geometry import Box
from models.page import Seal

_DATE = re.compile(
    rf"[{NUMERAL}]{{4}}年[{NUMERAL}]{{1,3}}月(?:[{NUMERAL}]{{1,4}}(?:日|(?![{NUMERAL}])))?"
)
_FIGURES = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])")
_ALONE = 16  # characters of a row that holds a damaged date and nothing else
_MIDDLE = 0.5
_NEAR = 0.2  # of the page height: no signature stands farther above its day
_NO_SIGNATURE = re.compile(
    r"至|自|有效|截止|首次|初次|完成日|申请日|发表|出生|委托日|[收到抽]样|前(通过|缴)|期限"
)
_IN_TEXT = re.compile(r"[,。;:!]")
BODY = re.compile(
    r"(局|厅|委员会|管委会|人民政府|部|署|研究院|研究所|协会|学会|商会|联合会|联盟|中心|办公室|领导小组|公司"
    r"|集团|银行|法院|大学|学院|事务所|工作站)$"
)
_REST = re.compile(r"(股份|有限责任|有限)*公司")  # of a name that is broken over two lines


def read_signing_day(
    charts: Sequence[Chart],
    spec: FieldSpec,
    *,
    below: float | None = None,
    right_of: float = 0.0,
    taken: Collection[int] = (),
) -> Found | None:
    """The last date that stands by itself in the lower part of the last page that has one.

    Where none is whole, the last damaged one: mended, or seen as unreadable.
    `below` (default: the middle of the page, or of what is printed on it) and `right_of` bound where
    it may begin (fractions of the page). `taken` are the ids of lines that other fields were read from.
    """
    for find in (_day_in, _damaged_day_in):
        for chart in reversed(charts):
            floor = _lower_part(chart) if below is None else below
            for row in reversed(chart.rows):
                if row.box.center[1] < floor:
                    break
                reading = find(chart, row)
                if reading is None or reading.box.x0 < right_of:
                    continue
                if any(id(line) in taken for line in reading.lines):
                    continue
                value = read_value(reading, spec)
                if value is not None or find is _damaged_day_in:
                    return Found(value, reading, EXACT)
    return None


def _lower_part(chart: Chart) -> float:
    """The middle of the page, or of what is printed on it when that ends higher (a short letter)."""
    rows = [row for row in chart.rows if len(row.glyphs) >= 3]
    if not rows:
        return _MIDDLE
    return min(_MIDDLE, (rows[0].box.y0 + rows[-1].box.y1) / 2)


def _day_in(chart: Chart, row: Row) -> Reading | None:
    """The one date of a row; where the first reading has none, that of the second reading."""
    if _NO_SIGNATURE.search(row.folded):
        return None
    readings = [Reading(chart.page, row.glyphs), *_second_readings(chart, row)]
    for reading in readings:
        text = reading.folded
        matches = list(_DATE.finditer(text)) or list(_FIGURES.finditer(text))
        if len(matches) == 1:
            return reading.part(*matches[0].span())
    return None


def _damaged_day_in(chart: Chart, row: Row) -> Reading | None:
    """What can only be a date, alone in its row: with a mark or figure misread or lost, or a part of one."""
    if _NO_SIGNATURE.search(row.folded):
        return None
    readings = (Reading(chart.page, row.glyphs), *_second_readings(chart, row))
    mendable = (part for part in readings if mended_date(part) and len(part.glyphs) <= _ALONE)
    return next(mendable, None) or _rest_in(chart, row)


def _rest_in(chart: Chart, row: Row) -> Reading | None:
    for line in {id(glyph.line): glyph.line for glyph in row.glyphs}.values():
        rest = rest_of_date(Reading(chart.page, glyphs_of(line)))
        if rest is not None:
            return rest
    return None


def _second_readings(chart: Chart, row: Row) -> Iterator[Reading]:
    """Lines of the row as they were read the second time; the first reading becomes their second."""
    lines = {id(glyph.line): glyph.line for glyph in row.glyphs}
    for line in lines.values():
        if line.second:
            swapped = line.model_copy(
                update={
                    "text": line.second,
                    "second": line.text,
                    "char_spans": (),
                    "char_confidences": (),
                }
            )
            glyphs = glyphs_of(swapped)
            if glyphs:
                yield Reading(chart.page, glyphs)


def read_signing_body(
    charts: Sequence[Chart],
    spec: FieldSpec,
    day: Found | None,
    *,
    taken: Collection[int] = (),
) -> Found | None:
    """The organisation named right above (or beside) the signing day, nearest first.

    Without a day the lowest line that is nothing but the name of a body. `taken` are the ids of lines
    that other fields were read from.
    """
    for chart in reversed(charts):
        limit = 1.0
        if day is not None:
            if day.reading.page is not chart.page:
                continue
            limit = day.reading.box.y1
        lower = _lower_part(chart)
        floor = max(0.8 * lower, limit - _NEAR) if day else min(0.6, 1.2 * lower)
        for row in reversed(chart.rows):
            if row.box.y0 > limit or row.box.center[1] < floor:
                continue
            reading = _body_in(chart, row)
            parted = reading is not None and len(reading.lines) > 1
            value = read_value(reading, spec, repaired=parted) if reading else None
            if reading is None or any(id(line) in taken for line in reading.lines):
                continue
            if value is not None:
                return Found(value, reading, EXACT)
    return None


def read_letterhead(charts: Sequence[Chart], spec: FieldSpec) -> Found | None:
    """The body in whose name the first page is headed: 某某协会, 某某厅文件."""
    for row in charts[0].rows if charts else ():
        if row.box.y0 > 0.22:
            break
        text = row.folded.removesuffix("文件")
        if not 4 <= len(text) <= 30 or not BODY.search(text) or _IN_TEXT.search(text):
            continue
        reading = charts[0].reading(row, 0, len(text))
        value = read_value(reading, spec) if reading else None
        if reading is not None and value is not None:
            return Found(value, reading, EXACT)
    return None


def read_sealing_bodies(charts: Sequence[Chart]) -> Found | None:
    """The bodies named in the seals of the lower half, left to right, where the seals were read."""
    for chart in reversed(charts):
        page = chart.page
        seals = [seal for seal in page.seals if seal.box.y0 > 0.4 and BODY.search(_named(seal))]
        if not seals or not chart.rows:
            continue
        seals.sort(key=lambda seal: seal.box.x0)
        names = ";".join(dict.fromkeys(_named(seal) for seal in seals))
        value = Value(
            value=names,
            raw=names,
            confidence=round(min(seal.confidence for seal in seals), 3),
            place=page.place(Box.around(seal.box for seal in seals)),
            doubts=(Doubt.under_seal,),
        )
        return Found(value, Reading(page, chart.rows[-1].glyphs), EXACT)
    return None


def _named(seal: Seal) -> str:
    """The organisation that a seal names, else all that was read of it."""
    return seal.organisation or seal.text


def _body_in(chart: Chart, row: Row) -> Reading | None:
    """The last line of a row, with one that it overlaps under a seal, when it is nothing but the name of a body."""
    reading = Reading(chart.page, _last_lines(row)).stripped(":;,.()")
    if reading is None:
        return None
    text = re.sub(r"\((盖章|公章|签章|章)\)?$", "", reading.folded)
    if not 4 <= len(text) <= 30 or not BODY.search(text) or _IN_TEXT.search(text):
        return None
    if _REST.fullmatch(text):
        return None
    return reading.part(0, len(text))


def _last_lines(row: Row) -> tuple[Glyph, ...]:
    """The characters of the last line; before them those of a line that a seal parted from it.

    Where the two overlap the character between them was read twice: the surer reading stays.
    """
    last = row.glyphs[-1].line
    glyphs = tuple(glyph for glyph in row.glyphs if glyph.line is last)
    before = tuple(glyph for glyph in row.glyphs if glyph.line is not last)
    head = tuple(glyph for glyph in before if before and glyph.line is before[-1].line)
    if not head or not last.under_seal or not head[-1].line.under_seal:
        return glyphs
    if head[-1].x1 <= glyphs[0].x0 or head[0].x0 >= glyphs[0].x0:
        return glyphs
    surer = head[-1].confidence >= glyphs[0].confidence
    return (*head, *glyphs[1:]) if surer else (*head[:-1], *glyphs)
