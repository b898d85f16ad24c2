"""Document types: how a paper is recognised, what it holds, what it proves and how long it is valid."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.catalogue.spec import Key, KindName, Match, Spec


class Sign(Spec):
    """Words that speak for (or, with a negative weight, against) a document type or part.

    `where`: `title` = a large or lone line, `heading` = a row that is little more than the phrase
    (numbered or not), `top` = upper third of the page, `anywhere`.
    `pattern` says that `phrase` is a regular expression. Both are matched on text without blanks.
    """

    phrase: str
    weight: int = Field(ge=-100, le=100)
    where: Literal["title", "heading", "top", "anywhere"] = "anywhere"
    pattern: bool = False


class Part(Spec):
    """A kind of page inside a document type (cover, opinion, balance sheet, notes …)."""

    key: Key
    title_zh: str
    signs: tuple[Sign, ...] = ()
    starts: bool = False  # whether such a page begins a new document


class Recognition(Spec):
    """How a page of this type is told from others.

    Of `required_any`, when given, one phrase must stand on the first page; none of `forbidden` may.
    `continuation` phrases mark pages that follow a first page of the type. Pages that begin nothing and
    look like one of the types in `adopts` belong to a paper of this type that they follow, and so do
    whole papers of the types in `encloses` (the licence of the firm behind an audit report).
    """

    signs: tuple[Sign, ...] = ()
    required_any: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    continuation: tuple[Sign, ...] = ()
    max_pages: int | None = None
    adopts: tuple[Key, ...] = ()
    encloses: tuple[Key, ...] = ()


class OptionWords(Spec):
    """Expressions, matched on text without blanks and row ends, that mean one option of a choice."""

    option: str
    patterns: tuple[str, ...]


class FieldSpec(Spec):
    """One field of a document type.

    `unit` is the unit when the page prints none beside the number (None: it must be read from the
    page). `by_year` fields occur once per printed year column, statements also per scope.
    `part` names the part of the document where the field stands. `patterns` are regular expressions
    for values printed without a label of their own; they are matched on half-width text without
    blanks, rows ended by a line feed, wide blanks as a tab, and group 1 (else the whole match) is the value.
    `sentences` are the same for what running text says: matched on text without blanks and row ends.
    `titled`: the value is the largest title of the page that this expression matches.
    `signed`: the value is the day or the body that signs below the text, or the bodies named in the
    seals. `of_range`: of a printed range of days the field is the first or the last. `level_of`: the
    field is 国家级, 省级 or 市级 by the words of these fields. `words` are expressions that say an
    option of a choice in other words. `known` are the expressions that a text usually is: a reading
    from which only one of them differs in weak characters is mended by it; others stay as they are.
    `listed`: the text is a list of persons or of items that semicolons part.
    """

    key: Key
    title_zh: str
    aliases_zh: tuple[str, ...] = ()
    kind: KindName
    unit: str | None = None
    required: bool = False
    options: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    titled: str | None = None
    signed: Literal["day", "body", "seals"] | None = None
    of_range: Literal["first", "last"] | None = None
    level_of: tuple[Key, ...] = ()
    words: tuple[OptionWords, ...] = ()
    known: tuple[str, ...] = ()
    listed: Literal["persons", "items"] | None = None
    part: str | None = None
    by_year: bool = False


class Proof(Spec):
    """Which indicator a document of this type proves, and how.

    `value`: the field is the indicator's value. `count_of_valid`: the indicator is the number of
    distinct documents of this type that are in force on the reference date and held by the applicant.
    `presence`: one valid document is enough to show that the claim is true. `support`: a person reads it.
    """

    indicator: Key
    field: Key | None = None
    how: Literal["value", "count_of_valid", "presence", "support"] = "value"
    where: tuple[Match, ...] = ()


class Term(Spec):
    """Years of validity counted from a date field, where field values choose between several."""

    start: Key
    years: int
    where: tuple[Match, ...] = ()
    not_before: str | None = None  # only documents whose start date is on or after this day


class Validity(Spec):
    """When a document of this type is in force.

    `valid_until` is a printed end date; `valid_for` a printed duration or range (有效期三年);
    `terms` are tried in order when neither is read.
    """

    valid_from: Key | None = None
    valid_until: Key | None = None
    valid_for: Key | None = None
    terms: tuple[Term, ...] = ()


class DocumentType(Spec):
    """One document type; `identity` fields tell two papers of the type apart (the same = a duplicate).

    `kind_of` is the wider type that a narrower one belongs to: an award for science is an honour.
    `stops` are printed labels of no field: what stands behind them belongs to none.
    """

    key: Key
    title_zh: str
    aliases_zh: tuple[str, ...] = ()
    kind_of: Key | None = None
    role: Literal["claim", "evidence", "review", "other"]
    recognition: Recognition = Recognition()
    fields: tuple[FieldSpec, ...] = ()
    stops: tuple[str, ...] = ()
    proves: tuple[Proof, ...] = ()
    validity: Validity | None = None
    holder: Key | None = None
    identity: tuple[Key, ...] = ()
    narrates: bool = False  # True: its sentences state figures of the applicant (profiles, reports)
    counted: bool = True  # False: never counts as evidence of a number (acceptance notices)

    def field(self, key: str) -> FieldSpec | None:
        """The field with this key."""
        return next((field for field in self.fields if field.key == key), None)

    def proof(self, indicator: str) -> Proof | None:
        """How this type proves an indicator, None when it does not."""
        return next((proof for proof in self.proves if proof.indicator == indicator), None)
