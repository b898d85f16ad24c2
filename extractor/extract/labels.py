"""Finds the printed labels of a document type on a page: spaced, glued to their value, misread, torn apart.

One file because whole and damaged labels share where a label may begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.extract.chart import Chart, Row
from extractor.extract.glyphs import Glyph
from models.catalogue.spec_documents import FieldSpec
from models.geometry import Box
from models.kinds.printed import fold_text, without_blanks

_COLONS = ":;"  # a colon is often read as a semicolon; both are half width here
_APART = 1.5  # of a character's width: a blank wider than between Latin words
_LONG = 4  # characters of a label that may stand behind a value without a blank
_WIDE = 0.8  # of a character's width: a blank that parts two things
_GOES_ON = ",.、)的和及与或必应须需可将由在按因已未是为内"  # the word goes on: no label
_BEFORE = re.compile(  # the number of a row of a form (102单位详细名称), a speck (Ⅱ有效期至:)
    r"[0-9]{1,3}|[^\W\d\u4e00-\u9fff]|[|·'`]"
)
_DAY_ENDS = re.compile(r"[0-9]月[0-9]{1,2}日$")
_VALUE_ENDS = re.compile(r":.*(?:公司|厂|集团|研究院|研究所|中心|[0-9日元)])$")  # 编号:12发证日期:
_SEALED = re.compile(r"\((?:盖章|公章|盖公章|签章|签字|签名|签字或盖章|章)\)")  # 查新机构(盖章)
_ROLE = re.compile(r"\((?![^()]*元\))[\u4e00-\u9fff、/]{2,10}\)(?=[:;])")  # 甲方(委托方):
_PAPER_ENDS = re.compile(  # 纳税信用等级证明 names the paper, it is no label with its value
    r"(?:证明|证明书|证书|通知书|报告|报告书|申请表|登记表|合同|协议书)(?:\([^()]*\))?"
)
_TRANSLATED = re.compile(
    r"[A-Za-z][A-Za-z0-9.,'’& -]{2,40}[(/]"
)  # Seller(卖方):, what is before 卖方
_TRANSLATION = re.compile(r"[/(]?[A-Za-z][A-Za-z.,'’()/&-]{2,48}")  # 证书编号/Certificate No.
EXACT, NEAR, TORN = 3, 2, 1


@dataclass(frozen=True)
class LabelHit:
    """A printed label: its field, where it stands, and where its value would begin.

    `row` counts rows of the chart; the label covers characters start..end of it, its translation and
    “(盖章)” included, the colon excluded. `quality`: EXACT, NEAR (one character misread) or TORN (one of
    two characters was read). `rank` is the place of its wording among those of the field, the title 0.
    """

    key: str
    row: int
    start: int
    end: int
    box: Box
    quality: int
    has_colon: bool
    rank: int = 0


@dataclass(frozen=True)
class Form:
    """One printed form of a field's label, folded, without blanks and in small letters, and its rank."""

    key: str
    text: str
    rank: int = 0


def label_forms(fields: Iterable[FieldSpec], *, part: str | None = None) -> tuple[Form, ...]:
    """All forms of all fields, the longest first, so that 法定代表人姓名 is not taken for 法定代表人.

    Where two fields share a form, it stands for the one declared for this `part` of the paper, else
    for the one that belongs to no part.
    """
    owners: dict[str, tuple[FieldSpec, int]] = {}
    for field in fields:
        for rank, title in enumerate((field.title_zh, *field.aliases_zh)):
            text = without_blanks(fold_text(title)).casefold()
            known = owners.get(text)
            if text and (known is None or _prefers(field, known[0], part)):
                owners[text] = (field, rank)
    forms = [Form(field.key, text, rank) for text, (field, rank) in owners.items()]
    return tuple(sorted(forms, key=lambda form: (-len(form.text), form.text, form.key)))


def _prefers(field: FieldSpec, known: FieldSpec, part: str | None) -> bool:
    if part is not None and field.part == part:
        return known.part != part
    return field.part is None and known.part is not None and known.part != part


def find_labels(chart: Chart, forms: Sequence[Form]) -> tuple[LabelHit, ...]:
    """All labels of a page in reading order; none overlap."""
    hits: list[LabelHit] = []
    for number, row in enumerate(chart.rows):
        hits.extend(_in_row(chart, number, row, forms))
    known = {hit.key for hit in hits if hit.quality == EXACT}
    hits.extend(_torn(chart, forms, hits, known))
    return tuple(sorted(hits, key=lambda hit: (hit.row, hit.start)))


def _in_row(chart: Chart, number: int, row: Row, forms: Sequence[Form]) -> list[LabelHit]:
    hits: list[LabelHit] = []
    at = 0
    while at < len(row.glyphs):
        free = _may_begin(chart, row, at)
        hit = _at(chart, number, row, at, forms) if free or _is_glued(row, at) else None
        if hit is None or not (free or (hit.has_colon and hit.end - hit.start >= _LONG)):
            at += 1
        else:
            hits.append(hit)
            at = hit.end
    return hits


