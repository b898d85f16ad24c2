"""Signature fields and stamps of a PDF: drawn, listed where they stand, with what the file states."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from extractor.ingest import PageImage, PageSource, load_page
from extractor.settings import Settings
from models.page import ElectronicSealKind
from models.submission import FileKind
from tests.unit.ingest.makers import write

STAMP = pymupdf.Rect(60, 90, 160, 130)
FIELD = (200, 100, 280, 180)  # from the left, from the foot: the space of the file
SIGNATURE = (
    "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Name({name})"
    "/M(D:20210506101112+08'00')/Reason({reason})/ByteRange[0 1 2 3]/Contents<0011>>>"
)


def add_object(document: pymupdf.Document, text: str) -> int:
    xref = int(document.get_new_xref())
    document.update_object(xref, text)
    return xref


def add_field(
    page: pymupdf.Page, *, signed: bool, drawn: bool = True, flags: int = 4, name: str = "Lu Ming"
) -> None:
    """A signature field, red square where it is drawn."""
    document = page.parent
    value = look = ""
    if signed:
        held = add_object(document, SIGNATURE.format(name=name, reason="approved"))
        value = f"/V {held} 0 R"
    if drawn:
        form = add_object(document, "<</Type/XObject/Subtype/Form/BBox[0 0 80 80]>>")
        document.update_stream(form, b"1 0 0 RG 6 w 10 10 60 60 re S")
        look = f"/AP<</N {form} 0 R>>"
    x0, y0, x1, y1 = FIELD
    field = add_object(
        document,
        f"<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal1)/F {flags}/Rect[{x0} {y0} {x1} {y1}]"
        f"{value}{look}/P {page.xref} 0 R>>",
    )
    before = " ".join(f"{xref} 0 R" for xref, *_ in page.annot_xrefs())
    document.xref_set_key(page.xref, "Annots", f"[{before} {field} 0 R]")
    catalogue = document.pdf_catalog()
    document.xref_set_key(catalogue, "AcroForm", f"<</Fields[{field} 0 R]/SigFlags 3>>")


def load(tmp_path: Path, document: pymupdf.Document, settings: Settings) -> PageImage:
    path = write(tmp_path, "a.pdf", bytes(document.tobytes()))
    return load_page(PageSource("a.pdf", 1, path, FileKind.pdf, "0" * 64), settings=settings)


def new_page(rotation: int = 0) -> pymupdf.Page:
    page = pymupdf.open().new_page(width=400, height=300)
    page.insert_text((30, 40), "Contract 2021")
    page.set_rotation(rotation)
    return page


def test_a_signature_field_is_drawn_and_listed(tmp_path: Path, settings: Settings) -> None:
    page = new_page()
    add_field(page, signed=True)
    image = load(tmp_path, page.parent, settings)
    (seal,) = image.electronic_seals
    assert seal.kind is ElectronicSealKind.signature_field
    assert (seal.name, seal.signed, seal.visible) == ("Seal1", True, True)
    assert (seal.signer, seal.reason) == ("Lu Ming", "approved")
    assert seal.signed_at == "D:20210506101112+08'00'"
    assert seal.box == pytest.approx((0.5, 0.4, 0.7, 2 / 3), abs=1e-3)
    assert is_red(image.pixels, seal.box)


def test_a_field_that_nobody_signed_states_no_signer(tmp_path: Path, settings: Settings) -> None:
    page = new_page()
    add_field(page, signed=False)
    (seal,) = load(tmp_path, page.parent, settings).electronic_seals
    assert (seal.signed, seal.signer, seal.signed_at, seal.visible) == (False, None, None, True)


@pytest.mark.parametrize(("drawn", "flags"), [(False, 4), (True, 2)])
def test_a_signature_that_does_not_show_is_listed_as_such(
    tmp_path: Path, settings: Settings, drawn: bool, flags: int
) -> None:
    page = new_page()
    add_field(page, signed=True, drawn=drawn, flags=flags)
    image = load(tmp_path, page.parent, settings)
    (seal,) = image.electronic_seals
    assert (seal.signed, seal.visible) == (True, False)
    assert not is_red(image.pixels, seal.box)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_stamp_is_drawn_and_listed_where_it_is_displayed(
    tmp_path: Path, settings: Settings, rotation: int
) -> None:
    page = new_page(rotation)
    stamp = page.add_stamp_annot(STAMP, stamp=0)
    stamp.set_info(title="Archive", content="received")
    stamp.update()
    image = load(tmp_path, page.parent, settings)
    (seal,) = image.electronic_seals
    assert seal.kind is ElectronicSealKind.stamp
    assert (seal.name, seal.signer, seal.reason) == ("Approved", "Archive", "received")
    assert (seal.signed, seal.visible) == (False, True)
    plain = load(tmp_path, new_page(rotation).parent, settings).pixels
    rows, columns = np.nonzero(np.any(image.pixels != plain, axis=2))
    height, width = image.pixels.shape[:2]
    drawn = columns.min() / width, rows.min() / height, columns.max() / width, rows.max() / height
    assert seal.box == pytest.approx(drawn, abs=0.02)


def test_a_page_without_either_lists_nothing(tmp_path: Path, settings: Settings) -> None:
    page = new_page()
    page.add_text_annot((50, 50), "a note")
    assert load(tmp_path, page.parent, settings).electronic_seals == ()


def is_red(pixels: np.ndarray, box: tuple[float, float, float, float]) -> bool:
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = box
    part = pixels[round(y0 * height) : round(y1 * height), round(x0 * width) : round(x1 * width)]
    return bool(((part[:, :, 0] > 200) & (part[:, :, 1] < 60)).any())
