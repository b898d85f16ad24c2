"""What PDF files say about their making, as lines of the report: facts for a person, without any weighing."""

from __future__ import annotations

from typing import NamedTuple

from models.run import Report


class HistoryLine(NamedTuple):
    """How one file was made; a cell is empty where the file says nothing."""

    file: str
    maker: str
    created: str
    modified: str
    saves: str


def history_lines(report: Report) -> tuple[HistoryLine, ...]:
    """Return a line for every file that says anything, in the order of the files."""
    return tuple(
        HistoryLine(
            file=file.name,
            maker="、".join(dict.fromkeys(filter(None, (history.creator, history.producer)))),
            created=history.created,
            modified=history.modified,
            saves=f"{history.revisions} 次" + ("（含签名）" if history.signed else ""),
        )
        for file in report.files
        if (history := file.history) is not None
    )
