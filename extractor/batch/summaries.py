"""The lists and summaries that an authority hands on, filled with the submissions of a batch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.report.form_cells import Answers, Place
from extractor.report.form_layout import Block, form_blocks
from models.batch import Figure, SubmissionState, Worked
from models.catalogue import Catalogue
from models.catalogue.spec_programmes import Programme
from models.catalogue.spec_tables import TableSpec

_OF_YEAR = re.compile(r"(.+)\.y((?:19|20)\d\d)")
_READ = (SubmissionState.complete, SubmissionState.partial)


def summaries_of(
    submissions: Sequence[Worked], programme: Programme, catalogue: Catalogue
) -> list[tuple[str, list[Block]]]:
    """Title and content of every list of the programme, a row for each submission that could be read.

    Cells hold what the applicants declared; what they do not declare is left for the authority.
    """
    tables = [catalogue.table(key) for key in programme.office_tables]
    read = [worked for worked in submissions if worked.state in _READ]
    return [
        (table.title_zh, form_blocks(table, _answers(table, read, programme)))
        for table in tables
        if any(section.row_names for section in table.sections)
    ]


def _answers(table: TableSpec, submissions: Sequence[Worked], programme: Programme) -> Answers:
    answers: dict[Place, str] = {}
    for section in table.sections:
        if not section.row_names:
            continue
        for number, worked in enumerate(submissions, start=1):
            figures = {(figure.key, figure.period): figure for figure in worked.figures}
            for field in section.fields:
                text = _cell(field.key, figures, worked, programme)
                if text:
                    answers[Place(field.key, None, f"row{number}")] = text
    return answers


def _cell(
    key: str,
    figures: dict[tuple[str, str | None], Figure],
    worked: Worked,
    programme: Programme,
) -> str:
    """The declared value; of a figure of several years that of the base year, unless the column names one."""
    match = _OF_YEAR.fullmatch(key)
    name, year = (match[1], match[2]) if match else (key, None)
    wanted = [year] if year else [None, programme.base_year]
    for period in wanted:
        figure = figures.get((name, period))
        if figure is not None and figure.is_found:
            return figure.declared
    if name in ("applicant_name", "platform_name"):
        return worked.applicant.applicant_name or ""
    return ""
