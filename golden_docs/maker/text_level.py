"""A drawn page as a page text, without any picture or recognition: what a perfect reader would read.

In: a drawn paper. Out: its lines with the place of every character, its rules and seals; and, for
tests of robustness, the same with a reader's mistakes.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from golden_docs.maker.paper import Paper, Printed
from models.geometry import Box
from models.page import (
    CheckBox,
    MarkState,
    PageText,
    Ruling,
    Seal,
    SealColour,
    TextLine,
    TextSource,
)

Degree = Literal["light", "medium", "heavy"]
_TICK = "√"
_LEVEL = 1e-4  # of the page: what lies so close lies at one place
_LINE = 1.18  # of the em: the height of the box that a detector draws around a line
_LOOK_ALIKES = {
    "O": "0", "0": "O", "1": "l", "5": "S", "8": "B", "日": "曰", "己": "已", "未": "末", "士": "土",
    "人": "入", "间": "问", "休": "体", "体": "休", "称": "祢", "证": "征", "理": "埋", "号": "另",
    "标": "杯", "书": "节", "有": "冇", "准": "淮", "品": "晶", "全": "金", "市": "巿",
}  # fmt: skip
_QUIET = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True)
class Damage:
    """Shares: of characters misread, of those misread into nothing, of lines not seen, of lines cut in two."""

    misread: float
    dropped: float
    lost: float
    cut: float


DAMAGES: dict[Degree, Damage] = {
    "light": Damage(0.0, 0.0, 0.0, 0.0),
    "medium": Damage(0.004, 0.001, 0.0, 0.03),
    "heavy": Damage(0.012, 0.003, 0.006, 0.08),
}


def read_paper(paper: Paper, *, file: str, page: int) -> PageText:
    """The page text of a paper; confidences are those of a clear scan (0.99)."""
    width, height = paper.width, paper.height
    return PageText(
        file=file,
        page=page,
        width=round(width * 2),
        height=round(height * 2),
        source=TextSource.ocr,
        lines=tuple(_line(item, width, height) for item in paper.printed),
        rulings=tuple(
            Ruling(x0=x0 / width, y0=y0 / height, x1=x1 / width, y1=y1 / height)
            for x0, y0, x1, y1 in paper.ruled
        ),
        seals=tuple(
            Seal(
                box=Box(x0 / width, y0 / height, x1 / width, y1 / height),
                colour=SealColour.red,
                shape="round",
                text=text,
                confidence=0.95,
                organisation=text,
            )
            for text, (x0, y0, x1, y1) in ((item.text, item.box) for item in paper.stamped)
        ),
        ink=0.05 if paper.printed else 0.0,
    )


def _line(item: Printed, width: float, height: float) -> TextLine:
    starts = (item.x, *item.ends[:-1])
    spans = tuple((a / width, b / width) for a, b in zip(starts, item.ends, strict=True))
    top = item.y - (_LINE - 1) / 2 * item.size
    return TextLine(
        text=item.text,
        box=Box(spans[0][0], top / height, spans[-1][1], (top + _LINE * item.size) / height),
        confidence=0.99,
        char_spans=spans,
        char_confidences=(0.99,) * len(item.text),
    )


def read_form(paper: Paper, *, file: str, page: int) -> PageText:
    """The page text of a form whose ticks are drawn as "√": check boxes beside the words, pieces joined.

    A form is drawn word by word; a detector gives words that follow one another in a cell as one line.
    """
    read = read_paper(paper, file=file, page=page)
    empty = [_check_box(item, paper) for item in paper.boxes]
    ticked = [
        CheckBox(box=line.box, state=MarkState.ticked, ink=0.3, confidence=0.97)
        for line in read.lines
        if line.text == _TICK
    ]
    words = [line for line in read.lines if line.text != _TICK]
    return read.model_copy(update={"lines": _joined(words, read), "check_boxes": (*empty, *ticked)})


def _check_box(item: Printed, paper: Paper) -> CheckBox:
    left, top = item.x + 0.08 * item.size, item.y + 0.1 * item.size
    box = Box(left, top, left + 0.82 * item.size, top + 0.82 * item.size)
    return CheckBox(
        box=Box(
            box.x0 / paper.width, box.y0 / paper.height, box.x1 / paper.width, box.y1 / paper.height
        ),
        state=MarkState.empty,
        ink=0.0,
        confidence=0.97,
    )


def _joined(lines: Sequence[TextLine], page: PageText) -> tuple[TextLine, ...]:
    joined: list[TextLine] = []
    for line in sorted(lines, key=lambda line: (round(line.box.y0, 4), line.box.x0)):
        if joined and _follows(joined[-1], line, page):
            joined[-1] = _together(joined[-1], line)
        else:
            joined.append(line)
    return tuple(joined)


def _follows(left: TextLine, right: TextLine, page: PageText) -> bool:
    """Whether two pieces of one size stand on one base line with no more than a blank or a rule between."""
    em = right.box.height / _LINE * page.height / page.width
    level = max(abs(left.box.y0 - right.box.y0), abs(left.box.y1 - right.box.y1)) < _LEVEL
    gap = right.box.x0 - left.box.x1
    parted = any(
        not rule.is_horizontal
        and left.box.x1 - _LEVEL <= rule.x0 <= right.box.x0 + _LEVEL
        and min(rule.y0, rule.y1) < right.box.center[1] < max(rule.y0, rule.y1)
        for rule in page.rulings
    )
    return level and -0.2 * em <= gap <= 0.6 * em and not parted


def _together(left: TextLine, right: TextLine) -> TextLine:
    return left.model_copy(
        update={
            "text": left.text + right.text,
            "box": Box.around((left.box, right.box)),
            "char_spans": (*left.char_spans, *right.char_spans),
            "char_confidences": (*left.char_confidences, *right.char_confidences),
        }
    )


def damage_page(page: PageText, degree: Degree, seed: str) -> PageText:
    """The page as a reader sees it on a worse scan: look-alikes at low confidence, lines lost or cut.

    Figures and capitals are dropped, never exchanged in silence: an exchanged one has a low confidence.
    """
    damage, rng = DAMAGES[degree], random.Random(seed)
    lines: list[TextLine] = []
    for line in page.lines:
        if rng.random() < damage.lost:
            continue
        worn = _wear(line, damage, rng)
        if worn is None:
            continue
        at = rng.randint(1, len(worn.text) - 1) if len(worn.text) > 3 else 0
        if at and rng.random() < damage.cut:
            lines += [worn.part(0, at), worn.part(at, len(worn.text))]
        else:
            lines.append(worn)
    return page.model_copy(update={"lines": tuple(lines)})


def _wear(line: TextLine, damage: Damage, rng: random.Random) -> TextLine | None:
    kept = []
    for char, span in zip(line.text, line.char_spans, strict=True):
        sure = 0.99
        if rng.random() < damage.misread:
            char, sure = _LOOK_ALIKES.get(char, char), 0.6
        if rng.random() < damage.dropped and char not in _QUIET:
            continue
        kept.append((char, span, sure))
    if not kept:
        return None
    return line.model_copy(
        update={
            "text": "".join(char for char, _, _ in kept),
            "char_spans": tuple(span for _, span, _ in kept),
            "char_confidences": tuple(sure for _, _, sure in kept),
            "confidence": min(sure for _, _, sure in kept),
        }
    )
