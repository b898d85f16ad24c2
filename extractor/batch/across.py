"""Holds the submissions of a batch against one another: what two applicants use, or one uses twice.

In: what was kept of every submission. Out: findings that all need a person: papers may be shared
rightly (a patent of two owners, a contract of its two parties), and a number may be misread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.batch.alike import alike_pages
from extractor.batch.figures import changed_figures
from extractor.batch.paragraphs import numbers_of, shared_paragraphs
from extractor.batch.use import use_of
from extractor.batch.words import applicant_message, picture_message, trace_message
from models.batch import CrossFinding, PagePrint, Trace, TraceKind, Worked
from models.finding import Severity
from models.kinds.company_name import company_key

WEIGHTS = {
    TraceKind.patent: Severity.warning,
    TraceKind.software_copyright: Severity.warning,
    TraceKind.certificate: Severity.warning,
    TraceKind.audit_report: Severity.warning,
    TraceKind.contract: Severity.info,
    TraceKind.phone: Severity.info,
    TraceKind.address: Severity.info,
}
"""Contracts have two parties, and firms of one building or one agent share an address or a phone."""
COUNTED = (TraceKind.patent, TraceKind.software_copyright, TraceKind.certificate)
"""What must not count twice for one applicant."""

Node = tuple[int, str]
"""A document: position of its submission, id."""


class _Seen(NamedTuple):
    """One trace and the submission it stands in."""

    submission: int
    trace: Trace


def compare_submissions(
    current: Sequence[Worked], *, earlier: Sequence[Worked] = ()
) -> tuple[CrossFinding, ...]:
    """Return what is shared: applicants, numbers, pictures, words; each in the order of the batch.

    Two submissions of one applicant give one finding and are not held against each other:
    `heyan diff` is for that. Pictures of papers that a shared number already names are left out.
    Those of `earlier` batches are held against the current ones, not against each other; where an
    applicant handed in before, the figures of the same year are compared too.
    """
    submissions = (*current, *earlier)
    owners = _owners(submissions)
    shared = _shared_traces(submissions, owners)
    told = {
        pair
        for group in shared
        for pair in _document_pairs((s.submission, s.trace.document) for s in group)
    }
    pictures = _shared_pictures(submissions, owners, told)
    found = (
        *_shared_applicants(current),
        *changed_figures(submissions, owners, first_earlier=len(current)),
        *(_trace_finding(group, submissions, owners) for group in shared),
        *(_picture_finding(group, submissions, owners) for group in pictures),
        *shared_paragraphs(submissions, owners),
    )
    names = {worked.name for worked in current}
    return tuple(f for f in found if any(use.submission in names for use in f.uses))


def _owners(submissions: Sequence[Worked]) -> list[int]:
    """For each submission the position of the first one of the same applicant.

    The same name is the same applicant; the same code is where a name was not read.
    """
    owners: list[int] = []
    by_name: dict[str, int] = {}
    by_code: dict[str, int] = {}
    nameless: dict[str, int] = {}  # of those whose name was not read, by code
    for position, worked in enumerate(submissions):
        name = company_key(worked.applicant.applicant_name or "")
        code = worked.applicant.uscc or ""
        known = [by_name.get(name), nameless.get(code)] if name else [by_code.get(code)]
        first = min((i for i in known if i is not None), default=position)
        owners.append(owners[first] if first < position else position)
        if name:
            by_name.setdefault(name, position)
        if code:
            by_code.setdefault(code, position)
        if code and not name:
            nameless.setdefault(code, position)
    return owners


def _shared_applicants(submissions: Sequence[Worked]) -> list[CrossFinding]:
    """Submissions under one code or one name, each group once."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for position, worked in enumerate(submissions):
        code, name = worked.applicant.uscc, worked.applicant.applicant_name
        if code:
            groups[code].append(position)
        if name:
            groups[company_key(name)].append(position)
    found = sorted({tuple(group): key for key, group in groups.items() if len(group) > 1}.items())
    return [
        CrossFinding(
            kind=TraceKind.applicant,
            severity=Severity.warning,
            value=key,
            message=applicant_message([submissions[i] for i in group]),
            uses=tuple(use_of(submissions[i]) for i in group),
        )
        for group, key in found
    ]


