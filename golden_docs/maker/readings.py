"""A composed package as recorded readings: what a reader would hand on of every paper, without any picture.

In: the documents of a package. Out: their records, each value printed as the paper prints it, read by
its kind, with a place of its own; and, for tests of robustness, the same with a reader's mistakes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from golden_docs.maker.amounts import day_zh
from golden_docs.maker.compose import Entry, Package
from golden_docs.maker.document import FieldValue
from golden_docs.maker.documents.form import ApplicationForm
from models.catalogue.catalogue import Catalogue
from models.document import Document
from models.field import DocumentRecord, Doubt, Field, FieldStatus, Value
from models.geometry import Box, Place
from models.kinds import kind, kind_names
from models.submission import PageRef

FILE = "申报材料.pdf"
_UNITS = {"万元": Decimal(10_000), "万美元": Decimal(10_000)}
_LOOK_ALIKES = {
    "0": "86", "1": "7", "2": "7", "3": "8", "4": "1", "5": "6", "6": "58", "7": "1", "8": "36", "9": "8",
}  # fmt: skip
_ROWS = 40


@dataclass
class Reader:
    """A reader and its mistakes: shares of values misread, lost, and read with little confidence.

    What is misread carries a confidence below that of a clear reading, as engines give it; the share
    `told` of the misread values is known to be doubtful (a check digit, a second reading, a sum).
    """

    seed: str = ""
    misread: float = 0.0
    lost: float = 0.0
    shaky: float = 0.0
    told: float = 0.5
    _rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        """Begin the reader's luck anew from its seed."""
        self._rng = random.Random(f"reader-{self.seed}")

    def read(self, value: Value, kind_name: str) -> Value | None:
        """The value as this reader sees it, None when it sees nothing."""
        luck = self._rng.random()
        if luck < self.lost:
            return None
        if luck < self.lost + self.misread:
            return self._misread(value, kind_name)
        sure = self._rng.uniform(0.9, 0.965) if self._rng.random() < self.shaky else 0.99
        return value.model_copy(update={"confidence": round(sure, 4)})

    def _misread(self, value: Value, kind_name: str) -> Value | None:
        """Another reading of the value, None where the kind can make nothing of it."""
        digits = [i for i, char in enumerate(value.raw) if char in _LOOK_ALIKES]
        raw = value.raw
        if digits and self._rng.random() < 0.8:
            at = self._rng.choice(digits)
            raw = raw[:at] + self._rng.choice(_LOOK_ALIKES[raw[at]]) + raw[at + 1 :]
        elif "." in raw:
            raw = raw.replace(".", "", 1)  # the point was not seen
        elif len(raw) > 2:
            at = self._rng.randrange(len(raw))
            raw = raw[:at] + raw[at + 1 :]
        doubts = (Doubt.readings_differ,) if self._rng.random() < self.told else ()
        if kind_name in kind_names() and kind(kind_name).read(raw, unit=value.unit) is None:
            return None
        read = printed(kind_name, raw, unit=value.unit)
        return read.model_copy(
            update={
                "place": value.place,
                "doubts": doubts,
                "confidence": round(self._rng.uniform(0.55, 0.968), 4),
            }
        )


CLEAR = Reader()


def records_of(
    package: Package, catalogue: Catalogue, *, reader: Reader = CLEAR
) -> tuple[DocumentRecord, ...]:
    """The records of all papers of a known type, in the order they are bound."""
    return tuple(
        record_of(entry, page, catalogue, reader=reader)
        for page, entry in enumerate(package.entries, start=1)
        if entry.document.type is not None
    )


def record_of(
    entry: Entry, page: int, catalogue: Catalogue, *, reader: Reader = CLEAR
) -> DocumentRecord:
    """The record of one paper that stands on a page."""
    return _Paper(entry, page, catalogue, reader).record()


def documents_of(package: Package) -> tuple[Document, ...]:
    """The papers themselves, one page each."""
    return tuple(
        Document(
            id=entry.name,
            type=entry.document.type,
            confidence=0.99,
            pages=(PageRef(file=FILE, page=page),),
        )
        for page, entry in enumerate(package.entries, start=1)
        if entry.document.type is not None
    )


