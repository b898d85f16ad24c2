"""Which options of a printed choice are marked, as the reader of forms finds them on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.evaluate.facts.fact import Seen
from extractor.extract.form.single import SingleField, read_single
from models.base import Frozen
from models.page import MarkState, PageText

MarkName = Literal[
    "empty", "ticked", "crossed", "filled", "circled", "underlined", "struck", "unmarked"
]
CHOSEN = ("ticked", "crossed", "filled", "circled", "underlined")


class MarkFact(Frozen):
    """One option of a choice and the state of its mark.

    `field` is the printed label of the choice, `options` all printed options in order, `labels` the
    printed labels of other fields on the page. `unmarked` is an option without any box. Right when
    the option counts as chosen exactly when its state says so; a reading that is open or stands in a
    doubtful answer is flagged.
    """

    kind: Literal["mark"] = "mark"
    page: int = 1
    field: str
    options: tuple[str, ...]
    option: str
    state: MarkName
    single: bool = True
    labels: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the fact is about."""
        return f"mark {self.state}"

    @property
    def expected(self) -> str:
        """The option with its state."""
        return f"{self.field}：{self.option} {self.state}"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Compare the state of the option's mark with what the form reader binds to it."""
        single = _read(self, pages)
        if single is None:
            return Seen(right=False)
        bound = next(item for item in single.bound if item.option == self.option)
        read = bound.mark.state.value if bound.mark else "no box"
        chosen = self.option in single.chosen
        doubtful = single.doubtful or (bound.mark is not None and bound.is_open)
        right = chosen == (self.state in CHOSEN) and not (
            bound.mark is not None and bound.mark.state is MarkState.unclear
        )
        return Seen(right=right, read=read, flagged=doubtful)


class ChoiceFact(Frozen):
    """The answer of a choice: the options chosen, and whether a person must look at it.

    `doubtful`: two marks where one is asked for, none at all, or a mark that cannot be told must be
    reported; a clear answer must not be.
    """

    kind: Literal["choice"] = "choice"
    page: int = 1
    field: str
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    single: bool = True
    doubtful: bool = False
    labels: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the fact is about."""
        return "choice"

    @property
    def expected(self) -> str:
        """The chosen options, with a question mark where a person must look."""
        return f"{self.field}：{_shown(self.chosen, doubtful=self.doubtful)}"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Right when the same options are chosen and the answer is doubtful only where it should be.

        Where a person must look, only that is asked for: which options were seen does not matter.
        """
        single = _read(self, pages)
        if single is None:
            return Seen(right=False)
        read = _shown(single.chosen, doubtful=single.doubtful)
        if self.doubtful:
            return Seen(right=single.doubtful, read=read, flagged=single.doubtful)
        right = single.chosen == self.chosen and not single.doubtful
        return Seen(right=right, read=read, flagged=single.doubtful)


class NoMarkFact(Frozen):
    """A page without any check box or mark: none may be invented."""

    kind: Literal["no_mark"] = "no_mark"
    page: int = 1

    @property
    def key(self) -> str:
        """What the fact is about."""
        return "no mark"

    @property
    def expected(self) -> str:
        """No mark."""
        return "0"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Right when no check box of any state was found on the page."""
        page = next((page for page in pages if page.page == self.page), None)
        if page is None:
            return Seen(right=False)
        read = ", ".join(f"{box.state.value} {tuple(box.box)}" for box in page.check_boxes)
        return Seen(right=not page.check_boxes, read=read or "0")


def _read(fact: MarkFact | ChoiceFact, pages: Sequence[PageText]) -> SingleField | None:
    page = next((page for page in pages if page.page == fact.page), None)
    if page is None:
        return None
    kind: Literal["choice", "multi_choice"] = "choice" if fact.single else "multi_choice"
    return read_single(
        page, after=(fact.field,), kind=kind, options=fact.options, labels=fact.labels
    )


def _shown(chosen: Sequence[str], *, doubtful: bool) -> str:
    return "、".join(chosen) + ("？" if doubtful else "") or "—"
