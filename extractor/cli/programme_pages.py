"""What `heyan programmes` prints: the list with its counts, a page of one programme, a comparison of two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from models.catalogue import Catalogue
from models.catalogue.describe import Describer, Handling, handling_of
from models.catalogue.spec import ClauseSpec
from models.catalogue.spec_programmes import Condition, Programme, RequiredEvidence

_KINDS = {
    "gate": "必备",
    "exclude": "排除",
    "class": "分类",
    "option": "任选",
    "score": "评分",
    "relax": "放宽",
    "amount": "额度",
    "accept": "验收考核",
    "ref": "未印发",
    "prefer": "优先",
}
Row = Sequence[str]


def list_programmes(catalogue: Catalogue) -> Iterator[str]:
    """One line per programme, then the counts of each part of the inventory."""
    parts: dict[int | None, Counter[str]] = {}
    for key, programme in catalogue.programmes.items():
        counts = count_conditions(programme)
        parts.setdefault(programme.part, Counter()).update({**counts, "项目": 1})
        yield f"{key}\t{programme.region_zh}\t{_counted(counts)}\t{programme.title_zh}"
    yield ""
    for part, counts in sorted(parts.items(), key=lambda item: item[0] or 0):
        name = f"清单第{part}部分" if part else "清单以外"
        yield f"{name}\t申报项目 {counts['项目']} 个\t{_counted(counts)}"
    whole = sum(parts.values(), Counter[str]())
    yield f"合计\t申报项目 {whole['项目']} 个\t{_counted(whole)}"


def count_conditions(programme: Programme) -> Counter[str]:
    """How many conditions are handled how, those of the base included; `清单`: how many the inventory counts."""
    counts = Counter(
        handling_of(condition).value for condition in programme.conditions if condition.listed
    )
    counts["条件"] = counts.total()
    counts["清单"] = programme.listed if programme.listed is not None else counts["条件"]
    return counts


def _counted(counts: Counter[str]) -> str:
    each = "，".join(f"{handling.value} {counts[handling.value]}" for handling in Handling)
    return f"条件 {counts['条件']}/{counts['清单']}（{each}）"


def render_programme(programme: Programme, catalogue: Catalogue) -> str:
    """The page of one programme in Markdown: what is asked, by which clause, how it is checked."""
    describer = Describer(programme, catalogue)
    lines = [f"# {programme.title_zh}", "", *_facts(programme, catalogue), ""]
    lines += ["## 条件", "", *_table(("编号", "类别", "条件", "核对方法", "原文", "出处"), (
        _condition(condition, describer) for condition in programme.conditions
    ))]  # fmt: skip
    for group in programme.groups:
        number = f"须满足 {group.n} 项" if group.n else "通知未写明须满足几项"
        lines += ["", f"任选组 `{group.id}`“{group.title_zh}”：{number}。{_cited(group.clause)}"]
    lines += _papers_asked(programme, catalogue)
    if programme.limits:
        rows = (
            (item.title_zh, item.clause.text, item.clause.lines or "") for item in programme.limits
        )
        lines += ["", "## 名额、字数、份数和期限", "", *_table(("项目", "原文", "出处"), rows)]
    if programme.declaration_phrases:
        lines += ["", "## 声明与承诺", "", *(f"- {text}" for text in programme.declaration_phrases)]
    if programme.sanctions:
        lines += [
            "",
            "## 弄虚作假的处理",
            "",
            *(f"- {_cited(item)}" for item in programme.sanctions),
        ]
    return "\n".join(lines) + "\n"


def _papers_asked(programme: Programme, catalogue: Catalogue) -> Iterator[str]:
    """The papers that the notice names, and what it does not name."""
    yield from ("", "## 佐证材料", "")
    if programme.required_evidence:
        papers = (_evidence(item, catalogue) for item in programme.required_evidence)
        yield from _table(("编号", "材料", "文件类型", "证明", "原文", "出处"), papers)
    if (unlisted := programme.unlisted_evidence) is not None:
        yield from ("", f"{unlisted.reason_zh}{_cited(unlisted.clause)}")


def _facts(programme: Programme, catalogue: Catalogue) -> Iterator[str]:
    date = programme.date or programme.date_note_zh or "未印日期"
    yield f"- 编号：`{programme.id}`" + (f"，上级：`{programme.base}`" if programme.base else "")
    yield f"- 文号：{programme.doc_no}，{date}；地区：{programme.region_zh}"
    yield f"- 基准日：{programme.reference_date}（{programme.reference_note_zh}）；上年度：{programme.base_year}年"
    yield f"- 标准表：{catalogue.table_of(programme).title_zh}"
    yield f"- {_counted(count_conditions(programme))}"
    if programme.unprinted:
        yield f"- 引用而来源未印的文件：{'、'.join(programme.unprinted)}"


def _condition(condition: Condition, describer: Describer) -> Row:
    kind = _KINDS[condition.kind] + (f" `{condition.group}`" if condition.group else "")
    soft = "（原则上）" if condition.soft else ""
    how = "；".join(describer.condition(condition))
    return (
        f"`{condition.id}`",
        kind,
        condition.title_zh + soft,
        f"{handling_of(condition).value}：{how}",
        condition.clause.text,
        condition.clause.lines or condition.clause.source,
    )


def _evidence(item: RequiredEvidence, catalogue: Catalogue) -> Row:
    types = [catalogue.document_type(key) for key in item.any_of]
    proven = dict.fromkeys(
        catalogue.title(proof.indicator) for known in types for proof in known.proves
    )
    asked = "（有则提供）" if item.where_applicable or item.if_claimed else ""
    return (
        f"`{item.id}`",
        item.title_zh + asked,
        "或".join(known.title_zh for known in types),
        "、".join(proven),
        item.clause.text,
        item.clause.lines or "",
    )


def compare_programmes(left: Programme, right: Programme, catalogue: Catalogue) -> Iterator[str]:
    """What two programmes ask differently: dates, conditions (by what they are about), evidence."""
    yield f"{left.id}\t{right.id}"
    for name, this, that in _dates(left, right):
        if this != that:
            yield f"{name}：{this}\t{that}"
    ours, theirs = _by_subject(left, catalogue), _by_subject(right, catalogue)
    for subject in dict.fromkeys((*ours, *theirs)):
        one, other = ours.get(subject, ()), theirs.get(subject, ())
        if one != other:
            yield f"{subject}："
            yield from (f"  - {text}" for text in one if text not in other)
            yield from (f"  + {text}" for text in other if text not in one)
    papers, others = _papers(left, catalogue), _papers(right, catalogue)
    for sign, here, there in (("-", papers, others), ("+", others, papers)):
        yield from (f"佐证材料 {sign} {title}" for title in here if title not in there)


def _dates(left: Programme, right: Programme) -> Iterator[tuple[str, str, str]]:
    yield "发文日期", left.date or "未印", right.date or "未印"
    yield "基准日", left.reference_date, right.reference_date
    yield "上年度", left.base_year, right.base_year


def _by_subject(programme: Programme, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """What is asked about each indicator; questions to a person stand under the kind of the condition."""
    describer = Describer(programme, catalogue)
    found: dict[str, tuple[str, ...]] = {}
    for condition in programme.conditions:
        known = condition.indicator is not None
        subject = catalogue.title(condition.indicator or "", table=describer.table)
        subject = subject if known else f"{_KINDS[condition.kind]}（人工判断或查询）"
        texts = tuple(describer.condition(condition)) if known else (condition.title_zh,)
        found[subject] = (*found.get(subject, ()), *texts)
    return found


def _papers(programme: Programme, catalogue: Catalogue) -> tuple[str, ...]:
    """The papers that a programme asks for, by the names of their types."""
    keys = (key for item in programme.required_evidence for key in item.any_of)
    return tuple(dict.fromkeys(catalogue.document_type(key).title_zh for key in keys))


def _cited(clause: ClauseSpec) -> str:
    return f"“{clause.text}”（{clause.source}，{clause.lines or ''}）"


def _table(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    for line in (head, ["---"] * len(head), *rows):
        cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in line)
        yield f"| {' | '.join(cells)} |"
