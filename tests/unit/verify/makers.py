"""Makers of cases: the clean application with what a rule looks for put wrong, right or away."""

from __future__ import annotations

from collections.abc import Callable

from extractor.verify.case import Case
from models.field import DocumentRecord, Field, FieldStatus, Value
from tests.unit.verify.builders import FormChanges, make_case
from tests.unit.verify.clean import FORM, NAME, STATEMENTS_2019, STATEMENTS_2020
from tests.unit.verify.papers import audit, catalogue, read_value, record

OTHER = "安江机械股份有限公司"
Maker = Callable[[], Case]


def form(**values: str | Value | FieldStatus | None) -> Maker:
    """A case with changed form fields; `key__2020` is a field of a year."""
    changes: dict[tuple[str, str | None], str | Value | FieldStatus | None] = {}
    for name, value in values.items():
        key, _, year = name.partition("__")
        changes[key, year or None] = value
    return lambda: make_case(form=changes)


def form_without_audits(**values: str) -> Maker:
    changes: FormChanges = {
        (k.partition("__")[0], k.partition("__")[2]): v for k, v in values.items()
    }
    return lambda: make_case(form=changes, remove=["审计2019", "审计2020"])


def without(*documents: str) -> Maker:
    return lambda: make_case(remove=documents)


def no_form() -> Case:
    return make_case(has_form=False)


def iso(until: str = "2022年8月31日", standard: str = "GB/T 19001-2016", **more: str) -> Maker:
    values = {"holder_name": NAME, "certificate_number": "12319Q30012R0M", "standard": standard}
    values |= {"issue_date": "2017年9月1日", "valid_until": until, **more}
    paper = record("体系", "management_system_cert", values)
    return lambda: make_case(replace=[paper])


def statements(
    changes_2020: dict[str, tuple[str, str]], changes_2019: dict[str, tuple[str, str]] | None = None
) -> Maker:
    return lambda: make_case(
        replace=[
            audit(2020, {**STATEMENTS_2020, **changes_2020}),
            audit(2019, {**STATEMENTS_2019, **(changes_2019 or {})}),
        ]
    )


def iso_missing_date() -> Case:
    values = {"holder_name": NAME, "certificate_number": "1", "standard": "GB/T 19001-2016"}
    return make_case(replace=[record("体系", "management_system_cert", values)])


def small(share: str = "12.00") -> Maker:
    """An applicant of class c: little revenue, much equity, mostly R&D."""
    items_2020 = {
        "income_statement.operating_revenue": ("40000000.00", "30000000.00"),
        "income_statement.rd_expense": ("35000000.00", "31000000.00"),
    }
    items_2019 = {
        "income_statement.operating_revenue": ("30000000.00", "20000000.00"),
        "income_statement.rd_expense": ("31000000.00", "20000000.00"),
    }
    changes: FormChanges = {
        ("equity_financing_received", None): "是",
        ("new_equity_financing", None): share,
        ("rd_staff", None): "200",
        ("rd_staff_ratio", "2020"): "62.50",
    }
    return lambda: make_case(
        form=changes, replace=[audit(2020, items_2020), audit(2019, items_2019)]
    )


def middle(rd: str) -> Maker:
    """An applicant of class b with this R&D expense in both years."""
    items = {
        "income_statement.operating_revenue": ("80000000.00", "80000000.00"),
        "income_statement.rd_expense": (rd, rd),
    }
    return lambda: make_case(replace=[audit(2020, items), audit(2019, items)])


def yearly(paper: DocumentRecord, key: str, values: dict[str, str]) -> DocumentRecord:
    """A paper with a field for several years."""
    spec = catalogue().document_type(paper.type).field(key)
    assert spec is not None
    fields = [
        Field(
            document=paper.document,
            key=key,
            title_zh=spec.title_zh,
            period=year,
            status=FieldStatus.found,
            reading=read_value(spec.kind, text, file=f"{paper.document}.pdf"),
        )
        for year, text in values.items()
    ]
    return paper.model_copy(update={"fields": (*paper.fields, *fields)})


def share(rank: str) -> Maker:
    """A market-share proof with ranks; the form declares rank 2."""
    values = {"holder_name": NAME, "issuer": "示范行业协会", "issue_date": "2021年3月1日"}
    paper = record("市占率", "market_share_proof", values)
    paper = yearly(paper, "rank_in_province", {"2019": rank, "2020": rank})
    return lambda: make_case(replace=[paper])


def equity(amount: str) -> Maker:
    """A proof of paid-in equity for the applicant of class c, who declares 9000 万元."""
    paid: dict[str, str | Value] = {
        "holder_name": NAME,
        "paid_in_amount": read_value("money", amount, unit="元"),
    }
    paper = record("验资", "equity_financing_proof", paid)
    changes: FormChanges = {
        ("equity_financing_received", None): "是",
        ("new_equity_financing", None): "9000.00",
    }
    return lambda: make_case(form=changes, add=[paper])


def roster(people: str) -> Maker:
    """A roster of insured employees; the form declares 320."""
    values = {"holder_name": NAME, "insured_employees": people}
    return lambda: make_case(add=[record("名册", "staff_roster_social_insurance", values)])


def export(amount: str) -> Maker:
    """A customs declaration in 万美元; the form declares 100."""
    paper = record(
        "报关",
        "export_proof",
        {"export_date": "2020年5月6日", "amount": read_value("money", amount, unit="万美元")},
    )
    changes: FormChanges = {("export_value", "2020"): "100"}
    return lambda: make_case(form=changes, add=[paper])


unaudited = record("报表", "rd_institution_proof", {}).model_copy(
    update={"type": "financial_statements"}
)


def with_text(paper: DocumentRecord, key: str, text: str) -> DocumentRecord:
    fields = tuple(
        f.model_copy(update={"reading": read_value("text", text, file="审计2020.pdf")})
        if f.key == key
        else f
        for f in paper.fields
    )
    return paper.model_copy(update={"fields": fields})


def drop(paper: DocumentRecord, key: str) -> DocumentRecord:
    return paper.model_copy(update={"fields": tuple(f for f in paper.fields if f.key != key)})


def licence(**changes: str) -> DocumentRecord:
    values = {
        "company_name": NAME,
        "uscc": FORM["uscc", None],
        "legal_representative": "方明远",
        "registered_capital": "伍仟万元整",
        "establishment_date": "2012年3月15日",
        "enterprise_type": "有限责任公司",
    }
    return record("执照", "business_license", {**values, **changes})


def title() -> DocumentRecord:
    values = {
        "holder_name": NAME,
        "title": "浙江省“专精特新”中小企业",
        "valid_until": "2023年8月1日",
    }
    return record("称号", "title_proof", values)
