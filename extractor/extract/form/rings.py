"""Options around which a pen drew a ring, where the form prints no boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.extract.form.tokens import Stream, word_key
from models.geometry import Box
from models.page import CheckBox

BESIDE = 0.35  # of its width: so far from the middle of a ring the middle of its option may lie


@dataclass(frozen=True)
class Ringed:
    """Options that are printed in a place, those with a ring, and the rings around nothing that is known."""

    stream: Stream
    printed: tuple[str, ...]
    chosen: tuple[str, ...]
    rings: tuple[CheckBox, ...]
    strange: tuple[CheckBox, ...]


def ringed_options(streams: Sequence[Stream], options: Sequence[str]) -> Ringed | None:
    """Return the options with rings in the first stretch that holds rings, None where no ring was drawn."""
    for stream in streams:
        rings = _rings_at(stream)
        if not rings:
            continue
        places = _places(stream, options)
        owners = {
            option: ring for option, box in places.items() for ring in rings if _around(ring, box)
        }
        return Ringed(
            stream=stream,
            printed=tuple(option for option in options if option in places),
            chosen=tuple(option for option in options if option in owners),
            rings=rings,
            strange=tuple(ring for ring in rings if ring not in owners.values()),
        )
    return None


def printed_options(streams: Sequence[Stream], options: Sequence[str]) -> frozenset[str]:
    """Return the options whose words stand in the stretches."""
    return frozenset(option for stream in streams for option in _places(stream, options))


def _rings_at(stream: Stream) -> tuple[CheckBox, ...]:
    """The rings drawn over a stretch."""
    if not stream.glyphs:
        return ()
    area = Box.around(glyph.box for glyph in stream.glyphs)
    wide = Box(area.x0 - 0.02, area.y0, area.x1 + 0.02, area.y1)
    rings = (mark for mark in stream.page.check_boxes if not mark.is_box)
    return tuple(ring for ring in rings if wide.holds(ring.box.center))


def _places(stream: Stream, options: Sequence[str]) -> dict[str, Box]:
    """Where each option is printed; the longer ones first, so that 合格 is not found in 不合格."""
    taken: set[int] = set()
    places: dict[str, Box] = {}
    for option in sorted(options, key=lambda option: -len(word_key(option))):
        start = 0
        while (span := stream.find(option, start=start)) is not None:
            covered = range(*span)
            if taken.isdisjoint(covered):
                taken.update(covered)
                places[option] = Box.around(g.box for g in stream.part(*span).glyphs)
                break
            start = span[0] + 1
    return places


def _around(ring: CheckBox, option: Box) -> bool:
    apart = abs(ring.box.center[0] - option.center[0])
    return ring.box.holds(option.center) and apart <= BESIDE * ring.box.width
