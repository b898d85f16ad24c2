"""Binds check boxes to the printed options before or after them, and says what is ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.extract.form.tokens import Mark, Stream, word_key
from models.page import MarkState

TICKED = (MarkState.ticked, MarkState.crossed, MarkState.filled)


@dataclass(frozen=True)
class Bound:
    """An option with the check box that belongs to it (None: no box was seen beside it)."""

    option: str
    mark: Mark | None
    stream: Stream | None

    @property
    def is_ticked(self) -> bool:
        """Whether its box carries a mark."""
        return self.mark is not None and self.mark.state in TICKED

    @property
    def is_open(self) -> bool:
        """Whether it cannot be told: no box was seen, or what stands in it is unclear."""
        return self.mark is None or self.mark.state is MarkState.unclear


@dataclass(frozen=True)
class _Place:
    """A mark with the words before it (back to the mark before) and after it (up to the next)."""

    mark: Mark
    stream: Stream
    before: str
    behind: str
    all_before: str


def bind_options(streams: Sequence[Stream], options: Sequence[str]) -> tuple[Bound, ...]:
    """Each option with its check box, in printed order.

    The side on which boxes stand is decided once for all options: that on which more boxes have an
    option right beside them. Where the words do not tell, as many boxes as options are taken in order.
    """
    places = _places(streams)
    if not places:
        return tuple(Bound(option, None, None) for option in options)
    sides = (_matched(places, options, fits) for fits in (_follows, _precedes, _heads))
    chosen = max(sides, key=len)
    if len(chosen) < min(len(options), len(places)) and len(places) == len(options):
        chosen = dict(enumerate(places))
    return tuple(
        Bound(option, place.mark, place.stream)
        if (place := chosen.get(number)) is not None
        else Bound(option, None, None)
        for number, option in enumerate(options)
    )


def _places(streams: Sequence[Stream]) -> list[_Place]:
    """All marks of the stretches with the words around them; words run on over the stretches."""
    pieces: list[str] = [""]
    marks: list[tuple[Mark, Stream]] = []
    for stream in streams:
        for token in stream.tokens:
            if isinstance(token, Mark):
                marks.append((token, stream))
                pieces.append("")
            else:
                pieces[-1] += word_key(token.char)
    return [
        _Place(mark, stream, pieces[n], pieces[n + 1], "".join(pieces[: n + 1]))
        for n, (mark, stream) in enumerate(marks)
    ]


def _matched(
    places: Sequence[_Place],
    options: Sequence[str],
    fits: Callable[[_Place, str, Sequence[str]], bool],
) -> dict[int, _Place]:
    """Options by number with their places: an option is bound to the first box that has it right beside it."""
    bound: dict[int, _Place] = {}
    for place in places:
        fitting = [
            number
            for number, option in enumerate(options)
            if number not in bound and fits(place, option, options)
        ]
        if fitting:
            best = max(fitting, key=lambda number: (len(word_key(options[number])), -number))
            bound[best] = place
    return bound


def _follows(place: _Place, option: str, options: Sequence[str]) -> bool:
    """□国有: the option stands right behind the box."""
    return _starts(place.behind, word_key(option))


def _precedes(place: _Place, option: str, options: Sequence[str]) -> bool:
    """UL□: the option ends right before the box; 技术创新示范企业（国家级□ 省级□） shares its head."""
    key = word_key(option)
    if _starts(place.before[::-1], key[::-1]):
        return True
    head, tail = _split(option)
    if not head or not place.before.endswith(tail):
        return False
    heads = {_split(other)[0] for other in options} - {""}
    last = max(heads, key=lambda other: (place.all_before.rfind(other), len(other)))
    return last == head and head in place.all_before


def _heads(place: _Place, option: str, options: Sequence[str]) -> bool:
    """a.上年度营业收入…… □: the words before the box begin with the option, a number or letter."""
    return len(option) <= 2 and place.before.startswith(word_key(option))


def _split(option: str) -> tuple[str, str]:
    """Head and tail of 技术创新示范企业（国家级）, both as keys; empty when the option has no brackets."""
    head, bracket, tail = option.replace("(", "（").partition("（")
    return (word_key(head), word_key(tail)) if bracket and tail.endswith(("）", ")")) else ("", "")


def _starts(text: str, key: str) -> bool:
    """Whether a text starts with a key, one misread character in longer keys aside."""
    if text.startswith(key):
        return True
    if len(key) < 4 or len(text) < len(key):
        return False
    differing = sum(a != b for a, b in zip(text, key, strict=False))
    return differing <= len(key) // 6 + (len(key) < 6)
