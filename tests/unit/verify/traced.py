"""Cases whose pages carry traces of editing."""

from __future__ import annotations

import base64
import random
from collections.abc import Sequence
from dataclasses import replace

from extractor.verify.case import Case
from models.document import Document
from models.geometry import Box
from models.page import PageText, TextSource
from models.submission import FileKind, PageRef, SourceFile
from models.trace import FileHistory, PageLook, SealPrint, Trace, TraceKind
from tests.unit.verify.builders import make_case
from tests.unit.verify.makers import Maker

FILE = "附件.pdf"
LOOK = PageLook(size=(595, 842), dpi=(200, 200), colours="grey", coding="DCTDecode", tables="a1")


def page(number: int = 1, look: PageLook | None = LOOK, **parts: object) -> PageText:
    size = {"width": 1654, "height": 2339, "source": TextSource.ocr}
    return PageText.model_validate({"file": FILE, "page": number, "look": look, **size, **parts})


def pages_case(pages: Sequence[PageText]) -> Case:
    refs = tuple(PageRef(file=FILE, page=one.page) for one in pages)
    paper = Document(id="附件", type=None, confidence=0.9, pages=refs)
    return make_case(documents=[paper], pages=pages)


def traced(kind: TraceKind, text: str = "", was: str = "") -> Maker:
    trace = Trace(kind=kind, box=Box(0.2, 0.3, 0.4, 0.33), text=text, was=was)
    return lambda: pages_case([page(traces=(trace,))])


def history_case(history: FileHistory | None) -> Case:
    file = SourceFile(name=FILE, sha256="0" * 64, pages=3, kind=FileKind.pdf, history=history)
    return replace(pages_case([page()]), files=(file,))


def edited_file() -> Case:
    return history_case(FileHistory(revisions=2, changed_pages=(2,)))


def looks_case(*looks: PageLook | None) -> Case:
    return pages_case([page(number, look) for number, look in enumerate(looks, start=1)])


def other_source() -> Case:
    odd = LOOK.model_copy(update={"dpi": (96, 96), "tables": "b2"})
    return looks_case(LOOK, LOOK, odd, LOOK, LOOK)


def seal_print(seed: int, x: float = 0.5) -> SealPrint:
    rng = random.Random(seed)
    pixels = bytes(rng.randrange(190, 205) for _ in range(64 * 64))
    return SealPrint(box=Box(x, 0.6, x + 0.2, 0.75), pixels=base64.b64encode(pixels).decode())


def seals_case(first: int, second: int) -> Case:
    return pages_case(
        [page(1, seal_prints=(seal_print(first),)), page(2, seal_prints=(seal_print(second, 0.4),))]
    )


def twin_seals_case() -> Case:
    return seals_case(1, 1)


def papers_with_one_seal(*types: str) -> Case:
    """Papers of one page each, of these types, that carry the same seal pixel by pixel."""
    pages = [page(number, seal_prints=(seal_print(1),)) for number in range(1, len(types) + 1)]
    papers = [
        Document(id=f"d{one.page}", type=kind, confidence=0.9, pages=(one.ref,))
        for one, kind in zip(pages, types, strict=True)
    ]
    return make_case(documents=papers, pages=pages)


def own_seals_case() -> Case:
    return seals_case(1, 2)


def unlooked() -> Case:
    return looks_case(None)


def clean_pages() -> Case:
    return looks_case(LOOK, LOOK, LOOK, LOOK)
