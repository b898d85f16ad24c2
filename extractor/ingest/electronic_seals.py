"""Electronic seals (电子签章) that a PDF declares: signature fields and stamps, with box, signer and whether they show."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pymupdf

from models.geometry import Box
from models.page import ElectronicSeal, ElectronicSealKind

_CLIP_DPI = 72
_STEP = 8  # grey levels by which a pixel changes when something is drawn
_MOST_CHARACTERS = 200  # of a text that the file gives


def read_electronic_seals(page: pymupdf.Page) -> tuple[ElectronicSeal, ...]:
    """Return the signature fields and stamp annotations of a page, from the top.

    Boxes are fractions of the page as displayed. What a signature dictionary says (ISO 32000-1,
    12.8.1: Name, M, Reason) is repeated as the file states it; no signature is verified.
    """
    found = [*_signature_fields(page), *_stamps(page)]
    return tuple(sorted(found, key=lambda one: (one.box.y0, one.box.x0)))


def _signature_fields(page: pymupdf.Page) -> Iterator[ElectronicSeal]:
    for widget in page.widgets(types=[pymupdf.PDF_WIDGET_TYPE_SIGNATURE]):
        signed = bool(widget.is_signed)
        yield ElectronicSeal(
            kind=ElectronicSealKind.signature_field,
            box=_box_on(page, widget.rect),
            name=_short(widget.field_name or ""),
            signed=signed,
            signer=_stated(page, widget.xref, "V/Name") if signed else None,
            signed_at=_stated(page, widget.xref, "V/M") if signed else None,
            reason=_stated(page, widget.xref, "V/Reason") if signed else None,
            visible=_shows(page, widget.rect),
        )


def _stamps(page: pymupdf.Page) -> Iterator[ElectronicSeal]:
    for annotation in page.annots(types=[pymupdf.PDF_ANNOT_STAMP]):
        info = annotation.info
        yield ElectronicSeal(
            kind=ElectronicSealKind.stamp,
            box=_box_on(page, annotation.rect),
            name=_short(info.get("name") or ""),
            signer=_short(info.get("title") or "") or None,
            reason=_short(info.get("content") or "") or None,
            visible=_shows(page, annotation.rect),
        )


def _stated(page: pymupdf.Page, xref: int, key: str) -> str | None:
    """The text that an object of the file gives for a key, None where it gives none."""
    kind, text = page.parent.xref_get_key(xref, key)
    return _short(text) or None if kind == "string" else None


def _short(text: str) -> str:
    return " ".join(text.split())[:_MOST_CHARACTERS]


def _box_on(page: pymupdf.Page, rect: pymupdf.Rect) -> Box:
    """A rectangle of the page before /Rotate as a box on the page as displayed."""
    shown = (pymupdf.Rect(rect) * page.rotation_matrix).normalize()
    width, height = page.rect.width, page.rect.height
    return Box(shown.x0 / width, shown.y0 / height, shown.x1 / width, shown.y1 / height).clipped()


def _shows(page: pymupdf.Page, rect: pymupdf.Rect) -> bool:
    """Whether drawing the annotations changes the page inside a rectangle."""
    clip = (pymupdf.Rect(rect) * page.rotation_matrix).normalize() & page.rect
    if clip.is_empty or min(clip.width, clip.height) < 1:
        return False
    with_it, without = (
        np.frombuffer(
            page.get_pixmap(dpi=_CLIP_DPI, clip=clip, annots=drawn, alpha=False).samples,
            dtype=np.uint8,
        ).astype(np.int16)
        for drawn in (True, False)
    )
    return bool((np.abs(with_it - without) > _STEP).any())
