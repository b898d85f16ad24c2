"""What stands in one cell of a printed form: further words, boxes of options, what was written, the unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from models.catalogue.spec_tables import Section, TableField


class Place(NamedTuple):
    """Which answer: the field, its period, the row of a repeated table."""

    key: str
    period: str | None = None
    scope: str | None = None


Answers = Mapping[Place, str]
"""What is written into the form; the options chosen are joined by `;`."""


def runs_of(section: Section) -> list[tuple[TableField, ...]]:
    """The printed fields of one printed place together, seals' texts left out: they are read off the seal."""
    shown = [field for field in section.fields if field.printed and take_of(field) != "seal_text"]
    return [tuple(run) for _, run in groupby(shown, key=_place_key)]


def _place_key(field: TableField) -> tuple[str, tuple[str, ...]]:
    words = words_before(field)
    head = words[0] if not is_grouped(field) else "\n".join(words[:2])
    return head, field.periods


def is_grouped(field: TableField) -> bool:
    """Whether the first words of the field stand in the cell of its group."""
    return (
        field.group is not None
        and len(words_before(field)) > 1
        and words_before(field)[0] == field.group
    )


def words_before(field: TableField) -> tuple[str, ...]:
    """The printed words before the answer, each behind the one before."""
    return field.on_paper.after if field.on_paper else (field.label,)


def take_of(field: TableField) -> str:
    """What is taken of what stands in the place."""
    return field.on_paper.take if field.on_paper else "all"


def printed_label(run: Sequence[TableField]) -> str:
    """The words in the label's own cell."""
    return words_before(run[0])[1 if is_grouped(run[0]) else 0]


def answer_text(run: Sequence[TableField], answers: Answers, period: str | None) -> str:
    """What stands in the cell of one place: further words of the form, boxes, what was written."""
    own = {option for field in run for option in field.options}
    behind = [field for field in run if _inside(field)[:1] and _inside(field)[0] in own]
    parts = []
    before: tuple[str, ...] = ()
    for field in (field for field in run if field not in behind):
        words = _inside(field)
        new = next((i for i, w in enumerate(words) if before[i : i + 1] != (w,)), len(words) - 1)
        parts.append(_part(field, answers, period, (words[max(0, new) :], behind)))
        before = words
    return "　".join(filter(None, parts))


def _inside(field: TableField) -> tuple[str, ...]:
    """The words of the form inside the cell of the answer."""
    return words_before(field)[2 if is_grouped(field) else 1 :]


def _part(
    field: TableField,
    answers: Answers,
    period: str | None,
    printed: tuple[Sequence[str], Sequence[TableField]],
) -> str:
    """One answer of a cell: `printed` are the words before it and the fields behind single options."""
    written = answers.get(Place(field.key, period), "")
    inside, behind = printed
    words = "".join(inside)
    if take_of(field) == "seal":
        return "" if answers or "章" in words_before(field)[-1] else "（盖章）"
    if field.options:
        written = _boxes(field, written.split(";"), answers, behind)
    elif field.fixed and not written:
        written = field.fixed
    else:
        written += _unit_behind(field, written)
    colon = "：" if words and not words.endswith(("：", "）")) else ""
    return f"{words}{colon}{written}"


def _boxes(
    field: TableField, chosen: Sequence[str], answers: Answers, behind: Sequence[TableField]
) -> str:
    parts = []
    for option in field.options:
        parts.append(f"{'☑' if option in chosen else '□'}{option}")
        parts += [
            _part(item, answers, None, (_inside(item)[1:], ()))
            for item in behind
            if _inside(item)[0] == option
        ]
    return "　".join(parts)


def _unit_behind(field: TableField, written: str) -> str:
    """The unit that the form prints behind the place, unless label, head of columns or answer names it."""
    unit = field.unit or ""
    of_year = field.periods and field.kind != "money"
    named = of_year or field.unit_stated or unit == "%" or unit in printed_label([field])
    return "" if named or written.endswith(unit) else unit
