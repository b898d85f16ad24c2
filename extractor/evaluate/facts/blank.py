"""What is written into the blanks of a printed sentence, as the reader of forms finds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.evaluate.facts.fact import Seen
from extractor.extract.form.single import read_single
from models.base import Frozen
from models.field import FieldStatus
from models.page import PageText


class BlankFact(Frozen):
    """One blank: the printed words before it (each behind the one before), those after it, and its content.

    `text` is the number (or words) filled in, None for a blank left empty, which must come back absent.
    """

    kind: Literal["blank"] = "blank"
    page: int = 1
    after: tuple[str, ...]
    before: tuple[str, ...] = ()
    value_kind: Literal["count", "money", "ratio", "text", "day"] = "count"
    unit: str | None = None
    text: str | None = None
    labels: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the fact is about."""
        return "blank" if self.text is not None else "empty blank"

    @property
    def expected(self) -> str:
        """The words around the blank with what stands in it."""
        return f"{'…'.join(self.after)}【{self.text or ''}】{''.join(self.before)}"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Compare the content of the blank with the answer that the form reader gives."""
        page = next((page for page in pages if page.page == self.page), None)
        if page is None:
            return Seen(right=False)
        single = read_single(
            page,
            after=self.after,
            before=self.before,
            kind=self.value_kind,
            unit=self.unit,
            labels=self.labels,
        )
        answer = single.answer
        value = answer.value.value if answer.value else None
        if self.text is None:
            right = answer.status is FieldStatus.absent
        else:
            right = answer.status is FieldStatus.found and value == self.text
        read = f"{answer.status.value} {value or ''}".strip()
        return Seen(right=right, read=read, flagged=single.doubtful)
