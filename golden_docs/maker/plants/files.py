"""Planted traces of editing: files that were changed after they were scanned or drawn, beside the same file left alone.

One file because every plant is the same table or letter with one thing done to it.
"""

from __future__ import annotations

import io
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pymupdf
from PIL import Image

from golden_docs.maker.edited import (
    LETTER_DPI,
    SIZE,
    add_layer,
    amount_text,
    copy_figures,
    edited_look,
    letter_sheet,
    paint_out,
    points_of,
    scan_pdf,
    table_sheet,
)
from golden_docs.maker.marks import seal
from golden_docs.maker.pages.page import LOOKS, Degree
from golden_docs.maker.paper import Paper
from golden_docs.maker.plant import Discrepancy, PlantedFile, file_plant
from golden_docs.maker.scan import scan_page, to_jpeg
from golden_docs.maker.text_level import read_paper
from models.geometry import Box
from models.page import PageText

FILE = "附件.pdf"
_COPIED = 6  # figures and marks at the end of an amount that the copy covers
_HOLDER = "青岭精密机械有限公司"


def _found(check: str, why: str) -> Discrepancy:
    return Discrepancy("tamper", why, check=check, outcome="review")


def _file(
    pdf: pymupdf.Document, papers: Sequence[Paper], found: Discrepancy | None, *, planted: bool
) -> PlantedFile:
    pdf.set_metadata({"producer": "Scanner 3", "creator": ""})
    content = pdf.tobytes(deflate=True, garbage=3, no_new_id=True)
    pdf.close()
    pages = tuple(read_paper(paper, file=FILE, page=n) for n, paper in enumerate(papers, start=1))
    return PlantedFile(content, pages, found if planted else None)


def _scan(paper: Paper, degree: Degree, seed: object) -> Image.Image:
    image = scan_page(paper.image, edited_look(degree), f"file-{seed}-{degree}")
    image = Image.open(io.BytesIO(to_jpeg(image, 93)))
    image.load()
    return image


def _one_scan(image: Image.Image, degree: Degree) -> pymupdf.Document:
    return scan_pdf([to_jpeg(image, edited_look(degree).quality)])


