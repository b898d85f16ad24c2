"""六、初核推荐: the sheet that the recommending office ticks and seals."""

from __future__ import annotations

from typing import Protocol

from golden_docs.maker.table import Cell, Table

_CLASSES = {
    "a": "a.上年度营业收入1亿元及以上，且近2年企业研发经费支出占营业收入比重不低于3%；",
    "b": "b.上年度营业收入5000万元（含）—1亿元（不含），且近2年企业研发经费支出占营业收入比重不低于6%；",
    "c": "c.上年度营业收入不足5000万元，同时满足：近2年内新增股权融资额（实缴）8000万元（含）以上，研发投入3000万元（含）以上，"
    "研发人员占企业职工总数50%（含）以上，创新成果属于本通知“二、重点领域”细分行业关键技术重大突破；",
}
_MUSTS = (
    "1.企业主营业务收入占营业收入70%以上",
    "2.企业主导产品细分市场占有率位于全省前3位，且在国内细分行业中享有较高知名度和影响力",
    "3.资产负债率不高于70%",
    "4.拥有有效发明专利2项或实用新型、外观设计专利、软件著作权5项及以上",
    "5.取得相关管理体系认证；或产品生产执行国际、国家、行业标准；或产品通过发达国家和地区认证",
    "6.三年内未发生过重大安全、质量、环境污染事故等违法记录",
)


class ReviewFacts(Protocol):
    """What the office entered."""

    def value(self, key: str, period: str = "") -> str:
        """A declared value."""


def _box(*, ticked: bool, tag: str) -> Cell:
    return Cell("☑" if ticked else "□", align="c", tags=(tag,))


def review_table(review: ReviewFacts) -> Table:
    """The whole sheet as one table."""
    letters, musts_met = (
        review.value("review_class").split(";"),
        review.value("review_must").split(";"),
    )
    classes = [
        (Cell(text), _box(ticked=letter in letters, tag="review_class"))
        for letter, text in _CLASSES.items()
    ]
    musts = [
        (Cell(text), _box(ticked=str(k) in musts_met, tag="review_must"))
        for k, text in enumerate(_MUSTS, start=1)
    ]
    stated = review.value("review_class_statement").split(";")
    ticks = " ".join(letter + ("☑" if letter in stated else "□") for letter in "abc")
    year, month, day = (int(part) for part in review.value("review_date").split("-"))
    opinion = (
        f"经初审核实：\n1.该企业符合“分类指标”中 {ticks} 类要求（三选一）。\n"
        f"2.该企业符合“6项必备指标”中的⟪ {review.value('review_must_count')} ⟫项。\n"
        f"3.推荐意见：⟪ {review.value('review_opinion')} ⟫。\n（请填“同意”或“不同意”）。\n \n \n"
        f"                    推荐单位（公章）：\n                    日 期： ⟦{year}⟧ 年 ⟦{month}⟧ 月 ⟦{day}⟧ 日\n "
    )
    rows = (
        (
            Cell("初核指标\n(请在符合项□后面打“√”)", 1, 9, "c"),
            Cell("分类指标\n（3选1）", 1, 3, "c"),
            *classes[0],
        ),
        classes[1],
        classes[2],
        (Cell("必备指标\n（6项）", 1, 6, "c"), *musts[0]),
        *musts[1:],
        (
            Cell("省级中小企业主管部门推荐意见\n(必填，须盖章)", 1, 1, "c"),
            Cell(opinion, 3, tags=("review_opinion", "review_class_statement")),
        ),
    )
    return Table((84, 66, 284, 36), tuple(rows), size=10.5, min_height=27)
