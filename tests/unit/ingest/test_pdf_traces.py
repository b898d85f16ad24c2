"""What the build of a PDF tells: shapes over text and scans, numbers in two typefaces, saves on top."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extractor.ingest.pdf import load_pdf_page, read_pdf_history
from models.trace import PageLook, Trace, TraceKind

GREY = bytes([200]) * (300 * 400)


def scan_page(pdf: pymupdf.Document) -> pymupdf.Page:
    page = pdf.new_page(width=300, height=400)
    page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 300, 400, GREY, 0))
    return page


def loaded(pdf: pymupdf.Document, folder: Path) -> tuple[tuple[Trace, ...], PageLook]:
    path = folder / "one.pdf"
    pdf.save(path)
    image = load_pdf_page(path, file="one.pdf", index=0, max_pixels=10**8)
    assert image.look is not None
    return image.traces, image.look


def kinds(traces: tuple[Trace, ...]) -> list[TraceKind]:
    return [trace.kind for trace in traces]


def test_a_typed_amount_on_a_white_box_over_a_scan(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = scan_page(pdf)
    page.draw_rect((100, 100, 180, 120), color=None, fill=(1, 1, 1))
    page.insert_text((105, 115), "1,234.00", fontsize=11)
    traces, look = loaded(pdf, tmp_path)
    assert kinds(traces) == [TraceKind.covered, TraceKind.typed_over]
    assert traces[0].text == "1,234.00"
    assert traces[0].box.x0 == pytest.approx(100 / 300, abs=0.001)
    assert (look.size, look.colours, look.dpi) == ((300, 400), "grey", (72, 72))


def test_a_page_number_at_the_foot_of_a_scan_is_no_trace(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    scan_page(pdf).insert_text((140, 392), "000123", fontsize=8)
    assert loaded(pdf, tmp_path)[0] == ()


def test_text_hidden_under_a_shape_is_told(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=400)
    page.insert_text((50, 100), "5,000.00", fontsize=11)
    page.draw_rect((45, 85, 150, 105), color=None, fill=(1, 1, 1))
    page.insert_text((50, 100), "9,000.00", fontsize=11)
    (trace,) = loaded(pdf, tmp_path)[0]
    assert (trace.kind, trace.was, trace.text) == (TraceKind.covered, "5,000.00", "9,000.00")


def test_a_shaded_cell_under_its_text_is_no_trace(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=400)
    page.draw_rect((45, 85, 150, 105), color=None, fill=(0.9, 0.9, 0.9))
    page.insert_text((50, 100), "5,000.00", fontsize=11)
    assert loaded(pdf, tmp_path)[0] == ()


def test_a_number_in_two_typefaces(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=400)
    page.insert_text((50, 100), "5,0", fontsize=11, fontname="tiro")
    width = pymupdf.get_text_length("5,0", fontname="tiro", fontsize=11)
    page.insert_text((50 + width, 100), "70.00", fontsize=11, fontname="helv")
    for row in range(4):
        page.insert_text((50, 150 + 30 * row), f"8,07{row}.00", fontsize=11, fontname="helv")
    (trace,) = loaded(pdf, tmp_path)[0]
    assert (trace.kind, trace.text) == (TraceKind.font_change, "5,070.00")


def test_a_page_that_mixes_typefaces_everywhere_says_nothing(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=400)
    width = pymupdf.get_text_length("5,0", fontname="tiro", fontsize=11)
    for row in range(5):
        page.insert_text((50, 100 + 30 * row), "5,0", fontsize=11, fontname="tiro")
        page.insert_text((50 + width, 100 + 30 * row), "70.00", fontsize=11, fontname="helv")
    assert loaded(pdf, tmp_path)[0] == ()


def test_the_layers_into_which_a_scanner_parts_a_page_are_no_traces(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = scan_page(pdf)
    piece = pymupdf.Pixmap(pymupdf.csGRAY, 30, 20, bytes([90]) * 600, 0)
    for row in range(5):
        page.insert_image((50, 50 + 40 * row, 110, 80 + 40 * row), pixmap=piece)
    assert loaded(pdf, tmp_path)[0] == ()


def test_a_picture_laid_over_a_scan_is_told_but_not_a_stamp_with_a_mask(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = scan_page(pdf)
    piece = pymupdf.Pixmap(pymupdf.csGRAY, 30, 20, bytes([90]) * 600, 0)
    page.insert_image((50, 50, 110, 90), pixmap=piece)
    stamp = pymupdf.Pixmap(pymupdf.csRGB, 30, 20, bytes([220, 30, 30, 120]) * 600, 1)
    page.insert_image((150, 250, 210, 290), pixmap=stamp)
    (trace,) = loaded(pdf, tmp_path)[0]
    assert (trace.kind, round(trace.box.x0, 2)) == (TraceKind.covered, 0.17)


def test_the_mark_of_a_footnote_is_no_change_of_typeface(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=400)
    page.insert_text((50, 100), "8,070.00", fontsize=11, fontname="helv")
    width = pymupdf.get_text_length("8,070.00", fontname="helv", fontsize=11)
    page.insert_text((50 + width, 96), "1", fontsize=6, fontname="helv")
    assert loaded(pdf, tmp_path)[0] == ()


def test_a_text_box_laid_on_a_page_is_told(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=400)
    page.add_freetext_annot((50, 80, 150, 100), "3,000", fill_color=(1, 1, 1))
    (trace,) = loaded(pdf, tmp_path)[0]
    assert (trace.kind, trace.text) == (TraceKind.typed_over, "3,000")


def test_a_file_written_in_one_go_has_one_save(tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    pdf = pymupdf.open()
    pdf.new_page()
    pdf.set_metadata({"producer": "Maker 1", "creationDate": "D:20210302101500+08'00'"})
    pdf.save(path)
    history = read_pdf_history(path, file="plain.pdf")
    assert (history.revisions, history.changed_pages) == (1, ())
    assert (history.producer, history.created) == ("Maker 1", "2021-03-02 10:15")


def test_a_page_changed_by_a_later_save_is_named(tmp_path: Path) -> None:
    path = tmp_path / "saved.pdf"
    pdf = pymupdf.open()
    for number in range(3):
        pdf.new_page().insert_text((50, 100), f"Page {number + 1}")
    pdf.save(path)
    pdf.close()
    pdf = pymupdf.open(path)
    pdf[1].insert_text((50, 200), "9,999")
    pdf.saveIncr()
    history = read_pdf_history(path, file="saved.pdf")
    assert (history.revisions, history.changed_pages, history.signed) == (2, (2,), False)