def _shared_traces(submissions: Sequence[Worked], owners: list[int]) -> list[list[_Seen]]:
    """Groups of the same number, in the order of their first places."""
    groups: defaultdict[tuple[TraceKind, str], list[_Seen]] = defaultdict(list)
    for position, worked in enumerate(submissions):
        for trace in numbers_of(worked):
            groups[trace.kind, trace.key].append(_Seen(position, trace))
    return [group for group in groups.values() if _is_shared(group, owners)]


def _is_shared(group: list[_Seen], owners: list[int]) -> bool:
    """Used by two applicants, or twice by one where papers are counted."""
    if len({owners[seen.submission] for seen in group}) > 1:
        return True
    documents = {(seen.submission, seen.trace.document) for seen in group}
    is_counted = group[0].trace.kind in COUNTED
    return is_counted and len(documents) > len({submission for submission, _ in documents})


def _trace_finding(
    group: list[_Seen], submissions: Sequence[Worked], owners: list[int]
) -> CrossFinding:
    first = group[0].trace
    is_across = len({owners[seen.submission] for seen in group}) > 1
    is_light = not is_across or _are_joint(group, submissions)
    uses = tuple(use_of(submissions[seen.submission], trace=seen.trace) for seen in group)
    return CrossFinding(
        kind=first.kind,
        severity=Severity.info if is_light else WEIGHTS[first.kind],
        value=first.raw,
        message=trace_message(first.kind, first.raw, uses, is_across=is_across),
        uses=uses,
    )


def _are_joint(group: list[_Seen], submissions: Sequence[Worked]) -> bool:
    """Whether every paper names every applicant that uses it: owners in common."""
    names = [submissions[seen.submission].applicant.applicant_name for seen in group]
    holders = [company_key(seen.trace.holder or "") for seen in group]
    return all(name and company_key(name) in holder for name in names for holder in holders)


def _shared_pictures(
    submissions: Sequence[Worked], owners: list[int], told: set[tuple[Node, Node]]
) -> list[list[tuple[int, PagePrint]]]:
    """Groups of pages that look the same, one group per set of documents that share any."""
    pages = [(position, page) for position, w in enumerate(submissions) for page in w.prints]
    groups: dict[Node, set[int]] = {}
    for left, right in alike_pages([page for _, page in pages]):
        (one, a), (other, b) = pages[left], pages[right]
        nodes = ((one, a.document), (other, b.document))
        is_own = owners[one] == owners[other] and one != other
        if nodes[0] == nodes[1] or is_own or nodes in told or not _is_of_one_type(a, b):
            continue
        merged = groups.get(nodes[0], set()) | groups.get(nodes[1], set()) | {left, right}
        for index in merged:
            groups[pages[index][0], pages[index][1].document] = merged
    distinct = {tuple(sorted(group)) for group in groups.values()}
    return [[pages[index] for index in group] for group in sorted(distinct)]


def _is_of_one_type(one: PagePrint, other: PagePrint) -> bool:
    """Whether two pages are of papers of one type: a paper and its mention elsewhere are no reuse."""
    return one.document_type == other.document_type


def _picture_finding(
    group: list[tuple[int, PagePrint]], submissions: Sequence[Worked], owners: list[int]
) -> CrossFinding:
    is_across = len({owners[position] for position, _ in group}) > 1
    uses = tuple(use_of(submissions[position], page=page) for position, page in group)
    return CrossFinding(
        kind=TraceKind.page_picture,
        severity=Severity.warning if is_across else Severity.info,
        value="",
        message=picture_message(uses, is_across=is_across),
        uses=uses,
    )


def _document_pairs(nodes: Iterable[Node]) -> set[tuple[Node, Node]]:
    ordered = sorted(set(nodes))
    return {(a, b) for a in ordered for b in ordered if a != b}
