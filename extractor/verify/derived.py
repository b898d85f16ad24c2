"""What follows from papers by law, not by a formula: years in operation, legal person, region, size class."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.verify.dates import chinese, first_day, full_years
from extractor.verify.size_class import size_class
from models.catalogue.catalogue import Catalogue
from models.field import DocumentRecord, Value
from models.table import Row, StandardTable

_NO_LEGAL_PERSON = ("分公司", "分支机构", "个体", "合伙", "个人独资", "办事处", "代表处")
_LEGAL_PERSON = ("公司", "企业法人", "全民所有制", "集体所有制", "事业单位法人", "股份合作")


def derive(
    table: StandardTable,
    records: Sequence[DocumentRecord],
    catalogue: Catalogue,
    *,
    on: date | None,
) -> StandardTable:
    """Fill `computed` of the rows that need a law, a list or the reference date."""
    licence = next((r for r in records if r.type == "business_license"), None)
    results: dict[str, tuple[Value, str] | None] = {
        "years_in_operation": _years(table, licence, on=on),
        "legal_person_status": _legal_person(licence),
        "registered_place": _region(table, licence, catalogue),
        "registered_city": _city(table, licence, catalogue),
        "enterprise_size_class": size_class(table, catalogue),
    }
    rows = [_filled(row, results.get(row.indicator)) for row in table.rows]
    return table.model_copy(update={"rows": tuple(rows)})


def _filled(row: Row, result: tuple[Value, str] | None) -> Row:
    if result is None:
        return row
    value, formula = result
    return row.model_copy(update={"computed": value, "formula": formula})


def _reading(record: DocumentRecord | None, key: str) -> Value | None:
    field = record.get(key) if record else None
    return field.reading if field and field.value else None


def _years(
    table: StandardTable, licence: DocumentRecord | None, *, on: date | None
) -> tuple[Value, str] | None:
    """Full years between the day of registration and the reference date."""
    row = table.row("registration_date")
    printed = _reading(licence, "establishment_date") or (row.declared if row else None)
    start = first_day(printed.value if printed else None)
    if start is None or on is None or printed is None or start > on:
        return None
    years = full_years(start, on)
    value = printed.model_copy(
        update={"value": str(years), "raw": str(years), "unit": "年", "step": "1", "second": None}
    )
    return value, f"{chinese(start)}至{chinese(on)}，满{years}年"


def _legal_person(licence: DocumentRecord | None) -> tuple[Value, str] | None:
    """Whether the type on the licence is that of a legal person (民法典 第七十六、八十八、一百零二条)."""
    printed = _reading(licence, "enterprise_type")
    if printed is None:
        return None
    if any(word in printed.value for word in _NO_LEGAL_PERSON):
        answer = "否"
    elif any(word in printed.value for word in _LEGAL_PERSON):
        answer = "是"
    else:
        return None
    value = printed.model_copy(update={"value": answer, "raw": answer, "second": None})
    name = _reading(licence, "company_name")
    if answer == "是" and name is not None and name.value.endswith("公司"):
        value = value.model_copy(update={"doubts": (), "confidence": 1.0})  # two places say so
    return value, f"营业执照类型为“{printed.raw}”"


def _region(
    table: StandardTable, licence: DocumentRecord | None, catalogue: Catalogue
) -> tuple[Value, str] | None:
    """The province of the credit code's digits 3-8 (GB 32100-2015)."""
    row = table.row("uscc")
    printed = _reading(licence, "uscc") or (row.declared if row else None)
    if printed is None or len(printed.value) != 18:
        return None
    region = catalogue.regions.region(printed.value[2:8])
    if region is None:
        return None
    value = printed.model_copy(
        update={"value": region.name_zh, "raw": region.name_zh, "second": None}
    )
    return value, f"统一社会信用代码第3至8位{printed.value[2:8]}属{region.name_zh}"


def _city(
    table: StandardTable, licence: DocumentRecord | None, catalogue: Catalogue
) -> tuple[Value, str] | None:
    """The city or corps with its own authority that the credit code's digits 3-8 name, or none of them."""
    region = _region(table, licence, catalogue)
    if region is None:
        return None
    value, text = region
    code = text[len("统一社会信用代码第3至8位") :][:6]
    city = catalogue.regions.city(code)
    name = city.name_zh if city else "不属计划单列市"
    return value.model_copy(
        update={"value": name, "raw": name}
    ), f"统一社会信用代码第3至8位{code}：{name}"
