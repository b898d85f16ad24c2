"""Two readings of one line, with and without the ink above it: which is the better, and what stays doubtful."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.geometry import Box
from models.page import TextLine

CLEARLY_BETTER = 0.02  # mean confidence by which a reading must exceed the other
CHAR_BETTER = 0.1  # the same for one character in which they differ
SURE_CHAR = 0.85  # confidence of a character that only one reading has
MOST_DIFFERENT = 1 / 3  # share of characters in which two readings of one line may differ
WIDE_STEP = (
    1.75  # distance between neighbours, in usual ones, that leaves room for a lost character
)
PRINTED = 0.04  # share of dark pixels in such a room from which something is printed there
DOUBTED = 0.85  # confidence of the characters beside such a room
END_REACH = 0.7  # heights of a line beyond its end that are looked at
RULE = 0.85  # share of a column or row that a rule fills
SURE_WHOLE = 0.95  # confidence of every character of a line that needs no second reading


def merge_readings(first: TextLine, second: TextLine) -> TextLine:
    """Return the better reading of a line under a seal, the other as `second` where it differs."""
    if not second.text.strip():
        return first.model_copy(update={"under_seal": True})
    if squeezed(first.text) == squeezed(second.text):
        best = second if second.confidence > first.confidence + CLEARLY_BETTER else first
        return best.model_copy(update={"under_seal": True, "second": None})
    best, other = _better(first, second)
    best = _char_by_char(best, other)
    differs = other.text if squeezed(other.text) != squeezed(best.text) else first.text
    if squeezed(differs) == squeezed(best.text):
        differs = second.text
    return best.model_copy(update={"under_seal": True, "second": differs})


def _better(first: TextLine, second: TextLine) -> tuple[TextLine, TextLine]:
    """The better reading, then the other: one that surely has more of the same line, else the surer."""
    for longer, shorter in ((first, second), (second, first)):
        if _surely_adds(longer, shorter):
            return longer, shorter
    if second.confidence > first.confidence + CLEARLY_BETTER:
        return second, first
    return first, second


def _surely_adds(longer: TextLine, shorter: TextLine) -> bool:
    """Whether a reading repeats all of another and has further characters, all sure."""
    if len(squeezed(longer.text)) <= len(squeezed(shorter.text)):
        return False
    rest = iter(squeezed(longer.text))
    repeats = all(char in rest for char in squeezed(shorter.text))
    return repeats and min(longer.char_confidences, default=0.0) >= SURE_CHAR


def _char_by_char(best: TextLine, other: TextLine) -> TextLine:
    """The better reading, single characters taken from the other where that is much surer of them."""
    scores, others = best.char_confidences, other.char_confidences
    same_length = len(best.text) == len(other.text) == len(scores) == len(others)
    if not same_length:
        return best
    differing = [i for i, (a, b) in enumerate(zip(best.text, other.text, strict=True)) if a != b]
    if len(differing) > MOST_DIFFERENT * len(best.text):
        return best
    taken = {i for i in differing if others[i] >= scores[i] + CHAR_BETTER}
    if not taken:
        return best
    text = "".join(other.text[i] if i in taken else char for i, char in enumerate(best.text))
    chosen = tuple(others[i] if i in taken else score for i, score in enumerate(scores))
    confidence = round(sum(chosen) / len(chosen), 4)
    return best.model_copy(
        update={"text": text, "char_confidences": chosen, "confidence": confidence}
    )


def doubt_gaps(line: TextLine, dark: NDArray[np.bool_]) -> TextLine:
    """Return the line, the characters beside a gap in which something is printed made doubtful.

    `dark` is the page without the seals' ink: True where print is.
    """
    spans, scores = line.char_spans, list(line.char_confidences)
    if len(spans) < 3 or len(scores) != len(spans):
        return line
    widths = np.array([1.0 if _is_wide(char) else 0.55 for char in line.text])
    centres = np.array([(x0 + x1) / 2 for x0, x1 in spans])
    steps = np.diff(centres) / ((widths[1:] + widths[:-1]) / 2)
    usual = float(np.median(steps))
    height, width = dark.shape
    rows = slice(int(line.box.y0 * height), int(line.box.y1 * height) + 1)
    for index in np.flatnonzero(steps > WIDE_STEP * usual):
        left = centres[index] + 0.6 * usual * widths[index]
        right = centres[index + 1] - 0.6 * usual * widths[index + 1]
        room = dark[rows, int(left * width) : max(int(left * width) + 1, int(right * width))]
        if room.size and float(room.mean()) >= PRINTED:
            scores[index] = min(scores[index], DOUBTED)
            scores[index + 1] = min(scores[index + 1], DOUBTED)
    return _with_scores(line, scores)


def doubt_ends(line: TextLine, lines: Sequence[TextLine], dark: NDArray[np.bool_]) -> TextLine:
    """Return the line, the character at an end beyond which something more is printed made doubtful.

    `lines` are all of the page: what belongs to another line is not missing from this one. `dark` is
    the page without the seals' ink: True where print is.
    """
    scores = list(line.char_confidences)
    if not scores or len(scores) != len(line.text):
        return line
    box, reach = line.box, END_REACH * line.box.height * dark.shape[0] / dark.shape[1]
    before, after = (
        box._replace(x0=box.x0 - reach, x1=box.x0),
        box._replace(x0=box.x1, x1=box.x1 + reach),
    )
    others = [other.box for other in lines if other is not line]
    for beyond, index in ((before, 0), (after, -1)):
        taken = any(beyond.overlap(other) > 0.1 for other in others)
        if not taken and _goes_on(beyond.clipped(), dark):
            scores[index] = min(scores[index], DOUBTED)
    return _with_scores(line, scores)


def _with_scores(line: TextLine, scores: Sequence[float]) -> TextLine:
    """The line with other confidences of its characters, its own no higher than before."""
    if tuple(scores) == line.char_confidences:
        return line
    confidence = min(line.confidence, round(sum(scores) / len(scores), 4))
    return line.model_copy(update={"char_confidences": tuple(scores), "confidence": confidence})


def _goes_on(box: Box, dark: NDArray[np.bool_]) -> bool:
    """Whether a part of the page shows print that is no rule through it."""
    height, width = dark.shape
    middle, half = box.center[1], 0.3 * box.height
    rows = slice(max(0, round((middle - half) * height)), round((middle + half) * height))
    part = dark[rows, round(box.x0 * width) : round(box.x1 * width)]
    if part.size == 0:
        return False
    rules = (part.mean(axis=0) > RULE)[None, :] | (part.mean(axis=1) > RULE)[:, None]
    return float((part & ~rules).mean()) >= PRINTED


def join_pieces(pieces: Sequence[TextLine], whole: TextLine) -> TextLine:
    """Return a line that shows whole once the ink is gone, the pieces read before as `second`.

    Where the whole surely repeats the pieces and adds to them, they do not contradict each other.
    """
    before = "".join(piece.text for piece in sorted(pieces, key=lambda piece: piece.box.x0))
    sure = min(whole.char_confidences, default=0.0) >= SURE_WHOLE
    one, all_ = squeezed(before), squeezed(whole.text)
    agrees = one in all_ if sure else one == all_
    second = None if agrees or not before else before
    return whole.model_copy(update={"under_seal": True, "second": second})


def squeezed(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


def _is_wide(char: str) -> bool:
    return ord(char) > 0x2E7F
