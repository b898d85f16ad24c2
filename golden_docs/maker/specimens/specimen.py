"""A specimen: a layout with its values, as a document that can be drawn.

A layout is text, one printed line after another: `#`, `##`, `###` titles, `=` centred, `>` to the right,
`~` small print, `a || b` columns, `| a | b |` rows of a ruled table, `@ text` a seal on the right (`@<`
left, `@=` middle), `---` a rule, `+++` a new page, `!landscape` a sheet on its side; `<key>` prints a
value, `<key:form>` in a form of dates or amounts. `[0.3] text`, `[0.3-0.6] text`, `[0.3-0.6/9] text`
side by side in a line stand at shares of the width, wrapped at the second, in a size of points.
`^40` and `_40` go up and down by points, `%160` and `%160 0.2-0.8` leave a photograph of that height.
Empty lines leave room. Names of values that begin
with `_` are printed but no fields; a value `-` says that the field must come back empty.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.paper import Paper
from golden_docs.maker.specimens.dress import PLAIN, Dress
from golden_docs.maker.specimens.sheet import draw_sheet
from golden_docs.maker.specimens.values import draw_values, print_value

_VALUE = re.compile(r"<([a-z_0-9]+)(?::([a-z0-9]+))?>")
_ABSENT = "-"


@dataclass(frozen=True)
class Layout:
    """One printed layout of a type of paper (None: no paper), its values as templates, its page as text."""

    type: str | None
    name: str
    fields: dict[str, str]
    page: str
    group: str


@dataclass(frozen=True)
class Specimen:
    """A layout filled with the values of a seed."""

    layout: Layout
    values: dict[str, str]
    text: str

    @classmethod
    def fill(cls, layout: Layout, seed: str) -> Specimen:
        """The layout with values drawn from the seed; the same seed gives the same values."""
        rng = random.Random(f"{layout.type}-{layout.name}-{seed}")
        return cls(layout, *draw_values(layout.fields, layout.page, rng))

    @property
    def type(self) -> str | None:
        """The document type key."""
        return self.layout.type

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields; None for those that must come back empty."""
        known: dict[str, FieldValue] = {}
        for key, value in self.values.items():
            if key.startswith("_"):
                continue
            name, _, year = key.partition("__")
            shown = None if value == _ABSENT else value
            before = known.get(name)
            if year and shown is not None:
                known[name] = {**(before if isinstance(before, dict) else {}), year: shown}
            else:
                known[name] = shown
        return known

    def draw(self, style: Style, rng: random.Random, *, dress: Dress = PLAIN) -> Sequence[Paper]:
        """The pages, upright and clean."""
        return [
            draw_sheet(self._print(part), style, rng, dress=dress)
            for part in re.split(r"(?m)^\+\+\+\n", self.text)
        ]

    def _print(self, text: str) -> list[str]:
        def printed(match: re.Match[str]) -> str:
            value = self.values[match[1]]
            return print_value(value, match[2]) if match[2] else value

        return [_VALUE.sub(printed, line) for line in text.rstrip("\n").split("\n")]
