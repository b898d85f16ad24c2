"""Traces that editing may have left on a page or in a file: signals for a person to look at, never a verdict."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen
from models.geometry import Box


class TraceKind(StrEnum):
    """What was seen. Each also comes about without any intent; the report says how."""

    layer_differs = "layer_differs"  # the text layer of a PDF says another figure than the picture
    covered = "covered"  # an opaque shape, picture or annotation laid over a scan
    typed_over = "typed_over"  # text drawn on top of a scan
    flat_patch = "flat_patch"  # a rectangle without the grain that the rest of the scan has
    font_change = "font_change"  # font, size, colour or baseline change inside a drawn number
    copied_digits = "copied_digits"  # the same pixels of figures at two places of a scan


class Trace(Frozen):
    """One trace: its box in the frame of the page that holds it, what stands there, and its counterpart.

    `text` is what stands in the box, where it was read; `was` what another layer or place says
    instead; `twin` the other of two equal places.
    """

    kind: TraceKind
    box: Box
    text: str = ""
    was: str = ""
    twin: Box | None = None


class SealPrint(Frozen):
    """The pixels in the middle of a seal, for telling whether two seals are one picture.

    `pixels`: SIDE x SIDE grey values, rows from the top, base64; `box` in the frame of the page.
    """

    box: Box
    pixels: str


class PageLook(Frozen):
    """How the picture of a page was made, as its file states it; None where the file states nothing.

    `size`: width and height of the page in points as displayed; `dpi`: pixels of the picture per inch
    across and down; `colours`: grey, colour or bilevel; `coding`: name of the compression; `tables`:
    digest of the quantisation tables of a JPEG (ITU-T T.81, B.2.4.1).
    """

    size: tuple[int, int] | None = None
    dpi: tuple[int, int] | None = None
    colours: str | None = None
    coding: str | None = None
    tables: str | None = None


class FileHistory(Frozen):
    """What a PDF says about its making (ISO 32000-1, 14.3.3 and 7.5.6).

    `revisions`: how many times it was saved, 1 for a file written in one go; `changed_pages`: pages
    (from 1) whose content a later save replaced; `signed`: whether it holds a signature, since
    signing saves anew.
    """

    producer: str = ""
    creator: str = ""
    created: str = ""
    modified: str = ""
    revisions: int = 1
    changed_pages: tuple[int, ...] = ()
    signed: bool = False