def _may_begin(chart: Chart, row: Row, at: int) -> bool:
    """A label begins a line, or stands behind its number, a speck, a blank, a mark that ends what was before, or a date."""
    glyph = row.glyphs[at]
    if glyph.opens_line or glyph.spaced or row.gap_before(at) > _WIDE * chart.width:
        return True
    if _BEFORE.fullmatch(glyph.line.text[: glyph.index].strip()) or _is_translated(glyph):
        return True
    return (
        row.glyphs[at - 1].folded in ",;|、()。-" or _DAY_ENDS.search(row.folded, 0, at) is not None
    )


def _is_glued(row: Row, at: int) -> bool:
    """Whether a label may follow the value of another one in the same line without a blank.

    Only long ones before a colon count: 某某公司出口日期:2021-05-06.
    """
    return _VALUE_ENDS.search(row.folded, 0, at) is not None


def _at(chart: Chart, number: int, row: Row, at: int, forms: Sequence[Form]) -> LabelHit | None:
    text = row.lower
    for form in forms:
        if not text.startswith(form.text, at) or not _stands_alone(chart, row, at, form):
            continue
        end = _with_additions(chart, row, at, at + len(form.text), form)
        if _ends_well(chart, row, at, end):
            return _hit(form, number, row, at, end, EXACT)
    if not row.glyphs[at].opens_line:
        return None
    for form in forms:
        size = len(form.text)
        printed = text[at : at + size]
        if size < 4 or len(printed) != size or not _differs_in_one(printed, form.text):
            continue
        if _is_free(chart, row, at + size) or row.glyphs[at + size].folded.isdigit():
            return _hit(form, number, row, at, at + size, NEAR)
    return None


def _with_additions(chart: Chart, row: Row, start: int, end: int, form: Form) -> int:
    """Where a label ends with “(盖章)”, a role (甲方(委托方):), its translation (证书编号/Certificate No.) or a bracket.

    The bracket is that of a label that is itself the translation: Seller(卖方):.
    """
    if _is_translated(row.glyphs[start]) and row.folded[end : end + 1] == ")":
        return end + 1 if _is_free(chart, row, end + 1) else end
    sealed = _SEALED.match(row.folded, end) or _ROLE.match(row.folded, end)
    if sealed is not None:
        return sealed.end()
    translated = None if form.text.isascii() else _TRANSLATION.match(row.folded, end)
    if translated is not None and _is_free(chart, row, translated.end()):
        behind = row.folded[translated.end() : translated.end() + 1]
        is_code = behind.isdigit() and translated[0].isupper() and not translated[0].endswith(".")
        return end if is_code else translated.end()  # 依据 GB/T 1234: a value, no translation
    return end


def _is_translated(glyph: Glyph) -> bool:
    """Whether nothing but words in Latin letters stands before a character in its line: Seller(卖方):."""
    return _TRANSLATED.fullmatch(fold_text(glyph.line.text[: glyph.index]).strip()) is not None


def _stands_alone(chart: Chart, row: Row, at: int, form: Form) -> bool:
    """Whether a label in Latin letters is no word of a text: apart from what is before and behind it.

    One word that fills a row (CERTIFICATE) is a title.
    """
    if not form.text.isascii():
        return True
    end = at + len(form.text)
    before = row.glyphs[at].opens_line or row.gap_before(at) > _APART * chart.width
    if end >= len(row.glyphs):
        return before and any(glyph.spaced for glyph in row.glyphs[at + 1 : end])
    if form.text.endswith("."):
        return before
    after = row.glyphs[end].folded in f"{_COLONS}(" or row.gap_before(end) > _APART * chart.width
    return before and (after or row.glyphs[end].opens_line)


def _ends_well(chart: Chart, row: Row, start: int, end: int) -> bool:
    """Whether what follows may be a value: a colon, a blank, the end, or (at a line's start) anything.

    Two-character labels glued to text (类型有限责任公司) count only where their own two characters
    stand apart from each other or open the line.
    """
    if _is_free(chart, row, end):
        return True
    glyph = row.glyphs[end]
    if glyph.folded in _GOES_ON or _PAPER_ENDS.fullmatch(row.folded, end):
        return False
    if glyph.folded.isascii() and glyph.folded.isalnum():  # figures do not go on with a word
        return end - start >= 3 or row.glyphs[start].opens_line
    return row.glyphs[start].opens_line and (end - start >= 3 or _is_spread(chart, row, start, end))


def _is_free(chart: Chart, row: Row, end: int) -> bool:
    """Whether a colon, a blank or nothing follows."""
    if end >= len(row.glyphs) or row.glyphs[end].folded in _COLONS:
        return True
    glyph = row.glyphs[end]
    return glyph.opens_line or glyph.spaced or row.gap_before(end) > _WIDE * chart.width


