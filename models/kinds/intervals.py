"""When two printed numbers agree: each stands for the interval that its last place leaves open."""

from __future__ import annotations

from decimal import Decimal

from models.kinds.base import Agreement, Parsed


def agree_numbers(left: Parsed, right: Parsed) -> Agreement:
    """Compare two numbers in the same base unit by what their printed places can tell apart.

    A printed number is its value ± half a step. Intervals that overlap agree (as in Calculations 1.1
    of XBRL). What cutting off instead of rounding leaves, less than one step of the coarser number or
    just one where both are equally coarse, is `agree_within_step`. Everything further apart differs.
    """
    distance = abs(Decimal(left.value) - Decimal(right.value))
    left_step, right_step = Decimal(left.step or 0), Decimal(right.step or 0)
    half_way = (left_step + right_step) / 2
    if distance == 0 or distance < half_way:
        return Agreement.agree
    if distance == half_way and min(left_step, right_step) == 0:
        return Agreement.agree  # an exact number half a step away rounds either way
    one_step = max(left_step, right_step)
    if distance < one_step or (distance == one_step and left_step == right_step):
        return Agreement.agree_within_step
    return Agreement.differ
