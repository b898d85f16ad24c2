"""The words that state a unit of money for what stands around them: 单位：万元, （元）, 以人民币元列示."""

from __future__ import annotations

import re

from models.kinds.money_units import Evidence, read_money_unit
from models.kinds.printed import fold_text, without_blanks

_UNIT = re.compile(
    r"(?:金额|货币|计量)?单位(?:均)?(?:[:;为是]|(?=人民币|[元千万百亿]))+\s*(?P<unit>(?:人民币|RMB)?[/(]?(?:元|千元|百元|万元|百万元|亿元)|人民币)"
    r"|^(?P<bare>(?:人民币)?[(]?(?:元|千元|万元|百万元|亿元)[)]?)$"
    r"|[(](?P<inner>(?:人民币)?(?:元|千元|万元|百万元|亿元))[)]"
    r"|单位[^。;,]{2,14}?为(?P<noted>(?:人民币)?(?:元|千元|万元|百万元|亿元))"
    r"|(?P<in>以人民币(?:元|千元|万元|百万元|亿元)(?:表示|列示|为单位))"
)


def read_unit(text: str) -> str | None:
    """The unit of money that a line states for its surroundings ("单位：元", "人民币万元"), or None."""
    bare = without_blanks(fold_text(text))
    match = _UNIT.search(bare)
    if match is None:
        return None
    words = next(group for group in match.groups() if group)
    unit = read_money_unit(
        words.strip("()/").removeprefix("以").replace("列示", "").replace("为单位", "")
    )
    return unit.name if unit is not None and unit.evidence is Evidence.word else None
