"""The riskiest submission comes first, and its reasons are named."""

from __future__ import annotations

from extractor.batch.across import compare_submissions
from extractor.batch.rank import rank_submissions
from models.batch import SubmissionState, Worked
from models.submission import Refusal
from tests.unit.batch.builders import NORTH, SOUTH, trace, worked


def names(*submissions: Worked) -> list[tuple[int, str]]:
    ranked = rank_submissions(submissions, compare_submissions(submissions))
    return [(entry.rank, entry.worked.name) for entry in ranked]


def test_the_heavier_reason_goes_first_however_many_light_ones_there_are() -> None:
    light = worked("轻", warnings=9, review=30)
    heavy = worked("重", errors=1)
    assert names(worked("净"), light, heavy) == [(1, "重"), (2, "轻"), (3, "净")]


def test_what_is_shared_weighs_more_than_a_warning() -> None:
    shared = worked("甲", NORTH, trace()), worked("乙", SOUTH, trace())
    assert names(worked("丙", warnings=3), *shared) == [(1, "甲"), (1, "乙"), (3, "丙")]


def test_what_could_not_be_verified_is_never_last() -> None:
    refused = worked("坏", state=SubmissionState.refused).model_copy(
        update={"reason": Refusal(code="encrypted", message="有密码。")}
    )
    (first, _) = rank_submissions([worked("好", errors=5), refused], [])
    assert first.worked.name == "坏"
    assert first.reasons == ("未能核验［encrypted］：有密码。",)


def test_reasons_are_in_the_order_of_weight() -> None:
    (only,) = rank_submissions([worked("甲", errors=2, warnings=1, review=3)], [])
    assert only.reasons == ("重要不一致 2 项", "一般不一致 1 项", "需人工判断 3 项")
