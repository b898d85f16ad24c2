"""Finds the same words in the forms of two applicants: several sentences, or one that is long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.batch.use import use_of
from extractor.batch.words import paragraph_message
from models.batch import CrossFinding, Trace, TraceKind, Worked
from models.finding import Severity

ENOUGH = 2
"""Sentences that two forms must share to be told."""
LONG = 50
"""Characters of a sentence that is enough alone."""

Spoken = dict[int, Trace]
"""A sentence by the positions of the submissions in which it stands."""


def numbers_of(worked: Worked) -> Iterator[Trace]:
    """Yield what a submission holds besides its sentences."""
    return (trace for trace in worked.traces if trace.kind is not TraceKind.paragraph)


def shared_paragraphs(
    submissions: Sequence[Worked], owners: Sequence[int]
) -> Iterator[CrossFinding]:
    """Yield one finding per set of submissions that share sentences, in the order of the batch.

    `owners` gives for each submission the first one of the same applicant, which may say the same twice.
    A sentence that others share as well counts for every set it is shared in.
    """
    groups: defaultdict[tuple[int, ...], list[Spoken]] = defaultdict(list)
    for spoken in _sentences(submissions).values():
        if len({owners[position] for position in spoken}) > 1:
            groups[tuple(sorted(spoken))].append(spoken)
    for positions, sentences in sorted(groups.items(), key=lambda group: group[0]):
        shared = sum(len(more) for others, more in groups.items() if set(others) >= set(positions))
        longest = max(sentences, key=lambda spoken: len(spoken[positions[0]].raw))
        raw = longest[positions[0]].raw
        if shared < ENOUGH and len(raw) < LONG:
            continue
        uses = tuple(use_of(submissions[i], trace=longest[i]) for i in positions)
        yield CrossFinding(
            kind=TraceKind.paragraph,
            severity=Severity.info,
            value=raw,
            message=paragraph_message(raw, shared, uses),
            uses=uses,
        )


def _sentences(submissions: Sequence[Worked]) -> dict[str, Spoken]:
    """Every sentence by its key, with the first place in each submission where it stands."""
    found: dict[str, Spoken] = {}
    for position, worked in enumerate(submissions):
        for trace in worked.traces:
            if trace.kind is TraceKind.paragraph:
                found.setdefault(trace.key, {}).setdefault(position, trace)
    return found
