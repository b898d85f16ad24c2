"""Rulings of a page made fit for use: strokes of characters dropped, broken and doubled pieces joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from models.page import PageText, TextLine, TextSource

_FALLBACK_HEIGHT = 0.012  # text height where a page has no text
_INSIDE = 0.2  # share of a line's height, from above and below, that a border may touch
_INSIDE_EXACT = (
    0.05  # the same where the boxes of lines are those of the type, not of what was seen
)
_STROKE_SHARE = 0.5  # a ruling is made of strokes when so much of it runs through characters
_STROKE_SHARE_SHORT = 0.3  # the same for rules of a few rows
_SHORT = 5.0  # in text heights: a rule of a few rows
_SIDE = 3.0  # in text heights: text so far beside a rule tells something about it
_EDGE = 0.05  # in character widths: a rule so close to the end of a line lies outside of it
_FIGURE_PIECE = re.compile(r"[\d,.，．]{3}")
_SEAM = re.compile(
    r"(?<![.．、）)])\s|(?<=\.\d\d)(?=[-\d一-鿿])|(?<=[一-鿿）)])(?=-?\d{1,3}(?:,\d{3}|\.\d\d))"
)


class Rule(NamedTuple):
    """A straight rule: `at` across it, from `start` to `end` along it, in page fractions."""

    at: float
    start: float
    end: float


class Scale(NamedTuple):
    """The usual height of a text line as a share of the page's height (`y`) and of its width (`x`)."""

    x: float
    y: float


class _Print(NamedTuple):
    """The text lines of a page, and how strokes of their characters are told from borders.

    `inside`: share of a line's height that a border may touch, `inside_short` that a border no longer
    than the line may; `reach`: how far, as a share of the page's width, strokes go on beside the text,
    by a border that they touch.
    """

    lines: Sequence[TextLine]
    inside: float
    inside_short: float
    reach: float

    @classmethod
    def of(cls, page: PageText, scale: Scale) -> _Print:
        """The print of a page: the boxes of a text layer are exact."""
        if page.source is TextSource.text_layer:
            return cls(page.lines, _INSIDE_EXACT, 0.0, 1.0 * scale.x)
        return cls(page.lines, _INSIDE, _INSIDE, 0.25 * scale.x)

    def lines_at(self, y: float, *, inside: float) -> list[TextLine]:
        """The lines through whose middle a horizontal rule at `y` runs, shares `inside` of them left out."""
        return [
            line
            for line in self.lines
            if line.box.y0 + inside * line.box.height < y < line.box.y1 - inside * line.box.height
        ]


class Rules(NamedTuple):
    """Horizontal rules (at = y) and vertical rules (at = x) of one page."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    scale: Scale


def text_scale(page: PageText) -> Scale:
    """The usual height of the text lines of a page, in both directions."""
    heights = [line.box.height for line in page.lines if len(line.text) > 1]
    y = median(heights) if heights else _FALLBACK_HEIGHT
    return Scale(y * page.height / max(1, page.width), y)


def rules_of(page: PageText) -> Rules:
    """The rules of a page; coordinates are fractions of the upright frame."""
    scale = text_scale(page)
    flat = [
        Rule((r.y0 + r.y1) / 2, min(r.x0, r.x1), max(r.x0, r.x1))
        for r in page.rulings
        if r.is_horizontal
    ]
    text = _Print.of(page, scale)
    flat = [_without_strokes(rule, text) for rule in flat if not _is_in_text(rule, text)]
    steep = [
        Rule((r.x0 + r.x1) / 2, min(r.y0, r.y1), max(r.y0, r.y1))
        for r in page.rulings
        if not r.is_horizontal
    ]
    across = _merge(flat, beside=0.25 * scale.y, gap=0.6 * scale.x)
    down = _merge(steep, beside=0.25 * scale.x, gap=0.6 * scale.y)
    return Rules(
        tuple(rule for rule in across if not _is_stroke_across(rule, text)),
        tuple(rule for rule in down if not _is_stroke_down(rule, page.lines, scale=scale)),
        scale,
    )


def _merge(rules: Iterable[Rule], *, beside: float, gap: float) -> list[Rule]:
    """Join pieces that lie within `beside` of one another and overlap or leave less than `gap`."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.start, rule.at)):
        fits = [
            (abs(other.at - rule.at), index)
            for index, other in enumerate(merged)
            if abs(other.at - rule.at) <= beside and rule.start <= other.end + gap
        ]
        if not fits:
            merged.append(rule)
            continue
        index = min(fits)[1]
        merged[index] = _joined(merged[index], rule)
    return sorted(merged)


def _joined(one: Rule, other: Rule) -> Rule:
    """One rule over both; its position follows the longer pieces."""
    weight, more = one.end - one.start, other.end - other.start
    at = (one.at * weight + other.at * more) / max(weight + more, 1e-9)
    return Rule(at, min(one.start, other.start), max(one.end, other.end))


