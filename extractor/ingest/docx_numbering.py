"""Labels of numbered paragraphs (一、 1. （1）) that Word computes and the text does not hold (ISO 29500-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.opc.package import OpcPackage
from lxml import etree  # type: ignore[import-untyped]

from extractor.ingest.docx_text import W

_DIGITS = "零一二三四五六七八九"
_CIRCLED = 0x2460


@dataclass(frozen=True)
class _Level:
    start: int
    number_format: str
    text: str


@dataclass
class Numbering:
    """Counts numbered paragraphs as they come; `label` must be asked once per paragraph, in order."""

    levels: Mapping[str, Mapping[int, _Level]]
    style_numbers: Mapping[str, tuple[str, int]]
    abstract_ids: Mapping[str, str]
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """The label in front of the paragraph with a blank behind it, or an empty text."""
        number_id, depth = self._number(paragraph)
        level = self.levels.get(number_id, {}).get(depth)
        if level is None:
            return ""
        list_id = self.abstract_ids[number_id]
        self._counts[list_id, depth] = self._counts.get((list_id, depth), level.start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((list_id, deeper), None)
        if level.number_format in ("bullet", "none"):
            return ""
        text = re.sub(
            r"%([1-9])", lambda match: self._value(number_id, int(match[1]) - 1), level.text
        )
        return f"{text} " if text else ""

    def _number(self, paragraph: etree._Element) -> tuple[str, int]:
        """List id and level of a paragraph, its own or its style's; an empty id when it has none."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        styled = ("", 0)
        if style is not None:
            styled = self.style_numbers.get(style.get(f"{W}val") or "", styled)
        if own is None:
            return styled
        number_id, depth = _numbers(own)
        return (number_id if number_id is not None else styled[0]), (
            depth if depth is not None else styled[1]
        )

    def _value(self, number_id: str, depth: int) -> str:
        level = self.levels[number_id].get(depth)
        if level is None:
            return ""
        count = self._counts.get((self.abstract_ids[number_id], depth), level.start)
        return _formatted(count, level.number_format)


def _numbers(element: etree._Element) -> tuple[str | None, int | None]:
    number, depth = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return (
        None if number is None else number.get(f"{W}val"),
        None if depth is None else int(depth.get(f"{W}val") or "0"),
    )


def read_numbering(package: OpcPackage) -> Numbering:
    """The lists of a document; no lists when it has no numbering part."""
    roots = {str(part.partname): part.blob for part in package.iter_parts()}
    numbering = _root(roots.get("/word/numbering.xml"))
    styles = _root(roots.get("/word/styles.xml"))
    abstract = {
        element.get(f"{W}abstractNumId"): _levels(element)
        for element in numbering.findall(f"{W}abstractNum")
    }
    abstract_ids: dict[str, str] = {}
    for element in numbering.findall(f"{W}num"):
        target = element.find(f"{W}abstractNumId")
        if target is not None and target.get(f"{W}val") in abstract:
            abstract_ids[element.get(f"{W}numId") or ""] = target.get(f"{W}val") or ""
    return Numbering(
        levels={number: abstract[target] for number, target in abstract_ids.items()},
        style_numbers=_style_numbers(styles),
        abstract_ids=abstract_ids,
    )


def _root(blob: bytes | None) -> etree._Element:
    return etree.Element("none") if blob is None else etree.fromstring(blob, _parser())


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in abstract.findall(f"{W}lvl"):
        start, form, text = (element.find(f"{W}{tag}") for tag in ("start", "numFmt", "lvlText"))
        levels[int(element.get(f"{W}ilvl") or "0")] = _Level(
            start=1 if start is None else int(start.get(f"{W}val") or "1"),
            number_format="decimal" if form is None else form.get(f"{W}val") or "decimal",
            text="" if text is None else text.get(f"{W}val") or "",
        )
    return levels


def _style_numbers(styles: etree._Element) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for style in styles.findall(f"{W}style"):
        element = style.find(f"{W}pPr/{W}numPr")
        if element is not None:
            number_id, depth = _numbers(element)
            found[style.get(f"{W}styleId") or ""] = (number_id or "", depth or 0)
    return found


def _formatted(count: int, number_format: str) -> str:
    """A number in one of the formats that Chinese documents use; plain digits for every other one."""
    if number_format in ("chineseCounting", "chineseCountingThousand", "japaneseCounting"):
        return _chinese(count)
    if number_format in ("ideographDigital", "taiwaneseCounting"):
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if number_format in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and count <= 20:
        return chr(_CIRCLED + count - 1)
    if number_format in ("upperLetter", "lowerLetter") and count <= 26:
        return chr((ord("A") if number_format == "upperLetter" else ord("a")) + count - 1)
    return str(count)


def _chinese(count: int) -> str:
    """1 to 99 as 一 … 九十九, digit by digit beyond."""
    if not 0 < count < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")
