"""Compare every quoted clause of the catalogue with the sources, and keep what was compared.

The sources belong to others and are not part of the project. `python -m tools.clauses FOLDER` reads
them from a folder, finds every quote in its cited lines and writes the record of the comparison: for
each citation a digest of the cited lines, and one of each quote found there. A quote or citation that
is changed later no longer agrees with the record, and a test says so.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.catalogue import Catalogue, Programme, check_catalogue
from models.catalogue.spec import ClauseSpec
from models.catalogue.spec_tables import TableSpec
from models.kinds.printed import fold_text

RECORD = Path(__file__).resolve().parent.parent / "tests/unit/catalogue/clauses.json"
OMITTED = "……"
"""Stands in a quote for words left out; what stands on either side is compared on its own."""

_HEADER = re.compile(r"^\s*“专精特新”中小企业发展政策汇编\s*\S{0,20}\s*$")
_PAGE_NUMBER = re.compile(r"^\s*\d{1,3}\s*$")
Record = dict[str, dict[str, str | list[str]]]


class Sources:
    """The lines of the source texts in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lines: dict[str, list[str]] = {}

    def cited(self, citation: str) -> list[str]:
        """The text of each range of a citation like `policy.txt:441-442,505; S0.txt:8`, normalised."""
        parts = []
        for file, ranges in (part.strip().split(":") for part in citation.split(";")):
            for first, _, last in (item.strip().partition("-") for item in ranges.split(",")):
                lines = self._of(file)[int(first) - 1 : int(last or first)]
                parts.append("".join(map(normalised, lines)))
        return parts

    def _of(self, file: str) -> list[str]:
        """The lines of a file; page headers and the page numbers below them are emptied."""
        if file not in self._lines:
            lines = (self.folder / file).read_text("utf-8").split("\n")
            for index, line in enumerate(lines):
                if _HEADER.match(line):
                    lines[index] = ""
                    if index + 1 < len(lines) and _PAGE_NUMBER.match(lines[index + 1]):
                        lines[index + 1] = ""
            self._lines[file] = lines
        return self._lines[file]


def normalised(text: str) -> str:
    """Text without blanks; radicals and compatibility ideographs become the ordinary characters."""
    odd = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
    return odd.sub(lambda m: unicodedata.normalize("NFKC", m[0]), "".join(text.split()))


def clauses_of(programme: Programme) -> Iterator[ClauseSpec]:
    """Every clause that a programme quotes, those it inherits included."""
    yield from (item.clause for item in programme.conditions)
    yield from (item.clause for item in programme.groups)
    yield from (item.clause for item in programme.required_evidence)
    yield from (item.clause for item in (programme.unlisted_evidence,) if item)
    yield from (item.clause for item in programme.review_sheet)
    yield from (item.clause for item in programme.limits)
    yield from programme.sanctions
    yield from programme.check_clauses.values()


def words_of_form(table: TableSpec) -> Iterator[str]:
    """Every printed word that a standard table holds: title, headings, labels, options, notes."""
    yield from table.notes
    for section in table.sections:
        if section.filled_by == "computed":
            continue
        yield from (word for word in (section.head, section.group_head, section.total) if word)
        yield from section.heads
        yield from (word for row in section.preprinted for word in row)
        if section.titled:
            yield section.title_zh
        for field in section.fields:
            yield from (w for w in (field.group, field.fixed, field.unit_stated) if w)
            if not field.quoted:
                continue
            yield from (
                (*field.on_paper.after, *field.on_paper.before)
                if field.on_paper
                else (field.label,)
            )
            yield from field.options if field.kind in ("choice", "multi_choice") else ()


def quoted(catalogue: Catalogue) -> dict[str, set[str]]:
    """Citation -> the quotes that rest on it, over all standard tables and programmes."""
    found: dict[str, set[str]] = {}
    for table in catalogue.tables.values():
        if table.lines:
            found.setdefault(table.lines, set()).update(words_of_form(table))
            found[table.lines].add(next((t for t in table.titles), table.title_zh))
    for key in catalogue.programmes:
        for clause in clauses_of(catalogue.programme(key)):
            if clause.lines:
                found.setdefault(clause.lines, set()).add(clause.text)
    return found


def digest(text: str) -> str:
    """A short SHA-256 of a normalised text."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:16]


def missing_parts(quote: str, cited: Iterable[str]) -> list[str]:
    """The parts of a quote that stand in none of the cited ranges; widths of signs do not matter."""
    ranges = list(cited)
    whole = ["".join(ranges), *ranges]
    parts = [normalised(part) for part in quote.split(OMITTED)]
    folded = [fold_text(text) for text in whole]
    return [
        part
        for part in parts
        if not any(part in text for text in whole)
        and not any(fold_text(part) in text for text in folded)
    ]


def compare(catalogue: Catalogue, sources: Sources) -> tuple[Record, list[str]]:
    """The record of the comparison, and every quote that is not in its cited lines."""
    record: Record = {}
    faults = []
    for citation, quotes in sorted(quoted(catalogue).items()):
        cited = sources.cited(citation)
        faults += [
            f"{citation}: {part}"
            for quote in sorted(quotes)
            for part in missing_parts(quote, cited)
        ]
        record[citation] = {
            "lines": digest("".join(cited)),
            "quotes": sorted(digest(quote) for quote in quotes),
        }
    return record, faults


def write_record(record: Record, file: Path = RECORD) -> None:
    """Write the record, one citation a line."""
    lines = (f"{json.dumps(key)}: {json.dumps(record[key])}" for key in sorted(record))
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def main(folder: str) -> int:
    """Compare with the sources in a folder; write the record only when every quote was found."""
    record, faults = compare(check_catalogue(), Sources(Path(folder)))
    if faults:
        sys.stderr.write("\n".join(faults) + "\n")
        return 1
    write_record(record)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
