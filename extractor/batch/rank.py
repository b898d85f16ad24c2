"""Orders the submissions of a batch by risk: what weighs most comes first, and the reasons are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.batch import CrossFinding, SubmissionState, Worked
from models.finding import Severity


class Weights(NamedTuple):
    """What is counted of a submission; compared from the first number to the last, larger is riskier.

    No sum of points: a mere difference in small things never outweighs a large one.
    """

    unusable: int  # 1 where nothing could be verified
    errors: int
    shared: int  # weighty things shared with another applicant
    warnings: int
    missing: int  # papers that the programme asks for
    reviews: int
    unread: int  # pages and files
    hints: int  # light things shared


class Ranked(NamedTuple):
    """A submission with its rank from 1; equal weights share a rank."""

    rank: int
    worked: Worked
    weights: Weights
    reasons: tuple[str, ...]


def rank_submissions(
    submissions: Sequence[Worked], cross: Sequence[CrossFinding]
) -> tuple[Ranked, ...]:
    """Return the submissions, the riskiest first; the order of the batch decides between equals."""
    shared = by_submission(cross)
    weighed = [(worked, weigh(worked, shared.get(worked.name, ()))) for worked in submissions]
    weighed.sort(key=lambda pair: pair[1], reverse=True)
    ranks: dict[Weights, int] = {}
    for position, (_, weights) in enumerate(weighed, start=1):
        ranks.setdefault(weights, position)
    return tuple(
        Ranked(ranks[weights], worked, weights, tuple(_reasons(worked, weights)))
        for worked, weights in weighed
    )


def by_submission(cross: Sequence[CrossFinding]) -> Mapping[str, Sequence[CrossFinding]]:
    """Return the findings of a batch by the names of the submissions they are about."""
    found: defaultdict[str, list[CrossFinding]] = defaultdict(list)
    for finding in cross:
        for name in dict.fromkeys(use.submission for use in finding.uses):
            found[name].append(finding)
    return found


def weigh(worked: Worked, shared: Sequence[CrossFinding]) -> Weights:
    """Return the weights of one submission; `shared` are the findings across submissions about it."""
    heavy = sum(finding.severity is not Severity.info for finding in shared)
    errors = sum(reason.severity is Severity.error for reason in worked.reasons)
    return Weights(
        unusable=int(worked.state in (SubmissionState.refused, SubmissionState.failed)),
        errors=errors,
        shared=heavy,
        warnings=len(worked.reasons) - errors,
        missing=sum(line.presence in ("missing", "partial") for line in worked.evidence),
        reviews=worked.counts.review,
        unread=len(worked.unread),
        hints=len(shared) - heavy,
    )


def _reasons(worked: Worked, weights: Weights) -> list[str]:
    """The weights in words, heaviest first; what a submission has none of is left out."""
    if worked.reason is not None:
        return [f"未能核验［{worked.reason.code}］：{worked.reason.message}"]
    words = (
        ("重要不一致 {} 项", weights.errors),
        ("与其他申报单位重复 {} 项", weights.shared),
        ("一般不一致 {} 项", weights.warnings),
        ("缺少或不全的材料 {} 种", weights.missing),
        ("需人工判断 {} 项", weights.reviews),
        ("未读取的页面或文件 {} 处", weights.unread),
        ("比对提示 {} 项", weights.hints),
    )
    return [word.format(number) for word, number in words if number]
