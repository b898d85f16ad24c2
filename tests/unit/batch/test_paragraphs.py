"""The same words in the forms of two applicants are told once, with names and figures left out."""

from __future__ import annotations

import pytest

from extractor.batch.across import compare_submissions
from extractor.batch.sentences import sentences_of
from models.batch import Trace, TraceKind, Worked
from models.finding import Outcome, Severity
from tests.unit.batch.builders import NORTH, SOUTH, trace, worked

FIRST = "{}专注于精密传动零部件的研发与制造，{}年起为多家主机厂配套供货"
SECOND = "本公司建有省级技术中心并与多所高校共建联合实验室，研发人员占{}%"
LONG = FIRST + "，产品覆盖机床、机器人和风电三个领域，关键工序全部自主完成并通过客户现场审核"


def spoken(text: str, applicant: str) -> list[Trace]:
    return [
        trace(sentence.key, kind=TraceKind.paragraph).model_copy(update={"raw": sentence.raw})
        for sentence in sentences_of(text, applicant_name=applicant)
    ]


def said(name: str, applicant: str, text: str) -> Worked:
    return worked(name, applicant, *spoken(text, applicant))


def test_copied_sentences_are_found_under_other_names_and_figures() -> None:
    found = compare_submissions(
        [
            said("甲", NORTH, f"{FIRST.format(NORTH, 2012)}。{SECOND.format(21)}。"),
            said("乙", SOUTH, f"{FIRST.format(SOUTH, 2015)}；{SECOND.format('18.5')}！"),
        ]
    )
    (finding,) = found
    assert (finding.kind, finding.outcome, finding.severity) == (
        TraceKind.paragraph,
        Outcome.review,
        Severity.info,
    )
    assert [use.submission for use in finding.uses] == ["甲", "乙"]
    assert "2 句" in finding.message
    assert NORTH in finding.message
    assert SOUTH in finding.message


@pytest.mark.parametrize(("text", "told"), [(FIRST, 0), (LONG, 1)])
def test_one_sentence_is_told_where_it_is_long(text: str, told: int) -> None:
    submissions = [
        said("甲", NORTH, text.format(NORTH, 2012)),
        said("乙", SOUTH, text.format(SOUTH, 2012)),
    ]
    assert len(compare_submissions(submissions)) == told


def test_an_applicant_may_say_the_same_twice() -> None:
    text = LONG.format(NORTH, 2012)
    one, other = said("去年", NORTH, text), said("今年", NORTH, text)
    kinds = {finding.kind for finding in compare_submissions([one, other])}
    assert kinds == {TraceKind.applicant}


@pytest.mark.parametrize("text", ["本公司成立于2012年。", "无", "", "见附件一、附件二、附件三。"])
def test_what_everybody_writes_is_no_sentence_of_its_own(text: str) -> None:
    assert list(sentences_of(text, applicant_name=NORTH)) == []


def test_a_sentence_that_others_share_as_well_still_counts() -> None:
    found = compare_submissions(
        [
            said("甲", NORTH, f"{FIRST.format(NORTH, 2012)}。{SECOND.format(21)}。"),
            said("乙", SOUTH, f"{FIRST.format(SOUTH, 2012)}。{SECOND.format(21)}。"),
            said("丙", "东川阀门有限公司", SECOND.format(30)),
        ]
    )
    (finding,) = found
    assert [use.submission for use in finding.uses] == ["甲", "乙"]
    assert "2 句" in finding.message
