"""What a rule found out about the applicant's papers."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.field import Value
from models.geometry import Place


class Outcome(StrEnum):
    """The four outcomes of a rule; not checked is not passed."""

    passed = "passed"
    failed = "failed"
    review = "review"
    not_checked = "not_checked"


class Severity(StrEnum):
    """How heavy a failed rule weighs."""

    error = "error"
    warning = "warning"
    info = "info"


class Basis(StrEnum):
    """Whether a notice prints the requirement or arithmetic implies it."""

    stated = "stated"
    implied = "implied"


class Family(StrEnum):
    """The family of a check."""

    completeness = "completeness"
    identity = "identity"
    validity = "validity"
    arithmetic = "arithmetic"
    declared_vs_evidence = "declared_vs_evidence"
    cross_table = "cross_table"
    eligibility = "eligibility"
    form = "format"  # str already has a method `format`
    declaration = "declaration"
    tamper = "tamper"
    cross_application = "cross_application"


class Cause(StrEnum):
    """What explains a difference exactly, figure by figure; a likely origin, never a proof."""

    unit_slip = "unit_slip"  # the same figures, ten, a hundred or ten thousand times as much
    thousands_slip = "thousands_slip"  # a thousand times: separator for point, or 千元 for 元
    transposed_digits = "transposed_digits"
    one_digit_off = "one_digit_off"
    digit_count = "digit_count"  # one digit too many or too few
    sign = "sign"
    other_year = "other_year"  # the figure of another year's column
    other_scope = "other_scope"  # consolidated for parent, or the other way round
    other_item = "other_item"  # 营业收入 for 主营业务收入, 利润总额 for 净利润 …
    other_date = "other_date"  # another date of the same paper
    not_counted = (
        "not_counted"  # papers that do not count were counted: expired, of others, not granted
    )
    counted_twice = "counted_twice"
    one_character_off = "one_character_off"  # names and codes


class Clause(Frozen):
    """The sentence a rule rests on: document number, quoted text, line of the source text."""

    source: str
    text: str
    lines: str | None = None


class Decided(StrEnum):
    """What people decided about a finding."""

    confirmed = "confirmed"
    dismissed = "dismissed"
    awaiting_second = "awaiting_second"  # dismissed by one person where it takes two


class Settled(Frozen):
    """The state of the decisions about a finding: why (a reason code), and by whom, as plain text."""

    state: Decided
    reason: str | None = None
    note: str = ""
    by: tuple[str, ...] = ()
    at: str = ""


class Margin(Frozen):
    """How far a value is from the limit that a condition sets; plain decimals in the base unit.

    `indicator` names what was compared (several joined by + when they are added up); `comparator` is
    at_least, more_than, at_most or less_than.
    """

    indicator: str
    period: str | None
    comparator: str
    value: str
    limit: str
    unit: str | None

    @property
    def distance(self) -> Decimal:
        """The value less the limit."""
        return Decimal(self.value) - Decimal(self.limit)

    @property
    def share(self) -> Decimal | None:
        """The distance as a share of the limit, None for a limit of zero."""
        limit = Decimal(self.limit)
        return abs(self.distance / limit) if limit else None


class Finding(Frozen):
    """The result of one rule for one indicator, period or document.

    `message` is one full Chinese sentence with both values as printed. `follows_from` names the rule
    (with indicator and period, `RULE:indicator:period`) of the finding that this one merely follows.
    `missing` lists the facts a not-checked rule would have needed, in Chinese. `cause` names what
    explains the difference exactly, where something does; the message says it in words.
    """

    rule: str
    family: Family
    outcome: Outcome
    severity: Severity
    basis: Basis
    indicator: str | None = None
    period: str | None = None
    document_type: str | None = None
    document: str | None = None
    declared: Value | None = None
    evidence: tuple[Value, ...] = ()
    computed: Value | None = None
    message: str
    clause: Clause | None = None
    places: tuple[Place, ...] = ()
    follows_from: str | None = None
    missing: tuple[str, ...] = ()
    cause: Cause | None = None
    margins: tuple[Margin, ...] = ()
    settled: Settled | None = None

    @property
    def is_dismissed(self) -> bool:
        """Whether people decided that nothing is held against the applicant."""
        return self.settled is not None and self.settled.state is Decided.dismissed

    @property
    def is_confirmed(self) -> bool:
        """Whether a person confirmed that the papers disagree."""
        return self.settled is not None and self.settled.state is Decided.confirmed

    @property
    def is_discrepancy(self) -> bool:
        """Whether this counts as a discrepancy of its own."""
        return (
            self.outcome is Outcome.failed
            and self.severity is not Severity.info
            and self.follows_from is None
        )
