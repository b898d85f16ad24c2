"""Fields from the sheets of a document: one per item, year and scope, and issues for what does not add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.extract.statements.sheets import Sheet, SheetRow
from extractor.extract.statements.slots import Slot
from extractor.extract.statements.sums import Checked, Mismatch
from extractor.extract.statements.words import Statement
from models.catalogue.spec_documents import DocumentType
from models.document import Document
from models.field import Field, FieldStatus
from models.issue import Issue, IssueCode
from models.kinds.numerals import grouped, places_of

_TITLES = {
    Statement.balance_sheet: "资产负债表",
    Statement.income_statement: "利润表",
    Statement.cash_flow_statement: "现金流量表",
}
_SCOPES = {"consolidated": "合并", "parent": "母公司"}


def scopes_of(sheets: Sequence[Sheet]) -> list[str | None]:
    """The scope of each sheet: as titled; without a title word, "parent" beside a consolidated set, else None.

    A company that prints one set only is neither consolidated nor parent.
    """
    group = any(sheet.scope == "consolidated" for sheet in sheets) or any(
        slot.scope == "consolidated" for sheet in sheets for slot in sheet.slots
    )
    return [sheet.scope or ("parent" if group else None) for sheet in sheets]


def statement_fields(
    document: Document, checked: Sequence[Checked], paper: DocumentType
) -> tuple[Field, ...]:
    """All amounts as fields; the first printed amount of an item, year and scope counts."""
    scopes = scopes_of([one.sheet for one in checked])
    fields: dict[tuple[str, str | None, str | None], Field] = {}
    for one, scope in zip(checked, scopes, strict=True):
        for row in one.sheet.rows:
            for field in _fields_of_row(document, row, scope, paper):
                place = (field.key, field.period, field.scope)
                known = fields.get(place)
                if known is None or _is_better(field, known):
                    fields[place] = field
    return tuple(fields.values())


def _is_better(field: Field, known: Field) -> bool:
    """A printed amount takes the place of a blank one (an item may be printed twice)."""
    return known.status is FieldStatus.absent and field.status is not FieldStatus.absent


def _fields_of_row(
    document: Document, row: SheetRow, scope: str | None, paper: DocumentType
) -> list[Field]:
    spec = paper.field(row.key) if row.key else None
    if spec is None:
        return []
    found = []
    for slot, amount in row.amounts.items():
        status = FieldStatus.absent
        if amount.status == "unreadable":
            status = FieldStatus.unreadable
        elif amount.value is not None:
            status = FieldStatus.found
        found.append(
            Field(
                document=document.id,
                key=spec.key,
                title_zh=spec.title_zh,
                period=slot.period,
                scope=slot.scope or scope,
                status=status,
                reading=amount.value,
            )
        )
    return found


def sum_issues(checked: Sequence[Checked]) -> tuple[Issue, ...]:
    """One issue per total that its parts do not make."""
    return tuple(
        _sum_issue(one.sheet, mismatch, scope)
        for one, scope in zip(checked, scopes_of([c.sheet for c in checked]), strict=True)
        for mismatch in one.mismatches
    )


def _sum_issue(sheet: Sheet, mismatch: Mismatch, scope: str | None) -> Issue:
    name = f"{_SCOPES.get(mismatch.slot.scope or scope or '', '')}{_TITLES[sheet.statement]}"
    row = sheet.rows[mismatch.row]
    difference = abs(mismatch.printed - mismatch.added)
    cause = "未发现能够解释差额的识别错误。"
    if mismatch.explained_by:
        labels = "、".join(f"“{sheet.rows[i].label}”" for i in mismatch.explained_by)
        cause = f"可能是{labels}识别有误，请对照原件。"
    value = row.amounts[mismatch.slot].value
    return Issue(
        code=IssueCode.statement_does_not_add_up,
        file=sheet.page.file,
        page=value.place.page if value is not None and value.place else sheet.page.page,
        message=(
            f"{name}{_year(mismatch.slot)}“{row.label}”为{_show(mismatch.printed)}元，"
            f"按各项目计算为{_show(mismatch.added)}元，相差{_show(difference)}元；{cause}"
        ),
    )


def _year(slot: Slot) -> str:
    return f"{slot.period}年" if slot.period else ""


def _show(amount: Decimal) -> str:
    return grouped(amount, places=max(2, places_of(abs(amount) or Decimal(1))))
