"""Programmes: conditions, each with the sentence it rests on, the evidence asked for, limits and sanctions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.catalogue.spec import ClauseSpec, DayText, Key, Spec
from models.catalogue.spec_tables import Required
from models.catalogue.spec_tree import Node, Period

Kind = Literal[
    "gate", "exclude", "class", "option", "score", "relax", "amount", "accept", "ref", "prefer"
]


class Reading(Spec):
    """One reading of an ambiguous clause; all readings are evaluated, and reported when they disagree."""

    title_zh: str
    test: Node


class Enquiry(Spec):
    """What no paper of the application can show: whom to ask, and what."""

    register_zh: str
    question_zh: str


class Condition(Spec):
    """One condition of a programme.

    Give `test`, or `readings` where the notice is ambiguous, or only `enquiry` where the answer lies
    outside the papers; `enquiry` beside a test asks for the part that the papers cannot show. What is
    not checked at all gives `unchecked_zh`, the reason why.
    `when` limits the condition to a class of applicants. `indicator` and `period` name what a finding
    is about. A `gate` must hold, an `exclude` must not, a `class` must hold where `when` holds, an
    `option` is one of a `group` of which a number must hold. `score` and `prefer` only inform; `relax`
    says when the conditions named in `relaxes` need not hold. `as_of` is the day on which the papers must
    show it, where the clause names another one than the programme's reference date. `amount` limits money, `accept` binds
    after the award, `ref` stands in a document that is not printed. `listed` is False for entries that
    the list of machine-checkable conditions does not count.
    """

    id: str
    title_zh: str
    kind: Kind
    clause: ClauseSpec
    group: str | None = None
    relaxes: tuple[str, ...] = ()
    listed: bool = True
    basis: Literal["stated", "implied"] = "stated"
    severity: Literal["error", "warning", "info"] = "error"
    indicator: Key | None = None
    period: Period | None = None
    as_of: DayText | None = None
    when: Node | None = None
    test: Node | None = None
    readings: tuple[Reading, ...] = ()
    enquiry: Enquiry | None = None
    unchecked_zh: str | None = None
    soft: bool = False  # 原则上: warn, never fail
    note_zh: str | None = None

    @property
    def trees(self) -> tuple[Node, ...]:
        """The test, or the test of every reading."""
        own = (self.test, *(reading.test for reading in self.readings))
        return tuple(tree for tree in own if tree is not None)


class Group(Spec):
    """Options of which `n` must hold; `n` is None where the notice does not say how many."""

    id: str
    title_zh: str
    n: int | None
    clause: ClauseSpec


class Limit(Spec):
    """A quota, a limit of length, a number of copies or a deadline, in the notice's own words."""

    id: str
    title_zh: str
    kind: Literal["quota", "length", "copies", "deadline"]
    clause: ClauseSpec


class RequiredEvidence(Spec):
    """A paper that the notice asks for.

    `years` are relative years that must each be covered (audit reports). `if_claimed` limits the
    request to applicants who claim one of these table fields with one of the values (any when empty).
    `any_of` lists document types of which one is enough. A missing paper counts against the applicant
    only when somebody `confirmed` that the notice demands it of everyone; else a person looks.
    """

    id: str
    title_zh: str
    any_of: tuple[Key, ...]
    years: tuple[Period, ...] = ()
    if_claimed: tuple[Required, ...] = ()
    confirmed: bool = False
    where_applicable: bool = False  # 如有, 特殊行业: asked of some applicants only
    clause: ClauseSpec


class UnlistedEvidence(Spec):
    """Papers that the printed notice asks for without naming them one by one, or does not name at all.

    `reason_zh` says what is not printed, the clause is the sentence that shows it.
    """

    reason_zh: str
    clause: ClauseSpec


class SheetItem(Spec):
    """One box of the reviewer's own sheet: the conditions it rests on, by id."""

    id: str
    title_zh: str
    conditions: tuple[str, ...]
    clause: ClauseSpec


class Programme(Spec):
    """One edition of a programme; `base` names the programme it inherits from (same id = override).

    `part` is the part of the inventory of sources that describes it (None: the pack is not of the
    sources of 2021), `listed` the number of conditions
    that the inventory counts, those of the base included. `unprinted` names the documents that its
    conditions refer to and the sources do not print.
    """

    id: str
    base: str | None = None
    title_zh: str
    doc_no: str
    date: DayText | None = None
    date_note_zh: str | None = None
    region_zh: str
    category: str
    applicant_kind: Literal["enterprise", "platform", "project", "product", "government"] = (
        "enterprise"
    )
    part: int | None = None
    listed: int | None = None
    reference_date: DayText
    reference_note_zh: str
    base_year: str
    table: str
    more_tables: tuple[str, ...] = ()  # further forms of the notice, each on a paper of its own
    office_tables: tuple[str, ...] = ()  # lists, plans and scoring sheets that authorities fill in
    form_titles: tuple[str, ...] = ()  # as the notice names its forms
    unprinted: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()  # ids of inherited conditions that do not hold
    groups: tuple[Group, ...] = ()
    required_evidence: tuple[RequiredEvidence, ...] = ()
    unlisted_evidence: UnlistedEvidence | None = None
    conditions: tuple[Condition, ...] = ()
    review_sheet: tuple[SheetItem, ...] = ()
    declaration_phrases: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    sanctions: tuple[ClauseSpec, ...] = ()
    check_clauses: dict[str, ClauseSpec] = Field(default_factory=dict)  # by check id or family

    def year(self, period: str | None) -> str | None:
        """The calendar year of a relative period ("Y-1" of base year 2020 is "2019")."""
        return None if period is None else str(int(self.base_year) + int(period[1:] or 0))

    def condition(self, condition_id: str) -> Condition | None:
        """The condition with this id."""
        return next((c for c in self.conditions if c.id == condition_id), None)

    @property
    def is_national(self) -> bool:
        """Whether the whole country applies for it, not one region."""
        return self.region_zh == "全国"
