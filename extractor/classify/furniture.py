"""Pages that are no paper: blank sides, dividers between papers, contents lists."""

from __future__ import annotations

import re

from extractor.classify.page_view import PageView
from models.page import PageText

CONTENTS = "contents"
DIVIDER = "divider"
EVIDENCE_INDEX = "evidence_index"  # the document type of contents lists

_BLANK_INK = 0.004
_CONTENTS_TITLE = re.compile(
    r"^(目录|目次|CONTENTS|(佐证|证明|申报|附件|相关|评审)?(材料|文件|附件)?目录(索引)?|(佐证|证明)材料清单)$",
    re.I,
)
_LEADER = re.compile(r"([.·…•_-]{3,}|…+)\(?[\dPp]{1,4}(-\d+)?\)?$")
_DIVIDER = re.compile(
    r"^(附件|附录|附表|附|第.{1,3}部分|第.{1,3}[章篇节]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.)]"
    r"|\([一二三四五六七八九十\d]{1,3}\))"
)
_LONG_NUMBER = re.compile(r"\d{5,}|\d{4}年")


def is_blank(page: PageText) -> bool:
    """Whether nothing is printed on the page (a page number or specks aside)."""
    characters = sum(len(line.text.strip()) for line in page.lines if line.confidence >= 0.5)
    return characters <= 3 and page.ink < _BLANK_INK and not page.seals and not page.tables


def is_contents(view: PageView) -> bool:
    """Whether the page lists what follows, with page numbers."""
    titled = any(_CONTENTS_TITLE.match(row) for row in view.rows[:4])
    leaders = sum(1 for row in view.rows if _LEADER.search(row))
    return titled or (leaders >= 4 and 2 * leaders >= len(view.rows))


def is_divider(page: PageText, view: PageView) -> bool:
    """Whether the page only announces the papers that follow: few words, no numbers, no seal."""
    if page.seals or page.tables or not 0 < view.characters <= 40 or len(view.rows) > 3:
        return False
    if _LONG_NUMBER.search(view.body):
        return False
    return view.characters <= 24 or any(_DIVIDER.match(row) for row in view.rows)
