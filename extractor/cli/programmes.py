"""`heyan programmes`: the catalogue for people."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from extractor.cli.catalogue import open_catalogue
from extractor.cli.console import say
from extractor.cli.verify import find_programme
from extractor.errors import ArgumentError, ExitCode
from extractor.settings import Settings
from models.catalogue import Catalogue
from models.catalogue.spec_programmes import Programme


def run_programmes(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """List the programmes, show one, or check the whole catalogue."""
    catalogue = open_catalogue()
    match options.action:
        case "show":
            if options.id is None:
                raise ArgumentError(
                    "请给出申报项目编号，例如：heyan programmes show cn-xjr3-2021。"
                )
            for line in _show(find_programme(catalogue, options.id), catalogue):
                say(line)
        case "check":
            say(_checked(catalogue))
        case _:
            for key, programme in sorted(catalogue.programmes.items()):
                say(f"{key}\t{programme.title_zh}")
    return ExitCode.DONE


def _show(programme: Programme, catalogue: Catalogue) -> Iterator[str]:
    yield f"{programme.id}  {programme.title_zh}"
    yield f"文号：{programme.doc_no}    基准日：{programme.reference_date}"
    yield f"标准表：{catalogue.table_of(programme).title_zh}"
    for condition in programme.conditions:
        yield f"  {condition.id}  {condition.title_zh}"
        yield f"      {condition.clause.text}"


def _checked(catalogue: Catalogue) -> str:
    return (
        f"目录检查通过：指标 {len(catalogue.indicators)} 个，文件类型 {len(catalogue.document_types)} 种，"
        f"标准表 {len(catalogue.tables)} 张，申报项目 {len(catalogue.programmes)} 个，"
        f"摘要 {catalogue.sha256[:16]}。"
    )