@file_plant
def amount_typed_over_scan(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """A white box with a typed amount on a scan."""
    paper, spots = table_sheet(rng)
    pdf = _one_scan(_scan(paper, degree, rng.random()), degree)
    if planted:
        rect = points_of(spots[6])
        pdf[0].draw_rect(rect, color=None, fill=(1, 1, 1))
        pdf[0].insert_text((rect.x0, rect.y1 - 3), amount_text(rng), fontsize=12, fontname="helv")
    return _file(
        pdf, [paper], _found("TAM-02", "扫描件上盖住一个金额并重新键入。"), planted=planted
    )


@file_plant
def amount_painted_out(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """An amount of a scan painted out and written anew in a picture editor."""
    paper, spots = table_sheet(rng)
    image = _scan(paper, degree, rng.random())
    if planted:
        paint_out(image, spots, rng)
    pdf = _one_scan(image, degree)
    return _file(
        pdf, [paper], _found("TAM-02", "扫描图像上一个金额被涂盖后重写。"), planted=planted
    )


@file_plant
def figures_copied(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """The end of one amount of a scan copied over that of another."""
    paper, spots = table_sheet(rng)
    image = _scan(paper, degree, rng.random())
    if planted:
        copy_figures(image, spots, rng)
    file = _file(
        _one_scan(image, degree),
        [paper],
        _found("TAM-06", "一个金额的末几位由另一处复制。"),
        planted=planted,
    )
    return PlantedFile(file.content, (_with_copy(file.pages[0]),), file.found) if planted else file


def _with_copy(page: PageText) -> PageText:
    """The reading after the copy: the eighth amount ends like the third."""
    at = [i for i, line in enumerate(page.lines) if line.text[0].isdigit()]
    source, goal = page.lines[at[2]], page.lines[at[7]]
    lines = list(page.lines)
    lines[at[7]] = goal.model_copy(update={"text": goal.text[:-_COPIED] + source.text[-_COPIED:]})
    return page.model_copy(update={"lines": tuple(lines)})


@file_plant
def layer_says_otherwise(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """A hidden text layer that still has the amount as it was before the picture was changed."""
    paper, _ = table_sheet(rng)
    pdf = _one_scan(_scan(paper, degree, rng.random()), degree)
    add_layer(pdf[0], paper, changed=5 if planted else None)
    return _file(pdf, [paper], _found("TAM-01", "文字层的一个金额与画面不同。"), planted=planted)


def _drawn() -> tuple[pymupdf.Document, pymupdf.Page, Paper]:
    pdf = pymupdf.open()
    return pdf, pdf.new_page(width=SIZE[0], height=SIZE[1]), Paper(dpi=36, size=SIZE)


@file_plant
def amount_under_a_box(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """On a drawn page an amount under a white box, with another one on top."""
    pdf, page, paper = _drawn()
    for row in range(6):
        y = 50.0 + 30 * row
        page.insert_text((250, y), amount_text(rng), fontsize=12, fontname="tiro")
        if planted and row == 3:
            page.draw_rect((245, y - 14, 340, y + 5), color=None, fill=(1, 1, 1))
            page.insert_text((250, y), amount_text(rng), fontsize=12, fontname="tiro")
    return _file(
        pdf, [paper], _found("TAM-02", "一个金额被不透明图形盖住后另写。"), planted=planted
    )


@file_plant
def number_in_two_fonts(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """On a drawn page one amount whose last figures have another typeface."""
    pdf, page, paper = _drawn()
    for row in range(6):
        text, y = amount_text(rng), 50.0 + 30 * row
        at = 4 if planted and row == 2 else len(text)
        page.insert_text((250, y), text[:at], fontsize=12, fontname="tiro")
        width = pymupdf.get_text_length(text[:at], fontname="tiro", fontsize=12)
        if text[at:]:
            page.insert_text((250 + width, y), text[at:], fontsize=12, fontname="helv")
    return _file(pdf, [paper], _found("TAM-05", "一个金额中途换了字体。"), planted=planted)


@file_plant
def page_rewritten_later(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """A file of three pages of which one was written over by a later save."""
    papers = [letter_sheet(rng) for _ in range(3)]
    images = [_scan(paper, degree, rng.random()) for paper in papers]
    pdf = scan_pdf([to_jpeg(image, 60) for image in images])
    file = _file(pdf, papers, _found("TAM-03", "后来的保存改写了一页。"), planted=planted)
    if not planted:
        return file
    return PlantedFile(_saved_on_top(file.content), file.pages, file.found)


def _saved_on_top(content: bytes) -> bytes:
    """The file with a change of its second page behind its first end, as programs save what was opened."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.pdf"
        path.write_bytes(content)
        with pymupdf.open(path) as pdf:
            pdf[1].insert_text((40, SIZE[1] - 8), "ok", fontsize=5, fontname="helv")
            pdf.saveIncr()
        return path.read_bytes()


@file_plant
def made_by_picture_editor(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """A file that a program for changing pictures made."""
    paper, _ = table_sheet(rng)
    pdf = _one_scan(_scan(paper, degree, rng.random()), degree)
    file = _file(pdf, [paper], _found("TAM-03", "文件由图像编辑软件生成。"), planted=planted)
    if not planted:
        return file
    named = pymupdf.open(stream=file.content, filetype="pdf")
    named.set_metadata({"producer": "Adobe Photoshop 23"})
    return PlantedFile(named.tobytes(no_new_id=True), file.pages, file.found)


@file_plant
def page_from_elsewhere(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """Five pages of one paper, the third scanned coarser and compressed by another program."""
    papers = [letter_sheet(rng) for _ in range(5)]
    images = [
        to_jpeg(scan_page(paper.image, LOOKS[degree], f"elsewhere-{n}-{rng.random()}"), 55)
        for n, paper in enumerate(papers)
    ]
    if planted:
        other = scan_page(papers[2].image, LOOKS[degree], f"elsewhere-{rng.random()}")
        smaller = other.resize((other.width * 2 // 3, other.height * 2 // 3))
        images[2] = to_jpeg(smaller, 90)
    return _file(
        scan_pdf(images),
        papers,
        _found("TAM-04", "第三页的分辨率和压缩与其他页不同。"),
        planted=planted,
    )


@file_plant
def seal_pasted_twice(rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
    """Two scanned letters; the seal of the first was pasted on the second."""
    papers = [letter_sheet(rng), letter_sheet(rng)]
    seal(papers[0], 330, 170, _HOLDER, rng)
    if not planted:
        seal(papers[1], 321, 158, _HOLDER, rng)
    look = edited_look("light" if degree == "medium" else degree)  # a grey scan shows no red
    first, second = (
        scan_page(p.image, look, f"seal-{n}-{rng.random()}") for n, p in enumerate(papers)
    )
    pages = [read_paper(paper, file=FILE, page=n) for n, paper in enumerate(papers, start=1)]
    if planted:
        side, step = round(62 * LETTER_DPI / 72), (-21, -35)
        x, y = round(330 * LETTER_DPI / 72), round(170 * LETTER_DPI / 72)
        block = first.crop((x - side, y - side, x + side, y + side))
        second.paste(block, (x - side + step[0], y - side + step[1]))
        moved = [
            one.model_copy(
                update={"box": _shifted(one.box, step[0] / first.width, step[1] / first.height)}
            )
            for one in pages[0].seals
        ]
        pages[1] = pages[1].model_copy(update={"seals": tuple(moved)})
    pdf = scan_pdf([to_jpeg(image, look.quality) for image in (first, second)])
    file = _file(pdf, papers, _found("TAM-07", "两页上的印章是同一图像。"), planted=planted)
    return PlantedFile(file.content, tuple(pages), file.found)


def _shifted(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)