def _is_spread(chart: Chart, row: Row, start: int, end: int) -> bool:
    return any(row.gap_before(at) > 0.5 * chart.width for at in range(start + 1, end))


def _differs_in_one(left: str, right: str) -> bool:
    return sum(a != b for a, b in zip(left, right, strict=True)) == 1


def _hit(form: Form, number: int, row: Row, start: int, end: int, quality: int) -> LabelHit:
    box = Box.around(glyph.box for glyph in row.glyphs[start:end])
    colon = end < len(row.glyphs) and row.glyphs[end].folded in _COLONS
    return LabelHit(form.key, number, start, end, box, quality, colon, form.rank)


def _torn(
    chart: Chart, forms: Sequence[Form], hits: Sequence[LabelHit], known: set[str]
) -> list[LabelHit]:
    """Labels of which characters were lost or added, where they stand in the column of other labels."""
    columns = [(hit.box.x0, hit.box.x1) for hit in hits if hit.quality == EXACT]
    found: list[LabelHit] = []
    for number, row in enumerate(chart.rows):
        taken = {at for hit in hits if hit.row == number for at in range(hit.start, hit.end)}
        for at, glyph in enumerate(row.glyphs):
            if at in taken or not glyph.opens_line:
                continue
            torn = _torn_forms(row, at, forms, known)
            if not torn.keys:
                continue
            end = at + torn.size
            left, right = glyph.x0, row.glyphs[end - 1].x1
            if any(_stands_in(left, right, column, chart, torn.edge) for column in columns):
                named = (Form(key, "", 0) for key in torn.keys)
                found.extend(_hit(form, number, row, at, end, torn.quality) for form in named)
                known.update(torn.keys)
                break
    return found


@dataclass(frozen=True)
class _Torn:
    """The fields that a damaged label may name, how many characters it covers, and its quality.

    `edge` says with which edge of the column of labels its characters must line up.
    """

    keys: tuple[str, ...]
    size: int = 0
    quality: int = TORN
    edge: str = "left"


def _torn_forms(row: Row, at: int, forms: Sequence[Form], known: set[str]) -> _Torn:
    """What a damaged line stands for.

    名八称 (a mark in between), 称 before or with the value (the first character lost), 类 or 成 alone
    (the rest lost: several fields are possible), 名称 glued to its value, 注册本 before its value (a
    character lost), 营业 and 限 before its value (the label in two pieces, a character between them lost).
    """
    line = without_blanks(fold_text(row.glyphs[at].line.text))
    behind = row.folded[at + len(line) :]
    free = [form for form in forms if form.key not in known]
    for form in free:
        if len(line) == len(form.text) + 1 and _holds_in_order(line, form.text):
            return _Torn((form.key,), len(line), NEAR)
    for form in free:
        if len(form.text) == 2 and line.startswith(form.text):
            return _Torn((form.key,), 2, NEAR)
    lacking = {(form.key, len(form.text) - 1) for form in free if _lacks_one(line, form.text)}
    if len(lacking) == 1:
        key, size = lacking.pop()
        return _Torn((key,), size)
    for form in free:
        if len(form.text) == 2 and line[0] == form.text[1]:
            return _Torn((form.key,), 1, edge="right")
    if len(line) > 2:
        return _Torn(())
    parted = {(form.key, end) for form in free if (end := _ends_behind(line, behind, form.text))}
    if len(parted) == 1:
        key, end = parted.pop()
        return _Torn((key,), len(line) + end)
    begun = dict.fromkeys(form.key for form in free if form.text.startswith(line))
    return _Torn(tuple(begun), len(line)) if len(begun) <= 3 else _Torn(())


def _holds_in_order(text: str, form: str) -> bool:
    """Whether all characters of a form stand in the text in their order, first and last in place."""
    if text[0] != form[0] or text[-1] != form[-1]:
        return False
    rest = iter(text)
    return all(char in rest for char in form)


def _lacks_one(line: str, form: str) -> bool:
    """Whether a line begins with a form of four or more characters but for one inside, and goes on."""
    size = len(form) - 1
    if size < 3 or len(line) <= size or line[0] != form[0] or line.startswith(form):
        return False
    return line[size - 1] == form[-1] and _holds_in_order(form, line[:size])


def _ends_behind(line: str, behind: str, form: str) -> int:
    """How many of the characters behind a line end a form that the line begins; 0 when none do.

    At least one character between the two was lost.
    """
    if len(form) < 4 or not form.startswith(line):
        return 0
    sizes = range(1, len(form) - len(line))
    return max((size for size in sizes if behind.startswith(form[-size:])), default=0)


def _stands_in(x0: float, x1: float, column: tuple[float, float], chart: Chart, edge: str) -> bool:
    """Whether characters stand in a column of labels and line up with its left or right edge."""
    margin = 1.2 * chart.width
    inside = column[0] - margin <= x0 and x1 <= column[1] + margin
    ragged = abs(x0 - column[0]) if edge == "left" else abs(x1 - column[1])
    return inside and ragged <= margin
