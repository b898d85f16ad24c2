"""A digital PDF with a stamp annotation and a signature field: drawn, listed, never called verified."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pymupdf

from golden_docs.maker.pages.page import Degree, DrawnPage, FactTruth, golden_page

_SIZE = (420, 300)  # points
_STAMP = pymupdf.Rect(40, 150, 160, 200)
_FIELD = pymupdf.Rect(250, 140, 340, 230)
_TURNS: Mapping[Degree, int] = {"light": 0, "medium": 90, "heavy": 270}
_LOOK = b"0.82 0.1 0.12 RG 5 w 6 6 78 78 re S 6 45 m 84 45 l S"


@golden_page("seals", "digital")
def signed_pdf(rng: random.Random, degree: Degree) -> DrawnPage:
    """A letter, signed and stamped; displayed upright, turned right, turned left."""
    with pymupdf.open() as document:
        page = document.new_page(width=_SIZE[0], height=_SIZE[1])
        lines = [f"Contract No. HT-{rng.randint(2018, 2021)}-{rng.randint(1000, 9999)}"]
        lines.append(f"Amount {rng.randint(100, 999)},{rng.randint(100, 999)}.00")
        for number, line in enumerate(lines):
            page.insert_text((40, 60 + 30 * number), line, fontsize=14)
        stamp = page.add_stamp_annot(_STAMP, stamp=0)
        stamp.set_info(title="Archive Office")
        stamp.update()
        stamped = stamp.rect
        _add_signature(document, page)
        page.set_rotation(_TURNS[degree])
        facts: list[FactTruth] = [{"kind": "line", "text": line} for line in lines]
        facts.append(_declared(page, stamped, "stamp", signer="Archive Office", signed=False))
        facts.append(_declared(page, _FIELD, "signature_field", signer="Lu Mingyuan", signed=True))
        document.set_metadata({"title": "", "producer": "", "creator": ""})
        content = document.tobytes(deflate=True, garbage=3, no_new_id=True)
    return DrawnPage(bytes(content), ".pdf", facts)


def _add_signature(document: pymupdf.Document, page: pymupdf.Page) -> None:
    held, look, field = (document.get_new_xref() for _ in range(3))
    document.update_object(
        held,
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Name(Lu Mingyuan)"
        "/M(D:20210506101112+08'00')/ByteRange[0 1 2 3]/Contents<00>>>",
    )
    document.update_object(look, "<</Type/XObject/Subtype/Form/BBox[0 0 90 90]>>")
    document.update_stream(look, _LOOK)
    box = _FIELD * page.transformation_matrix
    document.update_object(
        field,
        f"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/F 4/V {held} 0 R/AP<</N {look} 0 R>>"
        f"/Rect[{box.x0} {box.y0} {box.x1} {box.y1}]/P {page.xref} 0 R>>",
    )
    before = " ".join(f"{xref} 0 R" for xref, *_ in page.annot_xrefs())
    document.xref_set_key(page.xref, "Annots", f"[{before} {field} 0 R]")
    form = f"<</Fields[{field} 0 R]/SigFlags 3>>"
    document.xref_set_key(document.pdf_catalog(), "AcroForm", form)


def _declared(
    page: pymupdf.Page, rect: pymupdf.Rect, kind: str, *, signer: str, signed: bool
) -> FactTruth:
    shown = (rect * page.rotation_matrix).normalize()
    width, height = page.rect.width, page.rect.height
    box = [shown.x0 / width, shown.y0 / height, shown.x1 / width, shown.y1 / height]
    return {
        "kind": "electronic_seal",
        "box": [round(value, 4) for value in box],
        "declared": kind,
        "signed": signed,
        "signer": signer,
        "visible": True,
    }
