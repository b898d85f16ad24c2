"""What `heyan programmes` does with the catalogue: show, compare, write empty forms, check; the list made anew."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from extractor.cli.catalogue import checked_catalogue, find_programme, open_catalogue
from extractor.cli.console import say
from extractor.cli.programme_pages import compare_programmes, list_programmes, render_programme
from extractor.errors import ArgumentError, ExitCode
from extractor.faults import reason_of
from extractor.report.blank_form import render_blank_docx, render_blank_xlsx
from extractor.settings import Settings
from models.catalogue import Catalogue, TableSpec

FORMATS = {".docx": render_blank_docx, ".xlsx": render_blank_xlsx}
"""File name ending -> what writes the empty form."""


def run_action(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Show a programme, compare two, write empty forms, or check the whole catalogue."""
    match options.action:
        case "show":
            _show(options, open_catalogue())
        case "compare":
            catalogue = open_catalogue()
            left, right = (find_programme(catalogue, key) for key in _ids(options, 2))
            for line in compare_programmes(left, right, catalogue):
                say(line)
        case "form":
            _form(options, open_catalogue())
        case _:
            say(_checked(checked_catalogue()))
    return ExitCode.DONE


def made_list() -> Iterator[str]:
    """The lines of the list; raises CatalogueError where the catalogue does not hold together."""
    return list_programmes(checked_catalogue())


def _show(options: argparse.Namespace, catalogue: Catalogue) -> None:
    (key,) = _ids(options, 1)
    page = render_programme(find_programme(catalogue, key), catalogue)
    if options.out is None:
        say(page.rstrip())
        return
    _write(options.out, page.encode())
    say(f"说明：{options.out.resolve()}")


def _form(options: argparse.Namespace, catalogue: Catalogue) -> None:
    """Write the empty forms of a programme, or one standard table, as DOCX or XLSX."""
    (key,) = _ids(options, 1)
    if options.out is None or options.out.suffix not in FORMATS:
        raise ArgumentError("请用 --out 给出要写入的 .docx 或 .xlsx 文件。")
    tables = [catalogue.tables[key]] if key in catalogue.tables else _forms_of(key, catalogue)
    if not any(field.printed for table in tables for field in table.fields):
        raise ArgumentError(f"来源没有印发 {key} 的申报表，没有可输出的空表。")
    _write(options.out, FORMATS[options.out.suffix](tables))
    say(f"空表：{options.out.resolve()}")


def _forms_of(key: str, catalogue: Catalogue) -> list[TableSpec]:
    programme = find_programme(catalogue, key)
    return [catalogue.table(name) for name in (programme.table, *programme.more_tables)]


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ArgumentError(f"无法写入 {path}：{reason_of(error)}。") from error


def _ids(options: argparse.Namespace, wanted: int) -> list[str]:
    """The ids given; raises ArgumentError when there are more or fewer than wanted."""
    ids: list[str] = options.ids
    if len(ids) != wanted:
        example = " ".join(("cn-xjr3-2021", "he-xjr3-2021")[:wanted])
        raise ArgumentError(
            f"请给出{'' if wanted == 1 else '两个'}申报项目编号，"
            f"例如：heyan programmes {options.action} {example}。"
        )
    return ids


def _checked(catalogue: Catalogue) -> str:
    return (
        f"目录检查通过：指标 {len(catalogue.indicators)} 个，文件类型 {len(catalogue.document_types)} 种，"
        f"标准表 {len(catalogue.tables)} 张，申报项目 {len(catalogue.programmes)} 个，"
        f"摘要 {catalogue.sha256[:16]}。"
    )
