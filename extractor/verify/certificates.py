"""The standing of every certificate on the reference date: in force, held by the applicant, no duplicate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from extractor.verify.dates import add_years, chinese, end_of, first_day, last_day
from extractor.verify.matching import matches
from extractor.verify.misread import doubt_of
from extractor.verify.names import Holder, judge_holder
from extractor.verify.registers import Entry, about, against, entries_of, transfer_in
from extractor.verify.values import shown, where
from models.catalogue.catalogue import Catalogue
from models.catalogue.spec_documents import DocumentType, Term
from models.field import DocumentRecord, Field, FieldStatus, Value
from models.kinds.company_name import company_key


class Standing(StrEnum):
    """Whether a certificate counts."""

    valid = "valid"
    doubtful = "doubtful"  # a person must look: something decisive was not read, or not surely
    expired = "expired"
    not_yet = "not_yet"  # dated after the reference date
    foreign = "foreign"
    duplicate = "duplicate"


@dataclass(frozen=True)
class Certificate:
    """One certificate, judged; `reason` is a Chinese clause, `grounds` the values that decided."""

    record: DocumentRecord
    type: DocumentType
    standing: Standing
    reason: str = ""
    grounds: tuple[Value, ...] = ()
    until: date | None = None
    status: Value | None = None
    """The legal status on a paper of the register that speaks against it."""

    entries: tuple[Entry, ...] = ()
    """Papers of the register about it, the newest first."""

    @property
    def mark(self) -> Value | None:
        """The value that tells this certificate apart, else the first value read from it."""
        keys = (*self.type.identity, *(field.key for field in self.type.fields))
        found = (self.record.get(key) for key in keys)
        return next((field.reading for field in found if field and field.value), None)

    @property
    def name(self) -> str:
        """How messages call it: `专利证书“ZL…”（file 第n页）`."""
        mark = self.mark
        return f"{self.type.title_zh}“{shown(mark)}”{where(mark)}" if mark else self.type.title_zh


def judge_certificates(
    records: Iterable[DocumentRecord],
    catalogue: Catalogue,
    *,
    names: Sequence[Value],
    on: date | None,
) -> tuple[Certificate, ...]:
    """Judge every paper of a type with a holder or a term; without a date no term is judged.

    A second paper with the same identity is a duplicate. With a paper that proves a change of name,
    another holder is doubtful, not foreign. Papers of the patent register say who holds a patent now,
    and whether it is in force.
    """
    known = [record for record in records if record.type in catalogue.document_types]
    renamed = any(record.type == "name_change_proof" for record in known)
    registered = entries_of(known)
    seen: set[tuple[str, ...]] = set()
    result = []
    for record in known:
        kind = catalogue.document_types[record.type]
        if kind.role != "evidence" or not kind.counted or record.type == "audit_report":
            continue
        identity = _identity(record, kind)
        if identity and identity in seen:
            result.append(Certificate(record, kind, Standing.duplicate, "与另一份证书编号相同"))
            continue
        seen.update({identity} if identity else ())
        entries = about(record, registered)
        judged = _judge(record, kind, names=names, on=on, renamed=renamed, entries=entries)
        result.append(replace(judged, entries=entries))
    return tuple(result)


def _identity(record: DocumentRecord, kind: DocumentType) -> tuple[str, ...]:
    values = tuple((record.get(key), key) for key in kind.identity)
    texts = tuple(field.value or "" if field else "" for field, _ in values)
    return (kind.key, *texts) if texts and texts[0] else ()


def _judge(
    record: DocumentRecord,
    kind: DocumentType,
    *,
    names: Sequence[Value],
    on: date | None,
    renamed: bool,
    entries: Sequence[Entry],
) -> Certificate:
    holder = _judge_holder(record, kind, names=names, renamed=renamed)
    now = transfer_in(entries)
    if now is not None and names:
        holder = _holder_now(record, kind, now, holder, names, renamed=renamed)
    if holder is not None and holder.standing is Standing.foreign:
        return holder
    term = _judge_term(record, kind, on=on) if on and kind.validity else None
    if term is not None and term.standing is not Standing.valid:
        return term
    status = _judge_status(record, kind, entries, on=on)
    if status is not None:
        return status
    if holder is not None:
        return holder
    return term or Certificate(record, kind, Standing.valid)


def _judge_holder(
    record: DocumentRecord, kind: DocumentType, *, names: Sequence[Value], renamed: bool
) -> Certificate | None:
    """None when the applicant holds it (or when there is no name to compare with)."""
    if kind.holder is None or not names:
        return None
    field = record.get(kind.holder)
    holder = field.reading if field and field.value else None
    if holder is None and _names_applicant(record, kind, names):
        return None
    if holder is None:
        return Certificate(record, kind, Standing.doubtful, "未读到持有人名称")
    judged = judge_holder(holder, names)
    if judged is Holder.applicant:
        return None
    reason = f"持有人为“{shown(holder)}”，不是申请企业“{shown(names[0])}”"
    unsure = judged is Holder.perhaps or renamed or doubt_of(holder) or doubt_of(names[0])
    standing = Standing.doubtful if unsure else Standing.foreign
    return Certificate(record, kind, standing, reason, (holder,))


def _holder_now(
    record: DocumentRecord,
    kind: DocumentType,
    entry: Entry,
    printed: Certificate | None,
    names: Sequence[Value],
    *,
    renamed: bool,
) -> Certificate | None:
    """Who holds it by a later paper of the register: None when that is the applicant.

    `printed` is the judgement by the certificate itself. A paper not surely read, one without a day, one
    of an applicant who was renamed and a contract that no registration follows leave a person to decide.
    """
    holder = entry.holder
    if holder is None:
        return printed
    judged = judge_holder(holder, names)
    unsure = not entry.is_sure or doubt_of(holder) is not None
    if judged is Holder.applicant and entry.is_registered and not unsure:
        return None
    reason = f"持有人按{entry.name}为“{shown(holder)}”{where(holder)}"
    if judged is Holder.applicant:
        grounds = (holder,)
        reason += "，但识别没有把握" if unsure else "，材料中未见国家知识产权局的登记"
        return printed and Certificate(record, kind, Standing.doubtful, reason, grounds)
    if printed is not None:
        return printed
    unsure = unsure or renamed or entry.day is None or judged is Holder.perhaps
    unsure = unsure or not entry.is_registered
    standing = Standing.doubtful if unsure else Standing.foreign
    reason = f"{reason}，不是申请企业“{shown(names[0])}”"
    return Certificate(record, kind, standing, reason, (holder,))


def _judge_status(
    record: DocumentRecord, kind: DocumentType, entries: Sequence[Entry], *, on: date | None
) -> Certificate | None:
    """Expired where the register says that the right has ended; doubtful where a fee is overdue."""
    entry = against(entries)
    if entry is None or entry.status is None:
        return None
    day = first_day(entry.day.value if entry.day else None)
    sure = entry.is_sure and doubt_of(entry.status) is None
    ended = entry.has_ended and sure and day is not None and (on is None or day <= on)
    standing = Standing.expired if ended else Standing.doubtful
    reason = f"的法律状态按{entry.name}为“{shown(entry.status)}”{where(entry.status)}"
    return Certificate(record, kind, standing, reason, (entry.status,), status=entry.status)


def _names_applicant(record: DocumentRecord, kind: DocumentType, names: Sequence[Value]) -> bool:
    """Whether a notice that lists what it recognises has an entry that begins with the applicant's name."""
    known = tuple(company_key(name.value) for name in names)
    listed = (field.value for key in kind.identity for field in record.all(key))
    return any(company_key(entry).startswith(known) for entry in listed if entry)


