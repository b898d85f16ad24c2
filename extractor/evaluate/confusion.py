"""Which types of paper pages were taken for which: the confusion matrix of the page types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extractor.evaluate.truth import PackageTruth
from models.base import Frozen
from models.document import Document

NO_TYPE = "—"  # unknown, blank or divider
Confusion = dict[str, dict[str, int]]
"""Right type, then type read, then the number of pages."""


class PageType(Frozen):
    """One page: the type it has and the type it was read as."""

    right: str
    read: str


def page_types(truth: PackageTruth, documents: Sequence[Document]) -> tuple[PageType, ...]:
    """The types of all pages of a package, as they are and as they were read."""
    seen = {(ref.file, ref.page): item.type for item in documents for ref in item.pages}
    return tuple(
        PageType(right=item.type or NO_TYPE, read=seen.get(page) or NO_TYPE)
        for item in truth.documents
        for page in item.pages
    )


def confused(pages: Iterable[Iterable[PageType]]) -> Confusion:
    """Count pages by right type and type read, both in alphabetical order."""
    counts = Counter((page.right, page.read) for group in pages for page in group)
    matrix: Confusion = {}
    for (right, read), number in sorted(counts.items()):
        matrix.setdefault(right, {})[read] = number
    return matrix


def confusion_lines(matrix: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The share of right, unknown and wrong pages, then every type that was taken for another one."""
    total = sum(number for row in matrix.values() for number in row.values())
    right = sum(row.get(kind, 0) for kind, row in matrix.items())
    unknown = sum(row.get(NO_TYPE, 0) for kind, row in matrix.items() if kind != NO_TYPE)
    lines = [
        f"页面类型（混淆矩阵）共 {total} 页：正确 {right}（{right / total:.1%}），"
        f"未识别 {unknown}，认错 {total - right - unknown}"
    ]
    for kind, row in matrix.items():
        taken = "，".join(f"{other} {number}" for other, number in row.items() if other != kind)
        if taken:
            lines.append(f"  {kind} {row.get(kind, 0)}/{sum(row.values())}，其余读作：{taken}")
    return lines
