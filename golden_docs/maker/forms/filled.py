"""Made-up answers for every field of a standard table, and the forms that carry them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from extractor.report.form_cells import Place
from models.catalogue.spec_tables import Section, TableField, TableSpec

COMPANY = "杭州试样精密机械有限公司"
USCC = "91330108MA2XHYTR4B"
_SURNAMES = "赵钱孙李周吴郑王冯陈"
_NOTES = "甲乙丙丁戊己庚辛壬癸"


def answers_of(table: TableSpec) -> dict[Place, str]:
    """One answer per field, period and row, each different where the kind allows."""
    places = [place for section in table.sections for place in _places(section)]
    fields = {field.key: field for field in table.fields}
    written = {p: _answer(fields[p.key], number) for number, p in enumerate(places, start=1)}
    return {place: text for place, text in written.items() if text}


def half_of(table: TableSpec) -> dict[Place, str]:
    """About half of the answers; of every numbered row something stays, so that rows keep their numbers."""
    rng = random.Random(f"half-{table.id}")
    kept: dict[Place, str] = {}
    answers = answers_of(table)
    for section in table.sections:
        keys = {field.key for field in section.fields}
        own = {place: text for place, text in answers.items() if place.key in keys}
        some = {place: text for place, text in own.items() if rng.random() < 0.5}
        rows = {place.scope for place in some if place.scope}
        kept |= some
        kept |= {
            place: text for place, text in own.items() if place.scope and place.scope not in rows
        }
    return kept


def _places(section: Section) -> Iterator[Place]:
    for field in section.fields:
        taken = field.on_paper.take if field.on_paper else "all"
        if not field.printed or taken.startswith("seal") or field.fixed:
            continue
        if section.row_names:
            yield from (Place(field.key, None, scope) for scope in _rows(section, field))
        else:
            yield from (Place(field.key, period) for period in field.periods or (None,))


def _rows(section: Section, field: TableField) -> list[str]:
    """Two rows of a repeated table; what the form prints in a row is not filled in."""
    position = [item.key for item in section.fields].index(field.key)
    printed = max((len(row) for row in section.preprinted), default=0)
    if position < printed or "序号" in field.label:
        return []
    total = ["total"] if section.total and field.kind == "money" else []
    return [*section.row_names[:2], *total]


def _answer(field: TableField, number: int) -> str:
    if field.options:
        several = field.kind == "multi_choice"
        chosen = (field.options[0], field.options[-1]) if several else (_one_of(field, number),)
        return ";".join(dict.fromkeys(chosen))
    write = _WRITTEN.get(field.kind)
    return write(number) if write else _words(number)


def _one_of(field: TableField, number: int) -> str:
    return field.options[number % len(field.options)]


def _words(number: int) -> str:
    return "".join((_SURNAMES[number % 10], _NOTES[number % 10], _NOTES[number // 10 % 10]))


_WRITTEN: dict[str, Callable[[int], str]] = {
    "money": lambda n: f"{1000 + 7 * n}.{n % 90 + 10}",
    "ratio": lambda n: f"{n % 80 + 10}.{n % 7 + 1}",
    "count": lambda n: str(n % 90 + 2),
    "rank": lambda n: str(n % 9 + 1),
    "day": lambda n: f"{2010 + n % 10}年{n % 9 + 1}月{n % 19 + 10}日",
    "company_name": lambda _: COMPANY,
    "uscc": lambda _: USCC,
    "code": lambda n: f"0571{8600 + n:04d}{n % 90 + 10}",
}