def _is_in_text(rule: Rule, text: _Print) -> bool:
    """Whether a piece of a rule lies wholly in the middle of one text line: strokes of characters.

    Such a piece must go before pieces are joined, or it lengthens a border that ends beside the text.
    """
    return any(
        line.box.x0 - text.reach <= rule.start and rule.end <= line.box.x1 + text.reach
        for line in text.lines_at(rule.at, inside=text.inside_short)
    )


def _without_strokes(rule: Rule, text: _Print) -> Rule:
    """The rule without the strokes of characters that it runs into at its ends, where places are exact."""
    start, end = rule.start, rule.end
    for line in text.lines_at(rule.at, inside=text.inside) if text.inside_short == 0 else ():
        x0, x1 = line.box.x0 - text.reach, line.box.x1
        if x0 <= start < x1 < end:
            start = x1
        if start < line.box.x0 < end <= x1 + text.reach:
            end = line.box.x0
    return rule._replace(start=start, end=end)


def _is_stroke_across(rule: Rule, text: _Print) -> bool:
    """Whether a horizontal rule runs mostly through the middle of text lines."""
    through = [
        (max(rule.start, line.box.x0), min(rule.end, line.box.x1))
        for line in text.lines_at(rule.at, inside=text.inside)
    ]
    return _covered(through) > _STROKE_SHARE * (rule.end - rule.start)


def _is_stroke_down(rule: Rule, lines: Sequence[TextLine], *, scale: Scale) -> bool:
    """Whether a vertical rule runs through characters that nothing tells apart there.

    Only rows that the rule passes, with text near it, count. A rule of a few rows is judged more strictly: borders
    seldom cross a line of text there, strokes always do.
    """
    near = [
        line
        for line in lines
        if _is_near(line, rule.at, scale=scale) and _covered([_shared(rule, line)]) > 0
    ]
    through = [
        line
        for line in near
        if _hits_character(line, rule.at) and not _parts_columns(line, rule.at)
    ]
    evidence = _covered(_shared(rule, line) for line in near)
    is_short = rule.end - rule.start < _SHORT * scale.y
    if is_short and any(_splits_figure(line, rule.at) for line in through):
        return True
    share = _STROKE_SHARE_SHORT if is_short else _STROKE_SHARE
    hits = _covered(_shared(rule, line) for line in through)
    return hits > max(share * evidence, _STROKE_SHARE_SHORT * (rule.end - rule.start))


def _is_near(line: TextLine, x: float, *, scale: Scale) -> bool:
    return line.box.x0 - _SIDE * scale.x < x < line.box.x1 + _SIDE * scale.x


def _shared(rule: Rule, line: TextLine) -> tuple[float, float]:
    return max(rule.start, line.box.y0), min(rule.end, line.box.y1)


def _hits_character(line: TextLine, x: float) -> bool:
    """Whether x lies between the first and the last character of a line."""
    margin = _EDGE * line.box.width / max(1, len(line.text))
    return char_span(line, 0)[0] + margin < x < char_span(line, len(line.text) - 1)[1] - margin


def _splits_figure(line: TextLine, x: float) -> bool:
    """Whether the characters on both sides of x belong to one number."""
    inside = [i for i in range(len(line.text)) if char_span(line, i)[0] <= x]
    around = line.text[max(0, inside[-1] - 1) : inside[-1] + 2] if inside else ""
    return len(around) == 3 and _FIGURE_PIECE.fullmatch(around) is not None


def _parts_columns(line: TextLine, x: float) -> bool:
    """Whether the text itself ends one cell and begins another near x: a border may cross the line."""
    reach = line.box.width / max(1, len(line.text))
    return any(
        char_span(line, match.start())[0] - reach
        < x
        < char_span(line, max(match.start(), match.end() - 1))[1] + reach
        for match in _SEAM.finditer(line.text)
        if match.start() > 0
    )


def char_span(line: TextLine, index: int) -> tuple[float, float]:
    """Left and right of a character; an even share of the line where the engine gives none."""
    if line.char_spans:
        return line.char_spans[index]
    width = line.box.width / max(1, len(line.text))
    return line.box.x0 + index * width, line.box.x0 + (index + 1) * width


def _covered(intervals: Iterable[tuple[float, float]]) -> float:
    """Length of the union of the intervals; empty ones count nothing."""
    total, reach = 0.0, float("-inf")
    for start, end in sorted(intervals):
        if end > max(start, reach):
            total += end - max(start, reach)
            reach = end
    return total


def cluster(positions: Iterable[tuple[float, float]], *, within: float) -> list[float]:
    """Middle of each group of (position, weight) whose neighbours are at most `within` apart."""
    ordered = sorted(positions)
    groups: list[list[tuple[float, float]]] = []
    for position in ordered:
        last = groups[-1] if groups else None
        if (
            last is not None
            and position[0] - last[-1][0] <= within
            and position[0] - last[0][0] <= 2 * within
        ):
            last.append(position)
        else:
            groups.append([position])
    return [
        round(sum(at * weight for at, weight in group) / sum(weight for _, weight in group), 6)
        for group in groups
    ]