def printed(kind_name: str, raw: str, *, unit: str | None) -> Value:
    """A text as its kind reads it; the text itself where the kind refuses it."""
    parsed = kind(kind_name).read(raw, unit=unit) if kind_name in kind_names() else None
    if parsed is None or kind_name in ("choice", "text"):
        return Value(value=raw, raw=raw, unit=unit if kind_name in ("money", "ratio") else None)
    return Value(value=parsed.value, raw=raw, unit=parsed.unit or unit, step=parsed.step)


class _Paper:
    """One paper being read: every value stands on a line of its own."""

    def __init__(self, entry: Entry, page: int, catalogue: Catalogue, reader: Reader) -> None:
        self.entry, self.page, self.catalogue, self.reader = entry, page, catalogue, reader
        self.lines = 0

    def record(self) -> DocumentRecord:
        document = self.entry.document
        fields = (
            self._form(document)
            if isinstance(document, ApplicationForm)
            else self._fields(document.fields(), scope=None)
        )
        more = getattr(document, "consolidated", None)
        read = tuple(fields)
        if more is not None:
            own = tuple(
                f.model_copy(update={"scope": "parent"})
                if "_statement." in f.key or f.key.startswith("balance_sheet.")
                else f
                for f in read
            )
            read = (*own, *self._fields(more, scope="consolidated"))
        return DocumentRecord(document=self.entry.name, type=document.type or "", fields=read)

    def _fields(self, values: Mapping[str, FieldValue], *, scope: str | None) -> Iterator[Field]:
        kind_of = self.catalogue.document_type(self.entry.document.type or "")
        for key, given in values.items():
            spec = kind_of.field(key)
            if spec is None or given is None:
                continue
            by_period = given if isinstance(given, Mapping) else {"": given}
            for period, text in by_period.items():
                unit = "元" if spec.kind == "money" else "%" if spec.kind == "ratio" else None
                raw = _as_printed(spec.kind, text, unit)
                name = (key, spec.title_zh, period or None, scope)
                yield self._field(name, spec.kind, printed(spec.kind, raw, unit=unit))

    def _form(self, form: ApplicationForm) -> Iterator[Field]:
        for spec in self.catalogue.tables["cn-xjr3-application"].fields:
            for period in spec.periods or ("",):
                if period not in form.declared.get(spec.key, {}):
                    continue
                text = form.declared[spec.key][period]
                name = (spec.key, spec.label, period or None, None)
                if not text:
                    yield self._empty(name)
                    continue
                raw = _as_printed(spec.kind, text, spec.unit)
                yield self._field(name, spec.kind, printed(spec.kind, raw, unit=spec.unit))

    def _field(
        self, name: tuple[str, str, str | None, str | None], kind_name: str, value: Value
    ) -> Field:
        read = self.reader.read(value.model_copy(update={"place": self._place()}), kind_name)
        if read is None:
            blank = Value(value="", raw="", place=self._place(), doubts=(Doubt.low_confidence,))
            return self._named(name, FieldStatus.unreadable, blank)
        return self._named(name, FieldStatus.found, read)

    def _empty(self, name: tuple[str, str, str | None, str | None]) -> Field:
        return self._named(name, FieldStatus.absent, Value(value="", raw="", place=self._place()))

    def _named(
        self, name: tuple[str, str, str | None, str | None], status: FieldStatus, value: Value
    ) -> Field:
        key, title, period, scope = name
        return Field(
            document=self.entry.name,
            key=key,
            title_zh=title,
            period=period,
            scope=scope,
            status=status,
            reading=value,
        )

    def _place(self) -> Place:
        row, column = self.lines % _ROWS, self.lines // _ROWS
        self.lines += 1
        top, left = 0.05 + row * 0.022, 0.05 + column * 0.001
        return Place(file=FILE, page=self.page, box=Box(left, top, left + 0.4, top + 0.02))


def _as_printed(kind_name: str, text: str, unit: str | None) -> str:
    """The canonical value as a form or paper prints it."""
    if kind_name == "money" and _is_number(text):
        amount = Decimal(text) / _UNITS.get(unit or "", Decimal(1))
        return f"{amount:,.2f}" if amount % 1 or abs(amount) < 10_000_000 else f"{amount}"
    if kind_name == "day" and len(text) == 10:
        return day_zh(date.fromisoformat(text))
    return text


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()