def _judge_term(record: DocumentRecord, kind: DocumentType, *, on: date) -> Certificate | None:
    if (validity := kind.validity) is None:
        return None
    begins = _field(record, validity.valid_from)
    start = first_day(begins.value if begins else None)
    if start and begins and start > on:
        standing = Standing.doubtful if doubt_of(begins.reading) else Standing.not_yet
        reason = f"日期为{chinese(start)}，晚于基准日{chinese(on)}"
        return Certificate(record, kind, standing, reason, _readings(begins))
    until, grounds = _end(record, kind, begins=begins)
    if until is None:
        return _without_end(record, kind)
    if until >= on:
        return Certificate(record, kind, Standing.valid, "", grounds, until)
    unsure = any(doubt_of(value) for value in grounds)
    standing = Standing.doubtful if unsure else Standing.expired
    reason = f"有效期至{chinese(until)}，在基准日{chinese(on)}之前已经届满"
    return Certificate(record, kind, standing, reason, grounds, until)


def _without_end(record: DocumentRecord, kind: DocumentType) -> Certificate | None:
    """No end was found: doubtful when the type needs one, else the paper simply has no term."""
    validity = kind.validity
    if validity is None:
        return None
    keys = [key for key in (validity.valid_until, validity.valid_for) if key]
    unreadable = any(
        field.status is FieldStatus.unreadable for key in keys if (field := record.get(key))
    )
    needed = any(spec.required for key in keys if (spec := kind.field(key)))
    if unreadable or needed or (validity.terms and not keys) or validity.terms:
        return Certificate(record, kind, Standing.doubtful, "未读到有效期限")
    return None


def _end(
    record: DocumentRecord, kind: DocumentType, *, begins: Field | None
) -> tuple[date | None, tuple[Value, ...]]:
    """The last day in force and the values that say so: of a duration also the day it runs from."""
    validity = kind.validity
    if validity is None:
        return None, ()
    printed = _field(record, validity.valid_until)
    if printed and (until := last_day(printed.value)):
        return until, _readings(printed)
    lasting = _field(record, validity.valid_for)
    start = first_day(begins.value if begins else None)
    if lasting and lasting.value and (until := end_of(lasting.value, start=start)):
        return until, _readings(begins, lasting)
    for term in validity.terms:
        if until := _term_end(record, term):
            return until, _readings(record.get(term.start))
    return None, ()


def _readings(*fields: Field | None) -> tuple[Value, ...]:
    return tuple(field.reading for field in fields if field and field.reading)


def _term_end(record: DocumentRecord, term: Term) -> date | None:
    """The day before the term is full; None when the term does not apply or its start was not read."""
    field = _field(record, term.start)
    start = first_day(field.value if field else None)
    if start is None or matches(record, term.where) is not True:
        return None
    if term.not_before and start < date.fromisoformat(term.not_before):
        return None
    return add_years(start, term.years)


def _field(record: DocumentRecord, key: str | None) -> Field | None:
    field = record.get(key) if key else None
    return field if field and field.value else None
