"""The registry of rules: each is a function named after its id, its docstring the clause it checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractor.verify.case import Case
from extractor.verify.found import Found
from extractor.verify.misread import misread_reason, shaky_figure
from models.catalogue.spec import ClauseSpec
from models.field import Value
from models.finding import Basis, Clause, Family, Finding, Margin, Outcome, Severity
from models.geometry import Place

STAGES = (
    "identity",
    "validity",
    "completeness",
    "declared",
    "statements",
    "arithmetic",
    "cross_table",
    "format",
    "declaration",
    "eligibility",
    "narrative",
    "tamper",
)
"""The order of the stages: a rule may look up what rules of earlier stages found."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What a finding is about, and the values it rests on."""

    indicator: str | None = None
    period: str | None = None
    document_type: str | None = None
    document: str | None = None
    declared: Value | None = None
    evidence: tuple[Value, ...] = ()
    computed: Value | None = None
    margins: tuple[Margin, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One check: its id in the list of checks, what it weighs, and the function that does it."""

    id: str
    stage: str
    family: Family
    severity: Severity
    basis: Basis
    text: str
    check: RuleFunction


@dataclass(frozen=True)
class Check:
    """A rule at work on a case: makes findings, and knows what earlier rules found."""

    rule: Rule
    case: Case
    found: Found
    clause: Clause | None = None

    def passed(self, about: About, message: str, *, severity: Severity | None = None) -> Finding:
        """The papers were compared and nothing is wrong."""
        return self._finding(Outcome.passed, about, message, severity=severity)

    def failed(
        self,
        about: About,
        message: str,
        *,
        follows: Finding | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """The papers disagree; a consequence of a doubtful finding is itself doubtful.

        A finding of its own that rests on a figure not clearly read is for a person.
        """
        outcome = Outcome.failed
        if follows is not None and follows.outcome is Outcome.review:
            outcome = Outcome.review
        shaky = None
        if follows is None:
            shaky = shaky_figure((about.declared, *about.evidence), computed=about.computed)
        if shaky is not None:
            text = f"{message.removesuffix('。')}；但{shaky}，请对照原件确认。"
            return self.review(about, text, severity=severity)
        return self._finding(outcome, about, message, follows=follows, severity=severity)

    def review(
        self,
        about: About,
        message: str,
        *,
        follows: Finding | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A person must decide."""
        return self._finding(Outcome.review, about, message, follows=follows, severity=severity)

    def not_checked(
        self, about: About, message: str, *, missing: Iterable[str], follows: Finding | None = None
    ) -> Finding:
        """Facts are missing; `missing` names them in Chinese."""
        result = self._finding(Outcome.not_checked, about, message, follows=follows)
        return result.model_copy(update={"missing": tuple(missing)})

    def differ(
        self,
        about: About,
        message: str,
        *,
        kind: str,
        supporting: Iterable[Value] = (),
        follows: Finding | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A difference: failed, or review when it may lie in our reading. `message` has no full stop."""
        reason = misread_reason(kind, about.declared, about.evidence, supporting=supporting)
        if reason is None:
            return self.failed(about, f"{message}。", follows=follows, severity=severity)
        text = f"{message}；但{reason}，请对照原件确认。"
        return self.review(about, text, follows=follows, severity=severity)

    def _finding(
        self,
        outcome: Outcome,
        about: About,
        message: str,
        *,
        follows: Finding | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        return Finding(
            rule=self.rule.id,
            family=self.rule.family,
            outcome=outcome,
            severity=severity or self.rule.severity,
            basis=self.rule.basis,
            indicator=about.indicator,
            period=about.period,
            document_type=about.document_type,
            document=about.document,
            declared=about.declared,
            evidence=about.evidence,
            computed=about.computed,
            message=message,
            clause=self.clause or clause_for(self.case, self.rule),
            places=places_of(about) or self._asked(about),
            follows_from=reference(follows) if follows else None,
            margins=about.margins,
        )

    def _asked(self, about: About) -> tuple[Place, ...]:
        """Where the form asks for what a finding is about that rests on no value."""
        asked = self.case.asked(about.indicator, about.period) if about.indicator else None
        return (asked,) if asked else ()


RuleFunction = Callable[[Check], Iterable[Finding]]
_RULES: dict[str, Rule] = {}


def rule(
    rule_id: str,
    family: Family,
    *,
    stage: str,
    severity: Severity = Severity.error,
    basis: Basis = Basis.implied,
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a rule; its function must be named after its id (IDN-01: idn_01, or idn_01_…)."""

    def register(function: RuleFunction) -> RuleFunction:
        name = rule_id.lower().replace("-", "_")
        if function.__name__ != name and not function.__name__.startswith(f"{name}_"):
            raise ValueError(f"rule {rule_id} must be a function named {name} or {name}_…")
        if rule_id in _RULES or stage not in STAGES:
            raise ValueError(f"rule {rule_id} is registered twice or names no stage")
        text = (function.__doc__ or "").strip()
        _RULES[rule_id] = Rule(rule_id, stage, family, severity, basis, text, function)
        return function

    return register


def registered_rules() -> tuple[Rule, ...]:
    """All rules in the order in which they run."""
    return tuple(sorted(_RULES.values(), key=lambda item: (STAGES.index(item.stage), item.id)))


def reference(finding: Finding) -> str:
    """How other findings name this one: `RULE:indicator:period`."""
    subject = finding.indicator or finding.document_type or ""
    return f"{finding.rule}:{subject}:{finding.period or ''}"


def clause_of(spec: ClauseSpec) -> Clause:
    """The clause of a finding from that of the catalogue."""
    return Clause(source=spec.source, text=spec.text, lines=spec.lines)


def clause_for(case: Case, checked: Rule) -> Clause:
    """The programme's clause for a check: by its id, else by its family.

    Where the notice prints none, what the check itself holds, without a source.
    """
    clauses = case.programme.check_clauses
    spec = clauses.get(checked.id) or clauses.get(checked.family.value)
    return clause_of(spec) if spec else Clause(source="", text=checked.text)


def places_of(about: About) -> tuple[Place, ...]:
    """The places of the values, the declared one first, each once."""
    values = (about.declared, *about.evidence, about.computed)
    return tuple(dict.fromkeys(v.place for v in values if v is not None and v.place is not None))
