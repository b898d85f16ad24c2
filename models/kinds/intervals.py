"""When two printed numbers agree: each stands for the interval that its last place leaves open."""

from __future__ import annotations

from decimal import Decimal

from models.kinds.base import Agreement, Parsed


def agree_numbers(left: Parsed, right: Parsed, *, least_rounded: int = 0) -> Agreement:
    """Compare two numbers in the same base unit by what their printed places can tell apart.

    A printed number is its value ± half a step. Intervals that overlap agree (as in Calculations 1.1
    of XBRL). What cutting off instead of rounding leaves is `agree_within_step`: less than one step of
    the coarser number, or just one step where both are equally coarse and at least `least_rounded`
    steps large (a figure of few places was not rounded but stated so). The rest differs.
    """
    a, b = Decimal(left.value), Decimal(right.value)
    left_step, right_step = Decimal(left.step or 0), Decimal(right.step or 0)
    distance, half_way = abs(a - b), (left_step + right_step) / 2
    if distance == 0 or distance < half_way:
        return Agreement.agree
    if distance == half_way and min(left_step, right_step) == 0:
        return Agreement.agree  # an exact number half a step away rounds either way
    one_step = max(left_step, right_step)
    both_rounded = left_step == right_step and min(abs(a), abs(b)) >= least_rounded * one_step
    if distance < one_step or (distance == one_step and both_rounded):
        return Agreement.agree_within_step
    return Agreement.differ
