"""Where fuzzing starts from: for every target some inputs that it knows."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fuzz.targets import zipped
from tests.hostile.office import TEXT, cell

TEXTS = (
    "1,234.57 万元",
    "（1,234.50）",
    "壹仟贰佰叁拾肆万伍仟陆佰元整",
    "12.5%",
    "百分之十二点五",
    "2020年2月29日",
    "二〇二〇年十二月三十一日",
    "2019-2020年",
    "91330108MA2XHYTR4B",
    "ZL 2019 1 0123456.7",
    "2020SR0123456",
    "第 3 名",
    "北岭轴承（杭州）有限公司",
    "☑是 □否",
    "约 35 人",
    "-0.00",
    "１２３，４５６．７８",
    "１e9",
    "∞",
    "",
)
SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "names": (
        b"a/b.pdf",
        "证书/发明.pdf".encode("gbk"),
        b"..\\..\\x",
        b"C:\\x",
        b"/etc/x",
        b"\x75\x70\x09\x00\x01aaaa1.pdf",
    ),
    "formats": (
        b"1234.5\n#,##0.00_);[Red](#,##0.00)",
        b"0.125\n0.0%",
        '43890\nyyyy"年"m"月"d"日"'.encode(),
        b"1e300\n0.00E+00",
        b"-1\n[<=9999999]###-####;(###) ###-####",
        b"3.5\n# ?/?",
        b"2\n[h]:mm:ss.000 AM/PM",
    ),
    "narrative": tuple(
        text.encode()
        for text in (
            "公司成立于2004年，2020年营业收入1.2亿元，研发人员35人，发明专利12项。",
            "近三年平均增长率为15.6%，市场占有率全国第一。",
        )
    ),
    "report": (b"{}", b'{"schema_version":"1","run":{"code_version":"1"}}'),
    "programme": (b"id: a\nbase: b\n", b"{}", b"- 1\n"),
    "corrections": (b'{"entries":[]}', b"[]"),
    "lists": ("企业名称\n北岭轴承有限公司\n".encode(), "名称,年\n甲,2020\n".encode("gb18030")),
    "word": (TEXT.encode(), f"<w:tbl><w:tr><w:tc>{TEXT}</w:tc></w:tr></w:tbl>".encode()),
    "sheet": (
        cell("A1", "<v>1234.5</v>", ' s="0"').encode(),
        cell("B2", "<f>A1*2</f><v>2469</v>").encode(),
        cell("C3", "<is><t>营业收入</t></is>", ' t="inlineStr"').encode(),
        cell("D4", "<v>2020-02-29</v>", ' t="d"').encode(),
    ),
    "zip": (zipped(b"%PDF-1.7"), zipped(b"")),
    "any file": (
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"II*\0",
        b"BM",
        b"PK\x03\x04",
    ),
}
KNOWN: Mapping[str, tuple[bytes, ...]] = {
    "formats": (b"1e300\n0.00", b"nan\n0.00", b"-inf\nGeneral"),
    "sheet": (cell("A1", "<v>NaN</v>").encode(), cell("A1", "<v>1e308</v>", ' s="0"').encode()),
}
"""Inputs on which fuzzing once made a target fail, kept so that they never do again."""


def seeds_of(target: str) -> tuple[bytes, ...]:
    """What fuzzing of a target starts from; what it once failed on is among it."""
    texts = tuple(b"\0" + text.encode() for text in TEXTS)
    return (*SEEDS.get(target, texts), *KNOWN.get(target, ()))
