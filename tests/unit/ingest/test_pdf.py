"""Pages of PDFs come as displayed: pixels, text layer, annotations, rotation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from extractor.errors import InputCode, InputError
from extractor.ingest import PageImage, PageSource, load_page
from extractor.settings import Settings
from models.submission import FileKind
from tests.unit.ingest.makers import noise, pdf_bytes, scan_pdf, write


def load(path: Path, settings: Settings, index: int = 0) -> PageImage:
    source = PageSource(path.name, index + 1, path, FileKind.pdf, "0" * 64, frame=index)
    return load_page(source, settings=settings)


def saved(tmp_path: Path, document: pymupdf.Document) -> Path:
    return write(tmp_path, "a.pdf", bytes(document.tobytes()))


def dark_box(pixels: np.ndarray) -> tuple[float, float, float, float]:
    """The box around all dark pixels in fractions of the page."""
    rows, columns = np.nonzero(pixels.min(axis=2) < 128)
    height, width = pixels.shape[:2]
    return columns.min() / width, rows.min() / height, columns.max() / width, rows.max() / height


def test_digital_page_at_200_dpi_with_its_text(tmp_path: Path, settings: Settings) -> None:
    image = load(write(tmp_path, "a.pdf", pdf_bytes("营业收入 123.45")), settings)
    assert image.pixels.shape == (2339, 1653, 3)
    assert image.dpi == 200.0
    assert image.pixels.dtype == np.uint8
    (line,) = image.text_lines
    assert line.text == "营业收入 123.45"
    assert len(line.char_spans) == len(line.text)
    assert not image.has_full_page_image
    assert image.text_is_drawn
    assert line.box.x0 == pytest.approx(72 / 595, abs=0.002)
    ink = dark_box(image.pixels)
    assert line.box.x0 - 0.005 < ink[0] < ink[2] < line.box.x1 + 0.005
    assert line.box.y0 - 0.005 < ink[1] < ink[3] < line.box.y1 + 0.005


def test_second_load_gives_equal_pixels(tmp_path: Path, settings: Settings) -> None:
    path = write(tmp_path, "a.pdf", pdf_bytes("相同"))
    assert np.array_equal(load(path, settings).pixels, load(path, settings).pixels)


def test_small_print_is_rendered_finer(tmp_path: Path, settings: Settings) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), "附注" * 30, fontname="china-s", fontsize=6)
    assert load(saved(tmp_path, document), settings).dpi == pytest.approx(300, abs=0.2)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_scan_of_200_dpi_comes_out_unchanged(
    tmp_path: Path, settings: Settings, rotation: int
) -> None:
    scan = noise(827, 585)
    data = scan_pdf(scan, width=297.6, height=210.4, rotation=rotation)
    image = load(write(tmp_path, "a.pdf", data), settings)
    assert np.array_equal(image.pixels, np.rot90(np.asarray(scan), k=-rotation // 90))
    assert image.dpi == pytest.approx(200, abs=0.5)


@pytest.mark.parametrize(
    ("size", "points", "long_side"),
    [
        ((850, 1200), (595, 842), 2339),  # 103 dpi: enlarged to 200
        ((3400, 4800), (595, 842), 3508),  # 410 dpi: reduced to 300
        ((1200, 1600), (1200, 1600), 1600),  # one point per pixel: the pixels count
        ((1500, 1000), (90, 60), 1500),  # a page of three centimetres: the pixels count
    ],
)
def test_resolution_of_scans(
    tmp_path: Path,
    settings: Settings,
    size: tuple[int, int],
    points: tuple[int, int],
    long_side: int,
) -> None:
    data = scan_pdf(Image.new("RGB", size, "white"), width=points[0], height=points[1])
    assert max(load(write(tmp_path, "a.pdf", data), settings).pixels.shape) == long_side


def test_never_more_pixels_than_allowed(tmp_path: Path, settings: Settings) -> None:
    path = write(tmp_path, "a.pdf", pdf_bytes("大"))
    image = load(path, settings.model_copy(update={"max_pixels": 500_000}))
    assert 480_000 < image.pixels.shape[0] * image.pixels.shape[1] <= 501_000


@pytest.mark.parametrize(
    ("rotation", "turns", "box"),
    [
        (0, 0, (0.12, 0.08, 0.35, 0.12)),
        (90, 3, (0.88, 0.12, 0.92, 0.35)),
        (180, 2, (0.65, 0.88, 0.88, 0.92)),
        (270, 1, (0.08, 0.65, 0.12, 0.88)),
    ],
)
def test_text_layer_lies_where_the_ink_is(
    tmp_path: Path, settings: Settings, rotation: int, turns: int, box: tuple[float, ...]
) -> None:
    document = pymupdf.open()
    page = document.new_page(width=600, height=600)
    page.insert_text((72, 60), "企业名称 ABC-12", fontname="china-s", fontsize=14)
    page.set_rotation(rotation)
    image = load(saved(tmp_path, document), settings)
    (line,) = image.text_lines
    ink = dark_box(image.pixels)
    for edge, inked, expected in zip(line.box, ink, box, strict=True):
        assert edge == pytest.approx(inked, abs=0.02)
        assert edge == pytest.approx(expected, abs=0.05)
    assert image.text_turns == turns
    assert line.char_spans == () or rotation == 0
    (upright,) = image.upright_text_lines
    assert upright.text == line.text == "企业名称 ABC-12"
    assert upright.char_spans[0][0] == pytest.approx(72 / 600, abs=0.003)
    assert upright.box.y1 == pytest.approx(62 / 600, abs=0.01)


def test_crop_box_is_the_page(tmp_path: Path, settings: Settings) -> None:
    document = pymupdf.open()
    page = document.new_page(width=600, height=800)
    page.insert_text((320, 430), "inside", fontsize=20)
    page.insert_text((20, 30), "outside", fontsize=20)
    page.set_cropbox(pymupdf.Rect(300, 400, 600, 800))
    image = load(saved(tmp_path, document), settings)
    assert [line.text for line in image.text_lines] == ["inside"]
    assert image.text_lines[0].box.x0 == pytest.approx(20 / 300, abs=0.01)
    assert dark_box(image.pixels)[0] == pytest.approx(20 / 300, abs=0.01)


def test_annotations_and_form_fields_are_drawn_and_read(tmp_path: Path, settings: Settings) -> None:
    document = pymupdf.open()
    page = document.new_page()
    field = pymupdf.Widget()
    field.field_type, field.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "uscc"
    field.field_value, field.rect = "91420100", pymupdf.Rect(100, 100, 250, 120)
    page.add_widget(field)
    tick = pymupdf.Widget()
    tick.field_type, tick.field_name = pymupdf.PDF_WIDGET_TYPE_CHECKBOX, "yes"
    tick.field_value, tick.rect = True, pymupdf.Rect(100, 200, 120, 220)
    page.add_widget(tick)
    page.add_freetext_annot(pymupdf.Rect(100, 300, 300, 330), "stamped", fontsize=14)
    image = load(saved(tmp_path, document), settings)
    assert [line.text for line in image.text_lines] == ["91420100", "√", "stamped"]
    for line in image.text_lines:
        height, width = image.pixels.shape[:2]
        inside = image.pixels[
            int(line.box.y0 * height) : int(line.box.y1 * height),
            int(line.box.x0 * width) : int(line.box.x1 * width),
        ]
        assert inside.min() < 100


def test_scan_with_hidden_text_is_told_from_text_on_a_background(
    tmp_path: Path, settings: Settings
) -> None:
    scan = Image.new("RGB", (827, 1169), "white")
    document = pymupdf.open(stream=scan_pdf(scan, width=595, height=842))
    document[0].insert_text((72, 100), "OCR text", render_mode=3)
    document.insert_pdf(pymupdf.open(stream=scan_pdf(scan, width=595, height=842)))
    document[1].insert_text((72, 100), "drawn text " * 6, fontsize=14)
    document[1].insert_text((72, 200), "drawn text " * 6, fontsize=14)
    path = saved(tmp_path, document)
    hidden, drawn = load(path, settings, 0), load(path, settings, 1)
    assert hidden.has_full_page_image
    assert drawn.has_full_page_image
    assert [line.text for line in hidden.text_lines] == ["OCR text"]
    assert not hidden.text_is_drawn
    assert drawn.text_is_drawn


def test_text_under_a_picture_is_not_drawn(tmp_path: Path, settings: Settings) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), "under the scan")
    page.insert_image(
        page.rect, pixmap=pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 827, 1169), 0), keep_proportion=False
    )
    image = load(saved(tmp_path, document), settings)
    assert image.has_full_page_image
    assert not image.text_is_drawn


def test_columns_stay_apart_and_words_together(tmp_path: Path, settings: Settings) -> None:
    document = pymupdf.open()
    page = document.new_page()

    def put(x: float, text: str, y: float = 100) -> None:
        page.insert_text((x, y), text, fontname="china-s", fontsize=10)

    put(72, "货币资金")
    put(200, "1,234.56")
    put(300, "公 司 名 称")
    put(72, "左格", y=200)
    put(95, "右格", y=200)
    page.draw_line((93.5, 185), (93.5, 205))
    put(72, "粗体", y=300)
    put(72.3, "粗体", y=300)
    image = load(saved(tmp_path, document), settings)
    texts = [line.text for line in image.text_lines]
    assert texts == ["货币资金", "1,234.56", "公 司 名 称", "左格", "右格", "粗体"]


def test_close_rows_stay_in_order(tmp_path: Path, settings: Settings) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for row in range(60):
        page.insert_text((300, 50 + 8 * row), f"{row}.50", fontsize=7)
        page.insert_text((72, 50.6 + 8 * row), f"item{row}", fontsize=7)
    image = load(saved(tmp_path, document), settings)
    texts = [line.text for line in image.text_lines]
    assert texts == [text for row in range(60) for text in (f"item{row}", f"{row}.50")]


def test_text_along_the_edge_does_not_mix_with_the_page(tmp_path: Path, settings: Settings) -> None:
    document = pymupdf.open()
    page = document.new_page(width=600, height=600)
    page.insert_text((72, 300), "main text of the page", fontsize=12)
    page.insert_text((74, 400), "edge", fontsize=12, rotate=90)
    image = load(saved(tmp_path, document), settings)
    main, edge = image.text_lines
    assert (main.text, edge.text, image.text_turns) == ("main text of the page", "edge", 0)
    assert edge.char_spans == ()
    assert edge.box.height > edge.box.width
    assert image.upright_text_lines == image.text_lines


def test_damaged_page_raises_input_error(tmp_path: Path, settings: Settings) -> None:
    path = write(tmp_path, "a.pdf", pdf_bytes("一"))
    with pytest.raises(InputError) as error:
        load(path, settings, index=5)
    assert error.value.input_code is InputCode.UNREADABLE
    assert error.value.file == "a.pdf"
