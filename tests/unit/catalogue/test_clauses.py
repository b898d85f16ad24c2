"""Every quote of the catalogue was found in the lines it cites, and is still the same.

The sources are not part of the project. Where a folder with them is given by HEYAN_SOURCES, quotes are
compared with the texts themselves; without it, with the record of the last comparison.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from models.catalogue import check_catalogue
from tools.clauses import RECORD, Sources, compare, digest, missing_parts, quoted

CATALOGUE = check_catalogue()
KEPT = json.loads(RECORD.read_text("utf-8"))
FOLDER = os.environ.get("HEYAN_SOURCES")


def test_every_quote_is_one_that_was_compared_with_its_source() -> None:
    unknown = [
        f"{citation}: {quote}"
        for citation, quotes in quoted(CATALOGUE).items()
        for quote in quotes
        if digest(quote) not in KEPT.get(citation, {}).get("quotes", [])
    ]
    assert not unknown


def test_nothing_is_kept_that_nobody_quotes() -> None:
    assert set(KEPT) == set(quoted(CATALOGUE))


def test_every_condition_cites_its_lines() -> None:
    for key in CATALOGUE.programmes:
        for condition in CATALOGUE.programme(key).conditions:
            assert condition.clause.lines, (key, condition.id)
            assert condition.clause.text, (key, condition.id)


@pytest.mark.skipif(FOLDER is None, reason="HEYAN_SOURCES names no folder with the sources")
def test_quotes_stand_in_the_sources() -> None:
    record, faults = compare(CATALOGUE, Sources(Path(FOLDER or "")))
    assert not faults
    assert record == KEPT


def test_a_quote_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text(
        "第一条 企业资产\n“专精特新”中小企业发展政策汇编 地方文件\n12\n负债率不高于 70%。\n",
        "utf-8",
    )
    cited = Sources(tmp_path).cited("notice.txt:1-4")
    assert missing_parts("企业资产负债率不高于70%。", cited) == []
    assert missing_parts("第一条……不高于70%", cited) == []
    assert missing_parts("企业资产负债率不高于80%。", cited) == ["企业资产负债率不高于80%。"]
