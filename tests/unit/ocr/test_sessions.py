"""Quick readings stand only where they are sure; which processors have them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from extractor.ocr.sessions import SURE_STEP, Recogniser, Run, has_matrix_unit

PICTURE = np.zeros((1, 3, 48, 128), dtype=np.float32)
EXACT = np.array([[[0.1, 0.9], [0.2, 0.8]]], dtype=np.float32)


def giving(scores: NDArray[np.float32]) -> Run:
    return lambda _: scores


def quick_scores(*best: float) -> NDArray[np.float32]:
    """Scores of one line whose steps have these probabilities of their best class."""
    return np.array([[[1 - share, share] for share in best]], dtype=np.float32)


@pytest.mark.parametrize(
    ("quick", "stands"),
    [
        (quick_scores(0.99, SURE_STEP + 0.01), True),
        (quick_scores(0.99, SURE_STEP - 0.01), False),
        (quick_scores(0.5, 0.99), False),
    ],
)
def test_a_quick_reading_stands_where_it_is_sure_of_every_step(
    quick: NDArray[np.float32], stands: bool
) -> None:
    recogniser = Recogniser(giving(EXACT), ("", "a"), giving(quick))
    expected = quick if stands else EXACT
    assert np.array_equal(recogniser.scores(PICTURE), expected[0])


def test_without_a_quick_run_the_exact_one_reads() -> None:
    assert np.array_equal(Recogniser(giving(EXACT), ("", "a")).scores(PICTURE), EXACT[0])


@pytest.mark.parametrize(
    ("flags", "has"),
    [("fpu avx2 avx512f amx_bf16 amx_tile", True), ("fpu avx2 avx512_bf16", False), ("", False)],
)
def test_the_matrix_unit_is_told_by_the_flags_of_the_processor(
    tmp_path: Path, flags: str, has: bool
) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(f"processor\t: 0\nflags\t\t: {flags}\n", encoding="utf-8")
    assert has_matrix_unit(told) is has


def test_a_system_that_tells_no_flags_has_no_matrix_unit(tmp_path: Path) -> None:
    assert has_matrix_unit(tmp_path / "none") is False
