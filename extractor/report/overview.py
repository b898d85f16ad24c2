"""The first page of a report: what became of every condition, what lies near a limit, how well was read."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from extractor.report.checklist import unchecked_figures
from extractor.report.follow import discrepancies_of, own_findings, shown_outcome
from extractor.report.words import show_period
from models.catalogue import Catalogue
from models.catalogue.spec_programmes import Condition, Programme
from models.field import FieldStatus
from models.finding import Family, Finding, Margin, Outcome
from models.issue import IssueCode
from models.run import Report

NEAR = Decimal("0.1")
"""Share of a limit within which a value counts as near it."""

_DECIDING = ("gate", "class", "exclude")
_SIDES = {"at_least": "不低于", "more_than": "高于", "at_most": "不高于", "less_than": "低于"}


class Verdict(StrEnum):
    """What can be said about a condition, or about the whole application."""

    met = "met"
    unmet = "unmet"
    open = "open"
    not_applicable = "not_applicable"


VERDICTS = {
    Verdict.met: "✓ 满足",
    Verdict.unmet: "✕ 不满足",
    Verdict.open: "？ 不能断定",
    Verdict.not_applicable: "— 不适用",
}
_WHOLE = {
    Verdict.met: "✓ 符合：各项条件均有佐证满足",
    Verdict.unmet: "✕ 不符合：有{unmet}项条件不满足",
    Verdict.open: "？ 不能断定：未发现不满足的条件，但有{open}项须人工判断或缺少事实",
}
_ORDER = (Verdict.unmet, Verdict.open, Verdict.met, Verdict.not_applicable)
_OF_OUTCOME = {
    Outcome.passed: Verdict.met,
    Outcome.failed: Verdict.unmet,
    Outcome.review: Verdict.open,
    Outcome.not_checked: Verdict.open,
}


class ConditionLine(NamedTuple):
    """One condition of the programme: its number and title, the verdict, and why it is open or unmet."""

    id: str
    title: str
    verdict: Verdict
    reason: str


class NearLine(NamedTuple):
    """A value near a limit: of what, the value, the limit, the distance, its share of the limit."""

    title: str
    value: str
    limit: str
    distance: str
    share: str
    is_met: bool


class Reading(NamedTuple):
    """How well the papers were read: pages, values, and how many of them a person should look at."""

    pages: int
    unread_pages: int
    refused_files: int
    unknown_runs: int
    values: int
    doubtful: int
    unreadable: int


class Overview(NamedTuple):
    """Everything on the first page."""

    verdict: Verdict
    sentence: str
    conditions: tuple[ConditionLine, ...]  # those that are not met first, then the open ones
    near: tuple[NearLine, ...]
    discrepancies: int
    questions: int
    gaps: int
    unproven: int
    reading: Reading


def overview_of(report: Report, catalogue: Catalogue) -> Overview | None:
    """Return the first page of a report, None for a reading without a programme."""
    programme = catalogue.programmes.get(report.run.programme or "")
    if programme is None:
        return None
    conditions = tuple(
        line for item in programme.conditions if (line := _condition(item, report)) is not None
    )
    conditions = tuple(sorted(conditions, key=lambda line: _ORDER.index(line.verdict)))
    verdict = _whole(conditions)
    own = [f for f in own_findings(report.findings) if f.family is not Family.tamper]
    outcomes = [shown_outcome(finding) for finding in own]
    return Overview(
        verdict=verdict,
        sentence=_WHOLE[verdict].format(
            unmet=_count(conditions, Verdict.unmet), open=_count(conditions, Verdict.open)
        ),
        conditions=conditions,
        near=_near(report, programme, catalogue),
        discrepancies=len(discrepancies_of(report.findings)),
        questions=outcomes.count(Outcome.review),
        gaps=outcomes.count(Outcome.not_checked),
        unproven=len(unchecked_figures(report)),
        reading=_reading(report),
    )


def _count(conditions: tuple[ConditionLine, ...], verdict: Verdict) -> int:
    return sum(line.verdict is verdict for line in conditions)


def _whole(conditions: tuple[ConditionLine, ...]) -> Verdict:
    verdicts = {line.verdict for line in conditions}
    if Verdict.unmet in verdicts:
        return Verdict.unmet
    return Verdict.open if Verdict.open in verdicts or not conditions else Verdict.met


def _condition(condition: Condition, report: Report) -> ConditionLine | None:
    """The verdict on a condition that decides; None for preferences, scores and options."""
    if condition.kind not in _DECIDING:
        return None
    found = next((f for f in report.findings if f.rule == condition.id), None)
    if found is None:
        return None
    verdict = _OF_OUTCOME[shown_outcome(found)]
    if condition.kind == "class" and verdict is Verdict.met and _does_not_apply(found):
        verdict = Verdict.not_applicable
    reason = (
        "" if verdict in (Verdict.met, Verdict.not_applicable) else _shortened(found, condition)
    )
    return ConditionLine(condition.id, condition.title_zh, verdict, reason)


def _does_not_apply(finding: Finding) -> bool:
    return "不适用：" in finding.message


def _shortened(finding: Finding, condition: Condition) -> str:
    """The message without the condition's own number and title."""
    return finding.message.removeprefix(f"条件{condition.id}“{condition.title_zh}”")


