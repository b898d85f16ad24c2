"""Every parser of our own as a function of bytes: whatever it is given, it ends, and refuses by its own errors."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from pydantic import ValidationError

from extractor.batch.prints import codes_of
from extractor.batch.sentences import sentences_of
from extractor.batch.traces import comparable
from extractor.cli.verify import read_corrections
from extractor.errors import HeyanError
from extractor.extract.narrative import read_claims
from extractor.ingest import ingest_paths, load_native_pages
from extractor.ingest.archive import member_name
from extractor.ingest.names import cleaned, is_litter, is_unsafe, natural_key, unique
from extractor.ingest.number_format import displayed
from extractor.lists import read_lists
from extractor.report.from_wire import read_report
from extractor.settings import Settings
from models.catalogue import Catalogue, load_catalogue
from models.catalogue.spec_programmes import Programme
from models.field import Value
from models.geometry import Box, Place
from models.kinds import kind, kind_names
from models.kinds.company_name import company_key
from models.kinds.printed import fold_text
from tests.hostile.office import sheet, word

Target = Callable[[bytes], None]

UNITS = (None, "万元", "元", "%", "万美元", "人", "项", "年")


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def text_of(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def fuzz_kind(data: bytes, *, name: str) -> None:
    """A value is read or not; what is read shows itself, agrees with itself and is read again."""
    unit = UNITS[data[0] % len(UNITS)] if data else None
    parsed = kind(name).read(text_of(data[1:]), unit=unit)
    if parsed is not None:
        assert isinstance(kind(name).show(parsed), str)
        kind(name).agree(parsed, parsed)


def fuzz_names(data: bytes) -> None:
    """A name out of an archive ends up below the folder, whatever it was."""
    info = zipfile.ZipInfo("x")
    info.orig_filename = data.decode("cp437")
    info.flag_bits = 0x800 if data[:1] > b"\x80" else 0
    info.extra = data[: len(data) // 2]
    name = member_name(info)
    is_unsafe(name), is_litter(name), natural_key(name)
    relative = cleaned(name)
    assert relative
    assert not relative.startswith("/")
    assert ".." not in Path(relative).parts
    assert unique(relative, {relative}) != relative


def fuzz_words(data: bytes) -> None:
    """Forms in which texts are compared."""
    text = text_of(data)
    assert fold_text(fold_text(text)) == fold_text(text)
    company_key(text)
    comparable(text)
    codes_of(text.splitlines())
    list(sentences_of(text, applicant_name=text[:9]))


def fuzz_formats(data: bytes) -> None:
    """Numbers and moments as Excel shows them, under any format."""
    head, _, rest = data.partition(b"\n")
    code = text_of(rest)
    for value in _values(text_of(head)):
        displayed(value, code)
    day = datetime.datetime(2020, 2, 29, 13, 5, 7)  # noqa: DTZ001 - Excel knows no zones
    for moment in (day, day.date(), day.time(), datetime.timedelta(seconds=len(data) * 997)):
        displayed(moment, code)


def _values(text: str) -> Iterator[int | float | str]:
    yield text
    with suppress(ValueError, OverflowError):
        number = float(text)
        yield number
        yield int(number)
    with suppress(ArithmeticError, ValueError):
        yield int(Decimal(text) % 10**9)


def fuzz_narrative(data: bytes) -> None:
    text = text_of(data)
    place = Place(file="a.pdf", page=1, box=Box(0.0, 0.0, 1.0, 1.0))
    value = Value(value=text, raw=text, unit=None, step=None, confidence=1.0, place=place)
    read_claims(value, catalogue())


def fuzz_report(data: bytes) -> None:
    with suppress(ValidationError, HeyanError):
        read_report(data)


def fuzz_programme(data: bytes) -> None:
    """A programme as somebody writes it in YAML."""
    with suppress(yaml.YAMLError, ValidationError, HeyanError):
        Programme.model_validate(yaml.safe_load(data))


@contextmanager
def file_of(data: bytes, name: str) -> Iterator[Path]:
    with TemporaryDirectory(prefix="heyan-fuzz-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def fuzz_file(data: bytes, *, name: str) -> None:
    """A file of the applicant's: listed or refused; what is listed can be read or is refused then."""
    with file_of(data, name) as path, suppress(HeyanError):
        scratch = path.parent / "scratch"
        submission, _ = ingest_paths([path], scratch=scratch, settings=Settings())
        for file in submission.files:
            assert file.refused is None or file.refused.message.endswith("。")
        for source in submission.pages[:1]:
            if source.is_native:
                load_native_pages(source)


def fuzz_word(data: bytes) -> None:
    fuzz_file(word(text_of(data)), name="a.docx")


def fuzz_sheet(data: bytes) -> None:
    fuzz_file(sheet(text_of(data)), name="a.xlsx")


def fuzz_lists(data: bytes) -> None:
    key = next(iter(catalogue().lists), "list")
    with file_of(data, f"{key}.csv") as path, suppress(HeyanError):
        read_lists(path.parent, catalogue())


def fuzz_corrections(data: bytes) -> None:
    with file_of(data, "corrections.json") as path, suppress(HeyanError):
        read_corrections(path)


def zipped(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.pdf", data)
    return buffer.getvalue()


TARGETS: Mapping[str, Target] = {
    **{f"kind {name}": partial(fuzz_kind, name=name) for name in kind_names()},
    "names": fuzz_names,
    "words": fuzz_words,
    "formats": fuzz_formats,
    "narrative": fuzz_narrative,
    "report": fuzz_report,
    "programme": fuzz_programme,
    "corrections": fuzz_corrections,
    "lists": fuzz_lists,
    "word": fuzz_word,
    "sheet": fuzz_sheet,
    "zip": partial(fuzz_file, name="a.zip"),
    "any file": partial(fuzz_file, name="a"),
}
