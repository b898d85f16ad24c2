"""An amount, ratio or date in a table: its label leads to the value, the unit and where the unit stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.evaluate.facts.cell import cell_named, tables_read
from extractor.evaluate.facts.fact import Seen
from extractor.extract.statements.figures import read_money
from extractor.extract.tables.units import UnitSeen, unit_of
from models.base import Frozen
from models.kinds.base import Parsed, kind
from models.page import PageText


class AmountFact(Frozen):
    """What stands beside a label (under a head, where one is given), understood.

    `value` is canonical (元, per cent, ISO date), None where nothing may be read; `unit` as named by
    the paper and `unit_from` the level at which it stands ("cell", "row", "column", "table", "page",
    "document"); both None where no unit is printed anywhere.
    """

    kind: Literal["amount"] = "amount"
    page: int = 1
    label: str
    head: str | None = None
    of: Literal["money", "ratio", "day", "count"] = "money"
    value: str | None
    unit: str | None = None
    unit_from: str | None = None

    @property
    def key(self) -> str:
        """What the fact is about."""
        return f"{self.label}{f' / {self.head}' if self.head else ''}"

    @property
    def expected(self) -> str:
        """The value with its unit and where that stands."""
        return f"{self.value} {self.unit} ({self.unit_from})"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Read the cell in its unit and compare all three."""
        found = cell_named(tables_read(pages), self.label, self.head)
        if found is None:
            return Seen(right=False)
        table, cell = found
        seen = unit_of(cell, table, pages) if self.of == "money" else None
        parsed = self._read(cell.text, seen)
        if parsed is None:
            return Seen(right=self.value is None, read=f"- {cell.text}")
        level = str(seen.level) if seen is not None else None
        right = parsed.value == self.value and (parsed.unit, level) == (self.unit, self.unit_from)
        read = f"{parsed.value} {parsed.unit} ({level}) {cell.text}"
        weak = any(
            min(line.char_confidences, default=line.confidence) < 0.9
            for _, _, printed in cell.sources
            for line in printed.lines
        )
        return Seen(right=right, read=read, flagged=weak or parsed.note is not None)

    def _read(self, text: str, seen: UnitSeen | None) -> Parsed | None:
        if self.of == "money":
            return read_money(text, unit=seen.unit if seen is not None else None)
        return kind(self.of).read(text)
