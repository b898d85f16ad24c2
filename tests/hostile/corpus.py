"""The whole corpus: 360 files by name, made anew the same way each time."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import docx
import openpyxl
import pymupdf
from PIL import Image, ImageDraw

from tests.hostile.archives import ARCHIVES, packed
from tests.hostile.office import BOOKS, WORDS
from tests.hostile.pdfs import PDFS
from tests.hostile.pictures import OTHERS, PICTURES

FILES = 360
SEED = 8


def picture(kind: str, *, mode: str = "RGB") -> bytes:
    """A small picture with something on it."""
    drawing = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(drawing).ellipse((40, 40, 200, 200), fill="red")
    buffer = io.BytesIO()
    drawing.convert(mode).save(buffer, kind)
    return buffer.getvalue()


def digital_pdf() -> bytes:
    document = pymupdf.open()
    for number in range(3):
        page = document.new_page(width=300, height=400)
        page.insert_text((30, 100), f"附件 {number}", fontname="china-s", fontsize=12)
    document[0].add_text_annot((50, 50), "注")
    return bytes(document.tobytes(deflate=True, no_new_id=True))


def scanned_pdf() -> bytes:
    document = pymupdf.open()
    page = document.new_page(width=300, height=400)
    page.insert_image(page.rect, stream=picture("JPEG"))
    return bytes(document.tobytes(no_new_id=True))


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("企业简介")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "营业收入"
    document.add_picture(io.BytesIO(picture("PNG")))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def book() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for number in range(1, 20):
        sheet.append([f"项目{number}", number * 1234.5, f"=B{number}*2"])
    sheet.merge_cells("A1:A3")
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


GOOD: Mapping[str, Callable[[], bytes]] = {
    "文字.pdf": digital_pdf,
    "扫描.pdf": scanned_pdf,
    "说明.docx": word_file,
    "明细.xlsx": book,
    "照片.jpg": lambda: picture("JPEG"),
    "图.png": lambda: picture("PNG", mode="RGBA"),
    "传真.tif": lambda: picture("TIFF", mode="1"),
    "图.webp": lambda: picture("WEBP"),
    "图.bmp": lambda: picture("BMP"),
    "图.gif": lambda: picture("GIF", mode="P"),
    "附件.zip": lambda: packed({"内/图.png": picture("PNG"), "内/文字.pdf": digital_pdf()}),
}
"""One good file of every kind that is read: what the mutations are made of, and what stands beside them."""


def cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(1, len(data))]


def flip(data: bytes, rng: random.Random) -> bytes:
    """The file with a few bits turned over."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 4, 16, 64))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def splice(data: bytes, rng: random.Random) -> bytes:
    """The file with a piece taken from one place and put, repeated, into another."""
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randrange(1, 400)] * rng.choice((0, 1, 2, 50))
    at = rng.randrange(len(data))
    return data[:at] + piece + data[at + rng.randrange(0, 200) :]


MUTATIONS = {"截断": cut, "翻转": flip, "拼接": splice}


def made_by_hand() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every bomb by its name in the folder."""
    kinds = (("pdf", PDFS), ("docx", WORDS), ("xlsx", BOOKS), ("zip", ARCHIVES))
    for suffix, files in kinds:
        yield from ((f"{suffix}/{name}.{suffix}", make) for name, make in files.items())
    for name, (suffix, make) in PICTURES.items():
        yield f"picture/{name}.{suffix}", make
    for name, data in OTHERS.items():
        yield f"other/{name}", lambda data=data: data  # type: ignore[misc]


def mutations(count: int) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Mutations of the good files in turn, each from a seed of its own."""
    good = {name: make() for name, make in GOOD.items()}
    ways = [(name, how) for how in MUTATIONS for name in good]
    for number in range(count):
        name, how = ways[number % len(ways)]
        rng = random.Random(f"{SEED}-{number}-{name}-{how}")
        data = MUTATIONS[how](good[name], rng)
        yield f"mutated/{number:03d} {how} {name}", lambda data=data: data  # type: ignore[misc]


def corpus() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files: those made by hand, and mutations for the rest."""
    bombs = list(made_by_hand())
    yield from bombs
    yield from mutations(FILES - len(bombs))


def write_corpus(folder: Path) -> tuple[str, ...]:
    """Write the corpus into a folder; return the names."""
    names = []
    for name, make in corpus():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
        names.append(name)
    return tuple(names)


def write_good(folder: Path) -> tuple[str, ...]:
    """Write one good file of every kind; return the names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in GOOD.items():
        (folder / name).write_bytes(make())
    return tuple(GOOD)
