"""The packs are complete: as many conditions as the inventory of the sources counts, all accounted for."""

from __future__ import annotations

from collections import Counter

import pytest

from models.catalogue import check_catalogue
from models.catalogue.describe import Handling, handling_of
from models.catalogue.spec_programmes import Programme
from models.catalogue.spec_tree import AllOf, AnyOf, Ask, AtLeast, Node, branches

CATALOGUE = check_catalogue()
PACKS = [CATALOGUE.programme(key) for key in CATALOGUE.programmes]


def test_there_is_a_pack_for_every_track() -> None:
    assert len(PACKS) == 205
    assert Counter(pack.part for pack in PACKS) == {1: 11, 2: 28, 3: 53, 4: 46, 5: 67}
    assert Counter(pack.applicant_kind for pack in PACKS) == {
        "enterprise": 133, "platform": 51, "project": 17, "product": 3, "government": 1,
    }  # fmt: skip


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_counted_condition_is_there(pack: Programme) -> None:
    assert sum(condition.listed for condition in pack.conditions) == pack.listed


def test_only_two_tracks_ask_for_nothing() -> None:
    without = [pack.id for pack in PACKS if not pack.conditions]
    assert without == ["hun-dispatch-2021", "sd-credit-2021"]


def test_what_a_document_that_is_not_printed_says_is_told() -> None:
    for pack in PACKS:
        if any(condition.kind == "ref" for condition in pack.conditions):
            assert pack.unprinted, pack.id


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_pack_names_the_papers_or_says_why_not(pack: Programme) -> None:
    unlisted = pack.unlisted_evidence
    assert pack.required_evidence or unlisted
    if unlisted is not None:
        assert unlisted.reason_zh.endswith("。")
        assert unlisted.clause.lines
        assert unlisted.clause.text


def test_a_list_of_its_own_does_not_inherit_what_the_base_does_not_print() -> None:
    base = CATALOGUE.programme("cn-key-xjr")
    assert base.unlisted_evidence is not None
    assert CATALOGUE.programme("sc-key2-ent").unlisted_evidence is None
    assert CATALOGUE.programme("zj-key1-ent").unlisted_evidence != base.unlisted_evidence
    assert CATALOGUE.programme("zj-key1-ent").required_evidence == base.required_evidence


def test_years_are_those_of_the_notice() -> None:
    assert CATALOGUE.programme("hun-xjr-2020").year("Y") == "2019"
    assert CATALOGUE.programme("qd-zjtx-2022").year("Y-1") == "2020"
    assert CATALOGUE.programme("js-xjr-innov-2021").year("Y+3") == "2023"


def test_every_question_is_a_whole_chinese_one() -> None:
    for pack in PACKS:
        for condition in pack.conditions:
            trees = (*condition.trees, *((condition.when,) if condition.when else ()))
            asked = [ask for tree in trees for ask in _questions(tree)]
            asked += [condition.enquiry.question_zh] if condition.enquiry else []
            for text in asked:
                assert len(text) >= 6, (pack.id, condition.id, text)
                assert "是否" in text or "既" in text, (pack.id, condition.id, text)
                assert "@" not in text, (pack.id, condition.id, text)


def _questions(node: Node) -> list[str]:
    if isinstance(node, Ask):
        return [node.ask]
    if isinstance(node, AllOf | AnyOf | AtLeast):
        return [text for branch in branches(node) for text in _questions(branch)]
    return []


def test_every_part_of_the_inventory_is_accounted_for() -> None:
    """Counted conditions by part, and how they are dealt with; what is not checked has its reason."""
    listed: Counter[int | None] = Counter()
    handled: dict[int | None, Counter[Handling]] = {}
    for pack in PACKS:
        for condition in pack.conditions:
            listed[pack.part] += condition.listed
            handled.setdefault(pack.part, Counter())[handling_of(condition)] += condition.listed
            if handling_of(condition) is Handling.unchecked:
                assert condition.unchecked_zh
                assert condition.unchecked_zh.endswith("。"), (pack.id, condition.id)
    assert listed == {1: 144, 2: 297, 3: 364, 4: 350, 5: 505}
    parts = {part: tuple(counts[kind] for kind in Handling) for part, counts in handled.items()}
    assert parts == {
        1: (67, 49, 28), 2: (226, 69, 2), 3: (259, 96, 9), 4: (257, 91, 2), 5: (324, 162, 19),
    }  # fmt: skip
