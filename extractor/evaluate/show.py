"""Scores as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.evaluate.confusion import confusion_lines
from extractor.evaluate.run import Scores
from extractor.evaluate.scans import ScanScore, added_fields
from extractor.evaluate.score import Miss, PackageScore, Tally, added

_DEGREES = {"light": "轻", "medium": "中", "heavy": "重"}


def show_scores(scores: Scores) -> str:
    """Return the scores as lines of text, every miss named."""
    lines: list[str] = []
    for package in scores.packages:
        lines.extend(_package_lines(package))
    if scores.packages:
        lines.append("预设差异（按检查类别）")
        lines.extend(f"  {family} {_share(tally)}" for family, tally in families_of(scores).items())
    if scores.documents:
        lines.append("单份文件（字段逐项一致；识别上限：正确值的字符至少出现在识别文字中的比例）")
        for kind, tally in scores.documents.items():
            lines.extend(_document_lines(kind, tally, scores.ceiling.get(kind, Tally())))
        total, ceiling = added(scores.documents.values()), added(scores.ceiling.values())
        lines.append(f"  合计 {_beside_ceiling(total, ceiling)}")
    if scores.confusion:
        lines.extend(confusion_lines(scores.confusion))
    lines.extend(_reading_lines(scores))
    for scan in scores.scans:
        lines.extend(_scan_lines(scan))
    return "\n".join(lines)


def _reading_lines(scores: Scores) -> Iterator[str]:
    if scores.reading:
        yield "识别页（逐项事实，按考查点和损伤程度）"
    for point, degrees in scores.reading.items():
        for degree in ("light", "medium", "heavy"):
            if degree in degrees:
                yield from _tally_lines(f"{point} {_DEGREES[degree]}", degrees[degree])


def families_of(scores: Scores) -> dict[str, Tally]:
    """Return the planted discrepancies of all packages by family of the check."""
    names = sorted({family for package in scores.packages for family in package.families})
    return {
        name: added(package.families.get(name, Tally()) for package in scores.packages)
        for name in names
    }


def _package_lines(score: PackageScore) -> Iterator[str]:
    yield f"材料包 {score.name}"
    yield f"  预设差异 {score.planted} 处，找到 {len(score.found)} 处，误报 {len(score.false_alarms)} 处，需人工判断 {score.reviews} 处"
    for planted in score.missed:
        what = planted.indicator or planted.document_type or ""
        yield f"    未找到：{planted.family} {what} {planted.period or ''} {planted.why}"
    for finding in score.false_alarms:
        yield f"    误报：{finding.rule} {finding.message}"
    for trace in score.traces:
        yield f"    误报的改动迹象：{trace.rule} {trace.message}"
    yield from _tally_lines("申报值", score.declared)
    yield from _tally_lines("文件划分", score.documents)
    yield from _tally_lines("佐证页码", score.pages)
    for kind, tally in sorted(score.fields.items()):
        yield from _tally_lines(kind, tally)


def _scan_lines(score: ScanScore) -> Iterator[str]:
    """Page types, splitting and fields of the scans of one degree of damage."""
    yield f"各类文件扫描件，损伤程度：{_DEGREES[score.degree]}，共 {score.documents} 份"
    yield from (f"  {line}" for line in confusion_lines(score.confusion))
    yield from (f"    {line}" for line in score.misnamed)
    split = score.split
    yield (
        f"  混排分件 F1 {split.f1:.4f}（应有 {split.wanted} 份，分出 {split.found} 份，"
        f"类型和页码都对的 {split.right} 份）"
    )
    yield from (f"    未正确分出：{name}" for name in split.missed)
    yield f"  字段合计 {_share(added_fields(score))}"
    for kind, tally in score.fields.items():
        yield from _tally_lines(kind, tally)


def _document_lines(kind: str, exact: Tally, ceiling: Tally) -> Iterator[str]:
    """Exact fields of a type beside its ceiling; a miss says whether its characters were read."""
    yield f"  {kind} {_beside_ceiling(exact, ceiling)}"
    lost = {(miss.where, miss.key, miss.period) for miss in ceiling.misses}
    for miss in exact.misses:
        unread = "，字符未读出" if (miss.where, miss.key, miss.period) in lost else ""
        yield f"    {_miss_line(miss)}{unread}"


def _beside_ceiling(exact: Tally, ceiling: Tally) -> str:
    return _share(exact) + (f"，识别上限 {_share(ceiling)}" if ceiling.total else "")


def _tally_lines(name: str, tally: Tally) -> Iterator[str]:
    yield f"  {name} {_share(tally)}"
    for miss in tally.misses:
        yield f"    {_miss_line(miss)}"


def _miss_line(miss: Miss) -> str:
    right = miss.right if miss.right is not None else "（无）"
    read = miss.read if miss.read is not None else "（未读出）"
    flag = "，已标为存疑" if miss.flagged else ""
    period = f"[{miss.period}]" if miss.period else ""
    return f"{miss.where} {miss.key}{period}：应为 {right}，读作 {read}{flag}"


def _share(tally: Tally) -> str:
    if not tally.total:
        return "0/0"
    return f"{tally.right}/{tally.total}（{tally.right / tally.total:.1%}）"
