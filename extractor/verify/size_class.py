"""The size class after 工信部联企业〔2011〕300号: reached when every lower limit of the class is reached."""

from __future__ import annotations

from decimal import Decimal

from extractor.verify.values import number
from models.catalogue.catalogue import Catalogue
from models.catalogue.spec_lookups import SizeIndustry, SizeLimit
from models.field import Value
from models.table import StandardTable

_CLASSES = (("large", "大型"), ("medium", "中型"), ("small", "小型"))


def size_industry(catalogue: Catalogue, code: str) -> SizeIndustry | None:
    """The industry of the size standard to which a GB/T 4754-2017 code belongs; the longest match wins."""
    found: tuple[int, SizeIndustry] | None = None
    for industry in catalogue.size_classes.industries:
        for division in industry.divisions:
            if code.startswith(division) and (found is None or len(division) > found[0]):
                found = (len(division), industry)
    return found[1] if found else None


def size_class(table: StandardTable, catalogue: Catalogue) -> tuple[Value, str] | None:
    """The class and how it was found; None when the industry or a decisive figure is missing.

    Revenue and assets are taken from the evidence of the latest year, else from the declaration.
    """
    code = _digits(_code(table))
    industry = size_industry(catalogue, code) if code else None
    if industry is None:
        return None
    values = {
        key: _latest(table, key) for key in ("employees", "operating_revenue", "total_assets")
    }
    figures = {key: number(value) for key, value in values.items()}
    used = (_code(table), *(v for key, v in values.items() if getattr(industry.large, key)))
    for name, title in _CLASSES:
        reached = _reaches(getattr(industry, name), figures)
        if reached is None:
            return None
        if reached:
            return _result(title, industry, figures, used)
    return _result("微型", industry, figures, used)


def _reaches(limit: SizeLimit, figures: dict[str, Decimal | None]) -> bool | None:
    """Whether every limit is reached; None when only missing figures could decide."""
    unknown = False
    for name, figure in figures.items():
        lower = getattr(limit, name)
        if lower is None:
            continue
        if figure is None:
            unknown = True
        elif figure < Decimal(lower):
            return False
    return None if unknown else True


def _latest(table: StandardTable, key: str) -> Value | None:
    """The value of the latest year: evidence before declaration."""
    rows = sorted((r for r in table.rows if r.indicator == key), key=lambda r: r.period or "")
    if not rows:
        return None
    row = rows[-1]
    return row.evidence[0].value if row.evidence else row.declared


def _code(table: StandardTable) -> Value | None:
    """The industry code that was declared, the finer one before the other."""
    rows = (table.row(key) for key in ("industry_code_4", "industry_code_2"))
    return next((r.declared for r in rows if r and r.declared and _digits(r.declared)), None)


def _digits(value: Value | None) -> str:
    return "".join(c for c in value.value if c.isdigit()) if value else ""


def _result(
    title: str,
    industry: SizeIndustry,
    figures: dict[str, Decimal | None],
    used_values: tuple[Value | None, ...],
) -> tuple[Value, str]:
    """The class with how it was found; it is as doubtful as what it was worked out from."""
    names = {"employees": "从业人员", "operating_revenue": "营业收入", "total_assets": "资产总额"}
    used = "，".join(
        f"{names[name]}{figure:,}{'人' if name == 'employees' else '元'}"
        for name, figure in figures.items()
        if figure is not None and getattr(industry.large, name) is not None
    )
    known = [value for value in used_values if value is not None]
    doubts = tuple(dict.fromkeys(doubt for value in known for doubt in value.doubts))
    sure = min((value.confidence for value in known), default=1.0)
    found = Value(value=title, raw=title, doubts=doubts, confidence=sure)
    return found, f"按{industry.name_zh}标准：{used}，应为{title}"
