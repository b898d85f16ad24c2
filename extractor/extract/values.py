"""From printed characters to a value: reads them by the field's kind and says what speaks against them."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.extract.damaged_dates import NUMERAL, mended_date
from extractor.extract.glyphs import Reading
from extractor.extract.list_marks import mended_list
from extractor.extract.lost_digits import has_lost_digit
from extractor.extract.usual_words import mended_words
from models.catalogue.spec_documents import FieldSpec
from models.field import Doubt, Value
from models.kinds.base import (
    CHECK_DIGIT_FAILS,
    CHECK_DIGIT_REPAIRED,
    Parsed,
    kind,
)
from models.kinds.characters import simplified
from models.kinds.choice import Choice
from models.kinds.printed import fold_text, without_blanks

LOW = 0.9  # confidence of a decisive character under which a reading is doubtful
_LONG = 40  # characters from which a single weak one no longer makes a text doubtful
_WEAK_SHARE = 0.05

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
ENGLISH_DAY = (  # 09 March 2021, March 9, 2021, without blanks too
    rf"(?i:(?<![0-9])[0-9]{{1,2}}(?:st|nd|rd|th)?[-./, ]{{0,2}}{_MONTH}[-./, ]{{0,2}}(?:19|20)[0-9]{{2}}(?![0-9])"
    rf"|{_MONTH}[-./ ]{{0,2}}[0-9]{{1,2}}(?:st|nd|rd|th)?[-., ]{{1,2}}(?:19|20)[0-9]{{2}}(?![0-9]))"
)
_NUMERAL = f"{NUMERAL}元"
_DATE = re.compile(
    rf"(?!元)[{_NUMERAL}]{{4,5}}年[{_NUMERAL}]{{1,3}}月(?:[{_NUMERAL}]{{1,4}}[日曰])?"
    r"|[12][0-9]{3}([-./])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])|[12][0-9]{3}[-./][0-9]{1,2}(?![-./]?[0-9])"
    rf"|{ENGLISH_DAY}"
)
_USCC = re.compile(r"[0-9A-Z]{18}")
_CUT_OFF = re.compile(rf"[{_NUMERAL}日曰./-]")  # behind a month: of its day not all was read
_SEAL_NOTE = re.compile(  # closed, with what is printed behind it, or run into that
    r"\((?:加?盖?公?章|签章|签字)\)(?:$|[^;,、])|\((?:加?盖公?章|签章|签字)[^)]*$"
)
_NEXT_LABEL = re.compile(  # 某某公司金额单位:元
    r"[^:]*(?:(?<!公司)公司|厂|集团|合作社|研究院|研究所|事务所|中心|大学|学院|合伙\))"
    r"(?=(?![\u4e00-\u9fff]*(?:公司|厂|集团|社|院|所|中心|大学):)[\u4e00-\u9fff]{2,8}:)"
)
_BROKEN_NAME = re.compile(r"(?:股份|股份有|有限|有限公|责任|责任公|^[股份有限责任]*公司)$")
_NAME_ENDS = re.compile(r"(?:公司|厂|集团|合作社|研究院|研究所|事务所|中心|\))$")
_CHECKED = frozenset({"uscc", "patent_number"})  # a right check character outweighs a weak one
_DATED = frozenset({"day", "period"})
_PARTS = {"day": _DATE, "uscc": _USCC}
_NUMERIC = frozenset({"day", "period", "money", "ratio", "count", "rank", "uscc", "patent_number"})


def read_value(reading: Reading, spec: FieldSpec, *, repaired: bool = False) -> Value | None:
    """The value of a field, None when its kind cannot read the characters in exactly one way.

    For dates and credit codes a part of the characters is enough, when there is only one such part.
    """
    if spec.kind == "company_name":
        reading = _name_alone(_without_next_label(_without_seal_note(reading)))
    read_as = mended_words(reading, spec.known) if spec.known else mended_list(reading, spec)
    found = _parse(read_as or reading, spec)
    repaired = repaired or read_as is not None
    if found is None and spec.kind in _DATED:
        mended = mended_date(reading)
        found = _parse(mended, spec) if mended is not None else None
        repaired = repaired or found is not None
    if found is None:
        return None
    part, parsed = found
    if spec.kind == "company_name" and simplified(parsed.value) != parsed.value:
        parsed = parsed._replace(value=simplified(parsed.value))  # names are registered so
        repaired = True
    second = _second(part, spec, parsed)
    return Value(
        value=parsed.value,
        raw=part.text if read_as is None else reading.text,
        unit=parsed.unit,
        step=parsed.step,
        confidence=round(part.confidence, 3),
        place=part.page.place(part.box),
        doubts=_doubts(part, spec, parsed, second=second, repaired=repaired, whole=reading),
        second=second,
        seconded=second is None and all(line.seconded for line in part.lines),
    )


def _without_seal_note(reading: Reading) -> Reading:
    """某某公司(盖章) without the note, which is no part of the name, and what stands behind it."""
    match = _SEAL_NOTE.search(reading.folded)
    part = reading.part(0, match.start()) if match and match.start() else None
    return part or reading


def _without_next_label(reading: Reading) -> Reading:
    """某某公司金额单位:元 without the label that is printed behind the name, and its value."""
    match = _NEXT_LABEL.match(reading.folded)
    part = reading.part(0, match.end()) if match else None
    return part or reading


def _name_alone(reading: Reading) -> Reading:
    """某某公司 without a line below it that ends no name: a signature, a stamp."""
    if _NAME_ENDS.search(reading.folded):
        return reading
    breaks = [
        at
        for at, (left, right) in enumerate(pairwise(reading.glyphs), 1)
        if left.line is not right.line and _NAME_ENDS.search(reading.folded[:at])
    ]
    return (reading.part(0, breaks[-1]) if breaks else None) or reading


def _lost_its_day(reading: Reading, part: Reading, parsed: Parsed) -> bool:
    """Whether of 2021年5月 the day was printed too but not read: what is behind goes on with it, or a seal is there."""
    if parsed.step != "month":
        return False
    whole, month = reading.folded, part.folded
    behind = whole[whole.find(month) + len(month) :]
    cut = month.endswith(("日", "曰")) or _CUT_OFF.match(behind) is not None
    return cut or any(line.under_seal for line in part.lines)


def seen_value(reading: Reading) -> Value:
    """What little was seen of an unreadable field, with its place."""
    return Value(
        value=fold_text(reading.text),
        raw=reading.text,
        confidence=round(reading.confidence, 3),
        place=reading.page.place(reading.box),
        doubts=(Doubt.low_confidence,),
    )


def may_hold(reading: Reading, spec: FieldSpec) -> bool:
    """Whether unreadable characters look like an attempt at this kind (a number needs a figure)."""
    if spec.kind not in _NUMERIC:
        return True
    return len(reading.glyphs) <= _LONG and bool(
        re.search(rf"[{_NUMERAL}壹贰叁肆伍陆柒捌玖拾佰仟万亿]", reading.folded)
    )


def _parse(reading: Reading, spec: FieldSpec) -> tuple[Reading, Parsed] | None:
    whole = _read(reading, spec)
    if whole is not None:
        return reading, whole
    pattern = _PARTS.get(spec.kind)
    if pattern is None:
        return None
    readings = [
        (part, parsed)
        for match in pattern.finditer(reading.folded)
        if (part := reading.part(*match.span())) and (parsed := _read(part, spec))
    ]
    values = {parsed.value for _, parsed in readings}
    return readings[0] if len(values) == 1 else None


def _read(reading: Reading, spec: FieldSpec) -> Parsed | None:
    if spec.kind == "choice" and spec.options:
        return Choice(spec.options).read(reading.text)
    return kind(spec.kind).read(reading.text, unit=spec.unit)


def _second(reading: Reading, spec: FieldSpec, parsed: Parsed) -> str | None:
    """What the other reading of the same place says, canonical, when it says something else."""
    for line in reading.lines:
        if not line.second:
            continue
        own = "".join(glyph.folded for glyph in reading.glyphs if glyph.line is line)
        other = without_blanks(fold_text(line.second))
        if without_blanks(fold_text(own)) in other:
            continue
        again = kind(spec.kind).read(line.second) if spec.kind != "choice" else None
        if again is not None and again.value == parsed.value:
            continue
        return again.value if again is not None else fold_text(line.second)
    return None


def _doubts(
    reading: Reading,
    spec: FieldSpec,
    parsed: Parsed,
    *,
    second: str | None,
    repaired: bool,
    whole: Reading,
) -> tuple[Doubt, ...]:
    doubts: list[Doubt] = []
    weak = _is_weak(reading) and not (spec.kind in _CHECKED and parsed.note is None)
    short = spec.kind == "company_name" and _BROKEN_NAME.search(reading.folded) is not None
    short = short or (spec.kind == "day" and _lost_its_day(whole, reading, parsed))
    if weak or short:
        doubts.append(Doubt.low_confidence)
    if second is not None:
        doubts.append(Doubt.readings_differ)
    if (spec.kind in _DATED and has_lost_digit(reading)) or (
        second is not None and any(line.under_seal for line in reading.lines)
    ):
        doubts.append(Doubt.under_seal)
    note = parsed.note or ""
    if note.startswith(CHECK_DIGIT_FAILS):
        doubts.append(Doubt.check_digit)
    if repaired or note.startswith((CHECK_DIGIT_REPAIRED, "repaired")):
        doubts.append(Doubt.repaired)
    if spec.kind == "money" and parsed.unit is None:
        doubts.append(Doubt.unit_missing)
    return tuple(doubts)


def _is_weak(reading: Reading) -> bool:
    """Whether a decisive character (no punctuation) is below 0.9; of long texts a twentieth must be."""
    decisive = [glyph.confidence for glyph in reading.glyphs if glyph.char.isalnum()]
    weak = sum(confidence < LOW for confidence in decisive)
    if len(decisive) <= _LONG:
        return weak > 0
    return weak > _WEAK_SHARE * len(decisive)