def _near(report: Report, programme: Programme, catalogue: Catalogue) -> tuple[NearLine, ...]:
    """Values that lie within a tenth of a limit, the nearest first, each limit once."""
    found: dict[tuple[str, str | None, str], tuple[Decimal, NearLine]] = {}
    for finding in report.findings:
        if finding.family is not Family.eligibility:
            continue
        for margin in finding.margins:
            share, key = margin.share, (margin.indicator, margin.period, margin.limit)
            if share is not None and share <= NEAR and (key not in found or share < found[key][0]):
                found[key] = (share, _near_line(margin, share, finding.rule, programme, catalogue))
    return tuple(line for _, line in sorted(found.values(), key=lambda item: item[0]))


def _near_line(
    margin: Margin, share: Decimal, rule: str, programme: Programme, catalogue: Catalogue
) -> NearLine:
    names = _margin_title(margin, rule, programme, catalogue)
    year = programme.year(margin.period) if margin.period else None
    above = margin.distance >= 0
    met = {
        "at_least": above,
        "more_than": margin.distance > 0,
        "at_most": margin.distance <= 0,
        "less_than": margin.distance < 0,
    }[margin.comparator]
    side = "高出" if above else "低"
    apart = (
        f"{side}{_printed(abs(margin.distance), '个百分点' if margin.unit == '%' else margin.unit)}"
    )
    return NearLine(
        title=f"{names}（{show_period(year)}）" if year else names,
        value=_printed(Decimal(margin.value), margin.unit),
        limit=f"{_SIDES[margin.comparator]}{_printed(Decimal(margin.limit), margin.unit)}",
        distance=apart if margin.distance else "恰在线上",
        share=f"{share * 100:.1f}%",
        is_met=met,
    )


def _margin_title(margin: Margin, rule: str, programme: Programme, catalogue: Catalogue) -> str:
    """What is counted: the indicator, or for several added up what the condition calls them."""
    keys = margin.indicator.split("+")
    whole = next((c.title_zh for c in programme.conditions if c.id == rule), None)
    if len(keys) > 1 and whole is not None:
        return f"{whole}（{len(keys)}栏合计）"
    table = catalogue.table_of(programme)
    return "＋".join(catalogue.title(key, table=table) for key in keys)


def _printed(amount: Decimal, unit: str | None) -> str:
    if unit and "元" in unit:
        return f"{amount / 10000:,.2f}万元"
    text = f"{amount:,.2f}"
    return f"{text.rstrip('0').rstrip('.')}{unit or ''}"


def _reading(report: Report) -> Reading:
    found = [field.reading for field in report.fields if field.status is FieldStatus.found]
    codes = [issue.code for issue in report.issues]
    return Reading(
        pages=sum(file.pages for file in report.files),
        unread_pages=codes.count(IssueCode.page_unreadable),
        refused_files=sum(file.refused is not None for file in report.files),
        unknown_runs=codes.count(IssueCode.unknown_page),
        values=len(found),
        doubtful=sum(value is not None and not value.is_sure for value in found),
        unreadable=sum(field.status is FieldStatus.unreadable for field in report.fields),
    )
