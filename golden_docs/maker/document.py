"""What every printed document answers: its type, its truth, its pages; and how a case looks."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from golden_docs.maker.fonts import Face
from golden_docs.maker.paper import Paper
from golden_docs.maker.rich import Pens, TickStyle

FieldValue = str | None | Mapping[str, str]


@dataclass(frozen=True)
class Style:
    """How the papers of one case look: typefaces, ticks, statement and certificate layouts."""

    body: Face = "song"
    head: Face = "hei"
    filled: Face = "song"
    tick: TickStyle = "box"
    dpi: int = 150
    statement_side_by_side: bool = True
    statement_line_numbers: bool = False
    statement_rules: str = "full"
    statement_face: Face = "song"
    iso_layout: int = 0
    equity_statement: bool = False

    @property
    def pens(self) -> Pens:
        """Pens of a printed form."""
        return Pens(self.body, self.filled, self.tick)


class Document(Protocol):
    """One document of a package; `type` is a key of the evidence types, None for dividers."""

    @property
    def type(self) -> str | None:
        """The document type key."""

    def fields(self) -> dict[str, FieldValue]:
        """The truth: field key to the value as printed, in base units."""

    def draw(self, style: Style, rng: random.Random) -> Sequence[Paper]:
        """The pages, upright and clean."""
