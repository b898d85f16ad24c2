"""Facts about marks and blanks: right, wrong, and wrong but flagged."""

from __future__ import annotations

from extractor.evaluate.facts.blank import BlankFact
from extractor.evaluate.facts.mark import ChoiceFact, MarkFact, NoMarkFact
from models.page import PageText
from tests.unit.extract.form.forms import Paper

OPTIONS = ("甲类", "乙类")


def page_of(cell: str) -> PageText:
    return Paper().table([["设备分类", cell]], widths=(0.25, 0.6)).page()


def mark(option: str, state: str, *, single: bool = True) -> MarkFact:
    return MarkFact.model_validate(
        {
            "field": "设备分类",
            "options": OPTIONS,
            "option": option,
            "state": state,
            "single": single,
        }
    )


def choice(*chosen: str, doubtful: bool = False) -> ChoiceFact:
    return ChoiceFact(field="设备分类", options=OPTIONS, chosen=chosen, doubtful=doubtful)


def test_state_of_a_mark() -> None:
    page = page_of("□甲类 ☑乙类")
    assert mark("乙类", "ticked").check([page]).right
    assert mark("甲类", "empty").check([page]).right
    missed = mark("甲类", "ticked").check([page])
    assert (missed.right, missed.read, missed.flagged) == (False, "empty", False)


def test_mark_that_cannot_be_told_is_wrong_but_flagged() -> None:
    seen = mark("乙类", "ticked").check([page_of("□甲类 ▨乙类")])
    assert (seen.right, seen.flagged) == (False, True)


def test_choice_must_be_told_as_doubtful_where_it_is() -> None:
    assert choice("乙类").check([page_of("□甲类 ☑乙类")]).right
    assert choice("甲类", "乙类", doubtful=True).check([page_of("☑甲类 ☑乙类")]).right
    assert choice(doubtful=True).check([page_of("□甲类 □乙类")]).right
    assert not choice("乙类", doubtful=True).check([page_of("□甲类 ☑乙类")]).right


def test_invented_marks_are_seen() -> None:
    assert NoMarkFact().check([Paper().say("出口").page()]).right
    assert not NoMarkFact().check([page_of("□甲类 □乙类")]).right


def test_blank_filled_in_and_left_empty() -> None:
    page = Paper().say("已建成省级平台3个，市级平台", "个。").page()
    filled = BlankFact(after=("已建成", "省级平台"), before=("个",), text="3")
    empty = BlankFact(after=("已建成", "市级平台"), before=("个",))
    assert filled.check([page]).right
    assert empty.check([page]).right
    wrong = empty.model_copy(update={"text": "1"}).check([page])
    assert (wrong.right, wrong.read) == (False, "absent")
