"""The organisation whose seal it is: the text of the ring without what only says which of its seals."""

from __future__ import annotations

import re

_BODY = (
    r"公司|集团|厂|企业|商行|合作社|事务所|银行|支行|分行|局|厅|署|委员会|管委会|政府|部|院|研究所|协会"
    r"|学会|商会|联合会|联盟|中心|办公室|领导小组|法院|检察院|大学|学院|学校|工作站|处|所|会|社|室"
)
_WITH_PURPOSE = re.compile(
    rf"^(.*(?:{_BODY}))([^章印]{{0,10}}[章印](?:\(.{{1,3}}\)|[0-9一二三四五六七八九十]*))$"
)
_PURPOSE = re.compile(r"(?:(?:合同|财务|发票|业务|行政|人事|投标|报关)?专用章|公章|印章|章|印)$")
_FEWEST = 4  # characters of a name


def name_of(ring: str) -> str:
    """Return the name that a seal's ring carries, "" where it carries none.

    `ring` is its text: a name, at times followed by the purpose of the seal (合同专用章, 财务章(2)).
    """
    named = _WITH_PURPOSE.match(ring)
    name = named.group(1) if named else _PURPOSE.sub("", ring)
    return name if len(name) >= _FEWEST else ""
