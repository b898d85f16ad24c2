"""DOCX read natively: order, merged cells, check boxes, numbering, pages, pasted scans."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml

from extractor.ingest import load_native_pages, load_page
from extractor.settings import Settings
from models.page import CellText, PageText, TextSource
from models.submission import FileKind
from tests.unit.ingest.conftest import Ingest
from tests.unit.ingest.makers import image_bytes, noise, picture, write

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
)


def add_xml(document: docx.document.Document, body: str) -> None:
    """Append a paragraph given as WordprocessingML runs."""
    document.element.body.insert(-1, parse_xml(f"<w:p {NAMESPACES}>{body}</w:p>"))


def saved(tmp_path: Path, document: docx.document.Document) -> Path:
    stream = io.BytesIO()
    document.save(stream)
    return write(tmp_path, "申请书.docx", stream.getvalue())


def read(ingest: Ingest, path: Path) -> tuple[PageText, ...]:
    submission, issues = ingest(path)
    assert issues == ()
    pages = load_native_pages(submission.pages[0])
    assert [page.page for page in submission.pages if page.is_native] == [
        page.page for page in pages
    ]
    return pages


def by_place(cells: tuple[CellText, ...]) -> dict[tuple[int, int], tuple[int, int, str]]:
    return {(cell.row, cell.column): (cell.row_span, cell.column_span, cell.text) for cell in cells}


def test_lines_in_reading_order_with_places(tmp_path: Path, ingest: Ingest) -> None:
    document = docx.Document()
    document.add_paragraph("企业名称：某某公司\t统一社会信用代码：")
    document.add_paragraph("")
    document.add_paragraph("长" * 100)
    document.add_paragraph("末行")
    (page,) = read(ingest, saved(tmp_path, document))
    assert page.source is TextSource.native
    assert [line.text for line in page.lines] == [
        "企业名称：某某公司",
        "统一社会信用代码：",
        "长" * 100,
        "末行",
    ]
    first, second, long, last = (line.box for line in page.lines)
    assert first.y0 == second.y0
    assert first.x1 < second.x0
    assert second.y1 < long.y0 < long.y1 < last.y0 < last.y1 < 1
    assert long.height > 2 * first.height
    for line in page.lines:
        assert len(line.char_spans) == len(line.text)
        assert line.char_spans[0][0] == pytest.approx(line.box.x0)
        assert line.char_spans[-1][1] == pytest.approx(line.box.x1)


def test_merged_cells_have_spans(tmp_path: Path, ingest: Ingest) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    for row in range(3):
        for column in range(4):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "横"
    table.cell(0, 0).merge(table.cell(2, 0)).text = "竖"
    table.cell(1, 2).merge(table.cell(2, 3)).text = "块"
    (page,) = read(ingest, saved(tmp_path, document))
    (native,) = page.tables
    assert by_place(native.cells) == {
        (0, 0): (3, 1, "竖"),
        (0, 1): (1, 3, "横"),
        (1, 1): (1, 1, "11"),
        (1, 2): (2, 2, "块"),
        (2, 1): (1, 1, "21"),
    }
    boxes = {cell.text: cell.box for cell in native.cells}
    assert boxes["竖"].height == pytest.approx(native.box.height)
    assert boxes["横"].x1 == pytest.approx(native.box.x1)
    assert boxes["块"].x0 == pytest.approx(boxes["11"].x1)
    for line in page.lines:
        assert boxes[line.text].holds(line.box.center)


def test_nested_table_is_text_of_its_cell_and_a_table(tmp_path: Path, ingest: Ingest) -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "外"
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"
    (page,) = read(ingest, saved(tmp_path, document))
    assert [line.text for line in page.lines] == ["外", "甲", "乙"]
    assert [len(table.cells) for table in page.tables] == [2, 2]
    assert page.tables[0].cells[1].text == "甲\n乙"


def test_check_boxes_and_symbols_are_characters(tmp_path: Path, ingest: Ingest) -> None:
    document = docx.Document()

    def control(checked: int) -> str:
        shown = "☒" if checked else "☐"
        return (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent><w:r><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>"
        )

    def symbol(font: str, code: str) -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    def text(text: str, font: str = "宋体") -> str:
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t>{text}</w:t></w:r>'

    def field(state: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            f"{state}</w:checkBox></w:ffData></w:fldChar></w:r>"
        )

    add_xml(document, control(1) + text("是") + control(0) + text("否"))
    add_xml(document, symbol("Wingdings 2", "F052") + text("甲") + symbol("Wingdings 2", "00A3"))
    add_xml(document, text("\u00fe", "Wingdings") + text("乙") + text("\uf0a8", "Wingdings"))
    add_xml(document, field("<w:checked/>") + text("丙") + field(""))
    add_xml(document, text("√丁□"))
    (page,) = read(ingest, saved(tmp_path, document))
    assert [line.text for line in page.lines] == ["☑是□否", "☑甲□", "☑乙□", "☑丙□", "√丁□"]


def test_deleted_and_hidden_text_is_not_shown_inserted_text_is(
    tmp_path: Path, ingest: Ingest
) -> None:
    document = docx.Document()
    add_xml(
        document,
        "<w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>丙</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>丁</w:t></w:r>"
        "<w:hyperlink><w:r><w:t>戊</w:t></w:r></w:hyperlink>",
    )
    (page,) = read(ingest, saved(tmp_path, document))
    assert page.text == "甲丙戊"


def test_text_boxes_come_once(tmp_path: Path, ingest: Ingest) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    document = docx.Document()
    add_xml(
        document,
        "<w:r><w:t>段落</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    (page,) = read(ingest, saved(tmp_path, document))
    assert page.text == "段落\n框内"


def test_pages_end_at_breaks_and_sections(tmp_path: Path, ingest: Ingest) -> None:
    document = docx.Document()
    document.add_paragraph("第一页")
    document.add_page_break()
    document.add_paragraph("第二页")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("仍是第二页")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("第三页").paragraph_format.page_break_before = True
    pages = read(ingest, saved(tmp_path, document))
    assert [page.text for page in pages] == ["第一页", "第二页\n仍是第二页", "第三页"]
    assert [page.page for page in pages] == [1, 2, 3]


def test_labels_of_numbered_paragraphs(tmp_path: Path, ingest: Ingest) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {NAMESPACES} w:abstractNumId="90">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {NAMESPACES} w:numId="91"><w:abstractNumId w:val="90"/></w:num>')
    )
    for depth, text in ((0, "基本情况"), (1, "名称"), (1, "地址"), (0, "经营情况"), (1, "收入")):
        add_xml(
            document,
            f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{text}</w:t></w:r>",
        )
    (page,) = read(ingest, saved(tmp_path, document))
    assert [line.text for line in page.lines] == [
        "一、 基本情况",
        "（1） 名称",
        "（2） 地址",
        "二、 经营情况",
        "（1） 收入",
    ]


def test_pasted_scans_are_pages_of_their_own_logos_are_not(
    tmp_path: Path, ingest: Ingest, settings: Settings
) -> None:
    document = docx.Document()
    document.add_paragraph("附件：营业执照")
    document.add_picture(io.BytesIO(image_bytes(noise(600, 500), "PNG")))
    document.add_picture(io.BytesIO(image_bytes(picture(100, 100), "PNG")))
    submission, issues = ingest(saved(tmp_path, document))
    assert issues == ()
    assert [(page.page, page.kind) for page in submission.pages] == [
        (1, FileKind.docx),
        (2, FileKind.image),
    ]
    assert {page.file for page in submission.pages} == {"申请书.docx"}
    assert load_native_pages(submission.pages[0])[0].text == "附件：营业执照"
    assert load_page(submission.pages[1], settings=settings).pixels.shape == (500, 600, 3)


def test_blank_document_is_refused_as_empty(tmp_path: Path, ingest: Ingest) -> None:
    submission, _ = ingest(saved(tmp_path, docx.Document()))
    assert submission.files[0].refused is not None
    assert submission.files[0].refused.code == "empty"
