"""report.html: one file, what matters first, hostile text harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from extractor.report.as_html import render_html
from models.field import Doubt
from models.finding import Decided, Outcome, Settled
from models.run import Report, RunStatus
from tests.unit.report.builders import (
    CELL,
    EVIDENCE,
    catalogue,
    crops_of,
    finding,
    report,
    value,
)

HOSTILE = "<script>alert('1')</script>\"甲\" & <b onload=x>有限公司</b>"
VOID = {"meta", "img", "br", "col", "input", "link"}
LINKING = {"src", "href", "action", "data", "srcset", "poster", "background"}


class Page(HTMLParser):
    """The elements of a page in order, with their attributes, path and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: text or "" for name, text in attrs}
        self.elements.append((tag, attributes, tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1] if self._open else "", data.strip()))

    def all(self, tag: str) -> Iterator[dict[str, str]]:
        return (attributes for name, attributes, _ in self.elements if name == tag)


def html_of(shown: Report) -> str:
    return render_html(shown, crops=crops_of(shown), catalogue=catalogue()).decode()


def card_of(text: str, number: int) -> str:
    """The source of the card of one finding, by its place among all findings from 1."""
    return text.split(f'id="f{number}"')[1].split("</article>")[0]


def test_the_page_refers_to_nothing_outside_itself() -> None:
    page = Page(html_of(report()))
    assert not {tag for tag, _, _ in page.elements} & {"script", "link", "iframe", "object", "form"}
    linked = [
        text for _, attrs, _ in page.elements for name, text in attrs.items() if name in LINKING
    ]
    assert linked
    assert all(text.startswith(("#", "data:image/jpeg;base64,")) for text in linked)
    style = html_of(report()).split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_a_policy_forbids_everything_but_the_style_and_the_crops() -> None:
    policy = next(
        attrs["content"]
        for attrs in Page(html_of(report())).all("meta")
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def test_every_link_inside_the_page_leads_somewhere() -> None:
    page = Page(html_of(report()))
    ids = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"].removeprefix("#") for attrs in page.all("a")} <= set(ids)


def test_equal_reports_give_equal_pages() -> None:
    assert html_of(report()) == html_of(report())


def test_a_finding_shows_declared_beside_evidence() -> None:
    card = card_of(html_of(report()), 1)
    assert len(re.findall(r'<img src="data:image/jpeg;base64,[^"]{100,}"', card)) == 2
    sides = card.split('class="sides"')[1]
    order = [sides.index(text) for text in ("申报<", "18634.52", "佐证<", "168,345,210.77")]
    assert order == sorted(order)
    for text in (
        "✕ 不一致",
        "申报表.pdf 第 3 页",
        "审计报告.pdf 第 7 页",
        "工信厅企业函〔2021〕79号",
        "上一年度营业收入。",
    ):
        assert text in card


def test_what_matters_comes_first() -> None:
    text = html_of(report())
    titles = re.findall(r"<h2>(.*?)</h2>", text)
    names = [
        "不一致",
        "需人工判断",
        "标准表",
        "未能核对",
        "材料清单",
        "没有佐证可对的申报数",
        "读取情况",
        "文件清单",
        "通过的检查",
        "经人工排除的事项",
        "运行信息",
    ]
    assert titles[0] == "核验结论"
    assert [title.split("、")[1].split("（")[0] for title in titles[1:]] == names
    warning = finding(rule="W-1", severity=finding().severity.warning, message="一般问题。")
    text = html_of(report(warning, finding(rule="E-1", indicator="uscc", message="重要问题。")))
    assert text.index("重要问题。") < text.index("一般问题。")


def test_counts_are_those_of_the_findings() -> None:
    text = html_of(report())
    counts = dict(re.findall(r'class="count (\w+)"><b>(\d+)</b>', text))
    assert counts["failed"] == "1"
    assert counts["review"] == "3"
    assert counts["not_checked"] == counts["passed"] == "1"


def test_what_follows_from_a_finding_stands_with_it() -> None:
    text = html_of(report())
    assert text.count("增长率随之不符。") == 1
    assert "增长率随之不符。" in card_of(text, 1)


def test_findings_without_pictures_share_one_card() -> None:
    text = html_of(report())
    card = card_of(text, 4)
    assert "从业人数未读到内容。" in card
    assert "研发人员数未读到内容。" in card
    assert card.count("上一年度营业收入。") == 1


def test_doubts_and_missing_facts_are_said() -> None:
    doubtful = value("1", raw="1", place=CELL, doubts=(Doubt.under_seal,))
    unsure = finding(Outcome.review, declared=doubtful)
    gap = finding(Outcome.not_checked, declared=None, evidence=(), missing=("2018年审计报告",))
    text = html_of(report(unsure, gap))
    assert "被印章遮盖" in card_of(text, 1)
    assert "缺少：2018年审计报告" in text


def test_outcomes_are_told_without_colour() -> None:
    text = html_of(report())
    for chip in ("✕ 不一致", "？ 需人工判断"):
        assert re.search(rf'class="chip \w+"[^>]*>{chip}', text)


def test_a_row_leads_to_the_finding_that_explains_it() -> None:
    row = html_of(report()).split('<section id="table">')[1].split("</table>")[0]
    assert 'href="#f1"' in row
    assert "不适用" in row


def test_refused_files_are_named() -> None:
    text = html_of(report())
    assert "未读取 证书.pdf［encrypted］" in text
    assert "部分文件或页面未能读取" in text
    assert "部分文件或页面未能读取" not in html_of(report(status=RunStatus.complete))


def test_seals_are_listed_and_no_signature_passes_for_verified() -> None:
    rows = html_of(report()).split('<section id="files">')[1].split("</section>")[0]
    for word in ("红色圆形印章", "清河精密传动有限公司 合同专用章", "签名域 Signature1", "陆明"):
        assert word in rows
    assert "已签名，签名真伪未经验证" in rows
    assert "未作密码学验证" in rows


def test_a_report_without_seals_has_no_list_of_them() -> None:
    shown = report().model_copy(update={"seals": (), "electronic_seals": ()})
    assert "电子签章" not in html_of(shown)


@pytest.mark.parametrize("where", ["applicant", "message", "raw", "title"])
def test_hostile_text_stays_text(where: str) -> None:
    evil = value("1", raw=HOSTILE, place=CELL)
    shown = {
        "applicant": report(applicant=HOSTILE),
        "message": report(finding(message=HOSTILE)),
        "raw": report(finding(declared=evil, evidence=(evil,))),
        "title": report(title=HOSTILE),
    }[where]
    page = Page(html_of(shown))
    assert not list(page.all("script"))
    assert not list(page.all("b")) or all("onload" not in attrs for attrs in page.all("b"))
    assert any(HOSTILE in text for _, text in page.texts)


def test_a_report_without_anything_to_say_says_so() -> None:
    passed = finding(Outcome.passed)
    text = html_of(report(passed, applicant=None))
    assert "没有发现不一致。" in text
    assert "没有需要人工复核的事项。" in text
    assert "所有检查都已进行。" in text
    assert "（未读出企业名称）" in text
    assert EVIDENCE.raw in text


def test_people_s_decisions_move_a_finding() -> None:
    done = finding(message="已说明的出入。").model_copy(
        update={
            "settled": Settled(
                state=Decided.dismissed,
                reason="explained",
                note="来函说明",
                by=("甲",),
                at="2021-06-01",
            )
        }
    )
    text = html_of(report(done))
    assert "没有发现不一致。" in text
    section = text.split('<section id="dismissed">')[1]
    assert "已说明的出入。" in section
    assert "人工意见：已排除：企业已作说明（来函说明）　甲 2021-06-01" in section
    confirmed = finding(Outcome.review, message="确有出入。").model_copy(
        update={"settled": Settled(state=Decided.confirmed)}
    )
    text = html_of(report(confirmed))
    assert "确有出入。" in text.split('<section id="failed">')[1].split("</section>")[0]
