"""Which submissions of a batch are drawn for a second look."""

from __future__ import annotations

import pytest

from extractor.batch.sample import draw_sample
from models.batch import SubmissionState, Worked
from tests.unit.batch.builders import worked

MANY = tuple(worked(f"企业{number:03d}") for number in range(200))


def draw(
    submissions: tuple[Worked, ...], percent: float, day: str = "2021-04-30"
) -> frozenset[str]:
    return draw_sample(submissions, percent=percent, programme="p", reference_date=day)


@pytest.mark.parametrize(("percent", "size"), [(0, 0), (0.1, 1), (5, 10), (5.1, 11), (100, 200)])
def test_so_many_percent_are_drawn_rounded_up(percent: float, size: int) -> None:
    assert len(draw(MANY, percent)) == size


def test_the_same_are_drawn_at_every_run_in_any_order() -> None:
    assert draw(MANY, 5) == draw(MANY[::-1], 5)
    assert draw(MANY, 5) < draw(MANY, 10)
    assert draw(MANY, 5) != draw(MANY, 5, day="2022-04-30")


def test_only_what_was_verified_is_drawn() -> None:
    refused = worked("坏").model_copy(update={"state": SubmissionState.refused})
    partly = worked("半").model_copy(update={"state": SubmissionState.partial})
    assert draw((refused, partly), 100) == {"半"}
    assert draw((refused,), 100) == frozenset()
