"""The one grammar of printed numbers: digits, grouping, signs, Chinese numerals, 万 and 亿.

A string is read only where exactly one reading is possible; what had to be repaired says so in `note`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from models.kinds.base import REPAIRED_DIGIT, REPAIRED_GROUPING
from models.kinds.chinese_numerals import NUMERAL_CHARACTERS, read_chinese_number
from models.kinds.misread_marks import hides_digit, mend_letters, mend_marks
from models.kinds.printed import LONGEST, fold_width, strip_noise
from models.kinds.printed import is_blank_mark as is_blank_mark

MAGNITUDES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}  # longest first: the alternation below takes the first that fits

REPAIRED_SIGN = "repaired_sign"

_MAX_DIGITS = 20
_SEPARATORS = ".,'"
_PLAIN = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
_GROUPED = re.compile(r"([0-9]{1,3}(?:(?:,[0-9]{3})+|(?:'[0-9]{3})+))(?:\.([0-9]+))?")
_APOSTROPHES = str.maketrans("’‘`´′＇", "''''''")
_PIECE = re.compile(rf"[零〇]?([0-9.,' ]*[0-9])\s*({'|'.join(MAGNITUDES)})?\s*")
_CORE = re.compile(rf"[0-9{NUMERAL_CHARACTERS}](?:.*[0-9{NUMERAL_CHARACTERS}])?")
_IN_BRACKETS = re.compile(r"\(\s*([0-9.,' ]*[0-9])\s*(%?)\s*\)")
_BRACKETED_WORDS = re.compile(r"[(\[【〔]([^()0-9]*)[)\]】〕]")
_TRADITIONAL = str.maketrans("萬億", "万亿")


class PrintedNumber(NamedTuple):
    """A number without its unit.

    `step`: worth of the last printed place; `magnitude`: the last of 万, 亿 … printed behind digits
    (already in `value` and `step`; "" when there is none); `own_scale`: 万 or 亿 stands anywhere in
    the number, so a unit from the surroundings must not scale it again; `decimals`: printed places.
    """

    value: Decimal
    step: Decimal
    magnitude: str = ""
    own_scale: bool = False
    decimals: int = 0
    note: str | None = None


class Quantity(NamedTuple):
    """A printed number between what stands before and behind it (blanks and brackets removed)."""

    before: str
    number: PrintedNumber
    after: str


def plain(number: Decimal) -> str:
    """The shortest plain decimal text: no exponent, no trailing zeros, no negative zero."""
    if number == 0:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def places_of(step: Decimal) -> int:
    """Decimal places that a number with this last place shows (0 for steps of one and more)."""
    exponent = step.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def grouped(number: Decimal, *, places: int) -> str:
    """The number with thousands separators and a fixed number of decimal places."""
    return f"{number:,.{places}f}"


def read_number(text: str) -> PrintedNumber | None:
    """The number that is all of `text` (sign, digits or Chinese numerals, 万/亿), or None."""
    quantity = read_quantity(text)
    if quantity is None or quantity.before or quantity.after:
        return None
    return quantity.number


def read_quantity(text: str) -> Quantity | None:
    """Take a text apart into what stands before a number, the number, and what stands behind it.

    None when there is no number or more than one, or when it can be read in several ways.
    """
    folded, letters = mend_letters(_folded(text))
    folded, stops = mend_marks(folded)
    opened = _open_brackets(folded) if len(folded) <= LONGEST else None
    core = _CORE.search(opened) if opened is not None else None
    if core is None or opened is None:
        return None
    after = opened[core.end() :]
    number = _read_core(core[0])
    sign = _take_sign(opened[: core.start()], negative=opened != folded)
    if number is None or sign is None or not _end_is_clean(number, after):
        return None
    unsure = letters or hides_digit(text)
    repaired = REPAIRED_DIGIT if unsure else REPAIRED_GROUPING if stops else None
    note = number.note or repaired or sign.note
    value = -number.value if sign.negative else number.value
    return Quantity(
        sign.before, number._replace(value=value, note=note), _bare(after).strip(_SEPARATORS)
    )


class _Sign(NamedTuple):
    before: str
    negative: bool
    note: str | None = None


def _folded(text: str) -> str:
    """One width, one apostrophe, no noise at the ends, no brackets around words (5000 万（元）)."""
    folded = fold_width(text).translate(_APOSTROPHES).translate(_TRADITIONAL)
    return strip_noise(_BRACKETED_WORDS.sub(r"\1", folded))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _end_is_clean(number: PrintedNumber, after: str) -> bool:
    """A point or comma right behind the digits may hide lost decimals, unless decimals are there."""
    return not after.startswith(tuple(_SEPARATORS)) or number.decimals >= 2


def _is_accounting_negative(digits: str) -> bool:
    """(1,234.57) is a negative amount; (1) and (12) may as well be the number of a line or a note."""
    return sum(c.isdigit() for c in digits) >= 3 or "." in digits


def _open_brackets(text: str) -> str | None:
    """The text without the brackets of an accounting negative; None when they may mean something else."""
    match = _IN_BRACKETS.search(text)
    if match is None:
        return None if re.search(r"[()]", text) else text
    if not _is_accounting_negative(match[1]):
        return None
    return text[: match.start()] + match[1] + match[2] + text[match.end() :]


def _take_sign(before: str, *, negative: bool) -> _Sign | None:
    """What stands before a number without its sign; `negative`: brackets said so already.

    None when there are two signs or the sign stands among other words.
    """
    bare = _bare(before)
    signs = re.findall(r"[-+—负△▲]", bare)
    if not signs:
        return None if bare.endswith(tuple(_SEPARATORS)) else _Sign(bare, negative)
    if len(signs) > 1 or negative or signs[0] not in (bare[0], bare[-1]):
        return None
    note = REPAIRED_SIGN if signs[0] == "—" else None
    return _Sign(bare.replace(signs[0], "", 1), signs[0] != "+", note)


def _read_core(core: str) -> PrintedNumber | None:
    if not re.search(r"[0-9]", core):
        in_words = read_chinese_number(re.sub(r"\s", "", core))
        if in_words is None:
            return None
        scaled = bool(re.search("[万亿]", core))
        return PrintedNumber(*in_words, scaled, places_of(in_words.step))
    pieces = _pieces(core)
    if pieces is None:
        return None
    return _add_pieces(pieces)


def _add_pieces(pieces: list[tuple[str, str]]) -> PrintedNumber | None:
    """The sum of 3亿 and 4500万: every piece fits into the gap that the one before leaves."""
    total, room = Decimal(0), Decimal("Infinity")
    last: PrintedNumber | None = None
    for digits, magnitude in pieces:
        number = _read_digits(digits)
        worth = Decimal(MAGNITUDES.get(magnitude, 1))
        if number is None or number.value * worth >= room:
            return None
        if last is not None and (last.decimals or last.note or number.note):
            return None
        total, room = total + number.value * worth, worth
        scaled = len(pieces) > 1 or bool(magnitude)
        last = PrintedNumber(
            total, number.step * worth, magnitude, scaled, number.decimals, number.note
        )
    return last


def _pieces(core: str) -> list[tuple[str, str]] | None:
    """Cut 3亿4500万 into (3, 亿), (4500, 万); None unless the cuts are complete and unambiguous.

    A last piece without magnitude (1万2345) must fill all its places: 1万2 may mean 12000.
    """
    pieces: list[tuple[str, str]] = []
    at = 0
    while at < len(core):
        match = _PIECE.match(core, at)
        if match is None:
            return None
        filled = core[at] in "零〇"
        if pieces and not match[2] and not filled:
            whole = re.split(r"\.", match[1].strip())[0]
            if len(re.sub(r"\D", "", whole)) != len(str(MAGNITUDES.get(pieces[-1][1], 0))) - 1:
                return None
        if filled and not pieces:
            return None
        pieces.append((match[1].strip(), match[2] or ""))
        at = match.end()
        if not match[2] and at < len(core):
            return None
    return pieces


def _read_digits(text: str) -> PrintedNumber | None:
    """Digits with separators and blanks, no sign and no magnitude."""
    joined = _join_blanks(text)
    if joined is None:
        return None
    note = REPAIRED_GROUPING if re.search(r"[0-9]\s+[0-9]", text) else None
    match = _PLAIN.fullmatch(joined)
    if match is not None:
        if len(match[1]) > 1 and match[1].startswith("0") and (len(match[1]) > 2 or match[2]):
            return None
        return _number(match[1], match[2] or "", note)
    match = _GROUPED.fullmatch(joined)
    if match is not None and not match[1].startswith("0"):
        return _number(re.sub(r"\D", "", match[1]), match[2] or "", note)
    return _repair_grouping(joined)


def _join_blanks(text: str) -> str | None:
    """Close up blanks inside a number; None when two numbers may stand side by side."""
    closed = re.sub(r"\s*([,'])\s*", r"\1", text.strip())
    closed = re.sub(r"\s+(?=\.)", "", closed)
    if re.search(r"\.\s", closed):
        if not re.search(r"[,']", closed):
            return None
        closed = re.sub(r"\.\s+", ".", closed)
    if not re.search(r"\s", closed):
        return closed
    as_groups = re.sub(r"\s+", ",", closed)
    if _GROUPED.fullmatch(as_groups):
        return as_groups
    deleted = re.sub(r"\s+", "", closed)
    if re.search(r"[,']", deleted) and _GROUPED.fullmatch(deleted):
        return deleted
    return None


def _repair_grouping(text: str) -> PrintedNumber | None:
    """Numbers whose separators were misread or lost, where only one reading makes groups of three.

    Only the last separator can be the decimal point. A comma there is a misread point only before
    two digits; before three it separates thousands.
    """
    runs = re.split(r"[.,']", text)
    separators = re.findall(r"[.,']", text)
    if not separators or not all(runs) or runs[0].startswith("0"):
        return None
    readings: list[tuple[str, str]] = []
    if _are_groups(runs):
        readings.append(("".join(runs), ""))
    point_fits = separators[-1] == "." or (separators[-1] == "," and len(runs[-1]) == 2)
    if point_fits and _are_groups(runs[:-1]):
        readings.append(("".join(runs[:-1]), runs[-1]))
    if len(readings) != 1:
        return None
    return _number(readings[0][0], readings[0][1], REPAIRED_GROUPING)


def _are_groups(runs: list[str]) -> bool:
    return all(len(run) % 3 == 0 for run in runs[1:])


def _number(whole: str, fraction: str, note: str | None) -> PrintedNumber | None:
    if len(whole) + len(fraction) > _MAX_DIGITS:
        return None
    value = Decimal(f"{whole}.{fraction}" if fraction else whole)
    return PrintedNumber(
        value, Decimal(1).scaleb(-len(fraction)), decimals=len(fraction), note=note
    )
