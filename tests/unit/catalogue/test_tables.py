"""Standard tables are complete: as many forms and fields as the inventory of the sources counts."""

from __future__ import annotations

import pytest

from models.catalogue import load_catalogue
from models.catalogue.spec_tables import (
    UNCOUNTED,
    Section,
    TableField,
    TableSpec,
    merge_tables,
)

CATALOGUE = load_catalogue()
FORMS = {key: table for key, table in CATALOGUE.tables.items() if table.lines}


def test_every_form_of_the_sources_is_a_table() -> None:
    assert len(FORMS) == 70
    assert sum(table.listed or 0 for table in FORMS.values()) == 1297


@pytest.mark.parametrize("key", FORMS)
def test_a_table_has_as_many_fields_as_the_inventory_counts(key: str) -> None:
    assert FORMS[key].counted == FORMS[key].listed


@pytest.mark.parametrize("key", FORMS)
def test_a_table_cites_its_lines_and_prints_something(key: str) -> None:
    table = FORMS[key]
    assert table.lines
    assert table.source
    assert any(field.printed for field in table.fields)
    for section in table.sections:
        heads = section.heads
        assert not heads or len(heads) == len(section.periods), section.key


def _field(key: str, label: str, number: str = "1") -> TableField:
    return TableField(key=key, label=label, number=number, kind="text")


def _table(key: str, *sections: Section, base: str | None = None) -> TableSpec:
    return TableSpec(
        id=key,
        title_zh=key,
        source="示例",
        base=base,
        document_type="application_form",
        sections=sections,
    )


def test_a_copy_of_a_form_replaces_fields_and_adds_sections() -> None:
    base = _table(
        "common",
        Section(
            key="basic", title_zh="甲", fields=(_field("name", "名称"), _field("code", "代码"))
        ),
    )
    own = _table(
        "own",
        Section(key="cover", title_zh="封面", fields=(_field("day", "日期"),)),
        Section(key="basic", title_zh="乙", fields=(_field("code", "统一代码"),)),
        base="common",
    )
    merged = merge_tables(base, own)
    assert [section.key for section in merged.sections] == ["cover", "basic"]
    assert [field.label for field in merged.fields] == ["日期", "名称", "统一代码"]
    assert merged.id == "own"


def test_parts_of_one_answer_and_what_is_not_counted() -> None:
    fields = (_field("a", "甲", "1"), _field("b", "乙", "1"), _field("c", "丙", UNCOUNTED))
    assert _table("t", Section(key="s", title_zh="节", fields=fields)).counted == 1
