"""Every printed form of the sources, filled with made-up answers, drawn as digital PDF or scan, read and kept.

`python -m golden_docs.maker --read-forms digital` writes `golden_docs/forms/digital.forms.json.gz`.
Digital forms need no recognition: their text layer is what was drawn, so the engine that is asked
whether it agrees with the picture is one that knows it; rules, boxes and seals come from the picture.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractor.evaluate.forms import (
    FORMS,
    How,
    ReadForm,
    ReadForms,
    WrittenField,
    named,
    write_forms,
)
from extractor.ingest import ingest_paths, load_page
from extractor.ocr.engine import Pixels, Quad, Recognised
from extractor.ocr.read import READING_VERSION
from extractor.ocr.text_layer import first_lines, sample_lines
from extractor.pipeline import read_paths
from extractor.reading import read_image
from extractor.report.form_cells import Place
from extractor.report.form_layout import form_blocks
from extractor.settings import Settings
from extractor.workspace import scratch_dir
from golden_docs.maker.document import Style
from golden_docs.maker.forms.digital import digital_pdf
from golden_docs.maker.forms.filled import answers_of, half_of
from golden_docs.maker.forms.sheets import draw_form
from golden_docs.maker.forms.write import canonical
from golden_docs.maker.pages.page import LOOKS
from golden_docs.maker.paper import Paper
from golden_docs.maker.scan import ScannedPage, scan_paper, write_pdf
from models.catalogue import load_catalogue
from models.catalogue.spec_tables import TableField, TableSpec
from models.page import PageText, TextLine
from models.run import EngineInfo

HOWS: tuple[How, ...] = ("digital", "half", "light")
_DIGITAL = Style(tick="glyph", dpi=150)
_SCANNED = Style(tick="box", dpi=200)
_SKEW = 0.6  # degrees at most that a scan lies askew


class KnowingEngine:
    """Reads from the picture of a drawn page what its text layer says; finds nothing beside it."""

    info = EngineInfo(name="knowing", version="1", weights={})

    def __init__(self, layer: Sequence[TextLine]) -> None:
        """`layer`: the lines of the page."""
        self._texts = [line.text for line in first_lines(layer) or sample_lines(layer)]

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        """No line."""
        return ()

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        """The lines that are compared, in their order."""
        texts, self._texts = self._texts, []
        padded = [*texts, *[""] * len(crops)][: len(crops)]
        return tuple(Recognised(text, 1.0, (), ()) for text in padded)


def printed_forms() -> list[TableSpec]:
    """The standard tables that are printed forms."""
    tables = load_catalogue().tables.values()
    return [table for table in tables if any(field.printed for field in table.fields)]


def forms_file(root: Path, how: How) -> Path:
    """Where the forms that are drawn in one way are kept below a folder."""
    return root / "forms" / f"{how}{FORMS}"


def record_forms(how: How, path: Path) -> None:
    """Draw, read and write all forms."""
    with scratch_dir() as scratch:
        forms = read_filled(printed_forms(), how, scratch=scratch)
    write_forms(path, ReadForms(how=how, reading_version=READING_VERSION, forms=forms))


def read_filled(tables: Sequence[TableSpec], how: How, *, scratch: Path) -> tuple[ReadForm, ...]:
    """Forms filled, drawn and read, all of them in one run."""
    folder = scratch / "forms"
    folder.mkdir()
    for table in tables:
        _draw(folder / f"{table.id}.pdf", table, how)
    pages = _read_scans(folder, scratch) if how == "light" else _read_digital(folder, scratch)
    return tuple(
        ReadForm(
            table=table.id,
            fields=written_fields(table, answers_for(table, how)),
            empty=empty_fields(table, how),
            pages=tuple(page for page in pages if page.file == f"{table.id}.pdf"),
        )
        for table in tables
    )


def _draw(path: Path, table: TableSpec, how: How) -> None:
    blocks = form_blocks(table, answers_for(table, how))
    style = _SCANNED if how == "light" else _DIGITAL
    papers = draw_form(blocks, style, random.Random(table.id))
    if how != "light":
        path.write_bytes(digital_pdf(papers, title=table.title_zh))
        return
    scans = [_scan(table, number, paper) for number, paper in enumerate(papers)]
    write_pdf(path, scans, title=table.title_zh)


def _read_scans(folder: Path, scratch: Path) -> tuple[PageText, ...]:
    read = read_paths([folder], scratch=scratch, settings=Settings(), catalogue=load_catalogue())
    return read.pages


def _read_digital(folder: Path, scratch: Path) -> tuple[PageText, ...]:
    submission, _ = ingest_paths([folder], scratch=scratch, settings=Settings())
    pages = []
    for source in submission.pages:
        image = load_page(source, settings=Settings())
        engine = KnowingEngine(image.upright_text_lines)
        pages.append(read_image(image, source, engine=engine).text)
    return tuple(pages)


def _scan(table: TableSpec, number: int, paper: Paper) -> ScannedPage:
    seed = f"form-{table.id}-{number}"
    skew = round(random.Random(seed).uniform(-_SKEW, _SKEW), 2)
    return scan_paper(paper, replace(LOOKS["light"], skew=skew), seed)


def answers_for(table: TableSpec, how: How) -> dict[Place, str]:
    """What is written into a form."""
    return half_of(table) if how == "half" else answers_of(table)


def empty_fields(table: TableSpec, how: How) -> tuple[str, ...]:
    """The fields that could have been filled in and were not."""
    written = answers_for(table, how)
    return tuple(named(*place) for place in answers_of(table) if place not in written)


def written_fields(table: TableSpec, answers: dict[Place, str]) -> tuple[WrittenField, ...]:
    """The answers as values are kept."""
    fields: dict[str, TableField] = {field.key: field for field in table.fields}
    return tuple(
        WrittenField(
            key=place.key,
            period=place.period,
            scope=place.scope,
            value=canonical(fields[place.key], text),
        )
        for place, text in answers.items()
    )
