"""Files for people: the report as HTML, XLSX, DOCX and JSON, and the draft of a notice to the applicant."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from sqlalchemy.dialects.postgresql import insert

from api.audit import Action, append_entry
from api.jobs.children import ExportOrder, make_exports
from api.jobs.verify import report_order
from api.problems import ProblemCode, ProblemError
from api.routes.submissions import SubmissionId
from api.security.permissions import Permission
from api.service import Reader, ServiceDep, open_submission
from api.store.tables import ExportFile
from extractor.ocr.pool import Loss

router = APIRouter(prefix="/submissions/{submission_id}", tags=["results"])


class ExportName(StrEnum):
    """The files that a report can be had as."""

    html = "report.html"
    xlsx = "report.xlsx"
    docx = "report.docx"
    json = "report.json"
    notice = "notice.docx"
    tables_docx = "tables.docx"
    tables_xlsx = "tables.xlsx"


_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    ExportName.html: "text/html; charset=utf-8",
    ExportName.xlsx: f"{_OFFICE}.spreadsheetml.sheet",
    ExportName.docx: f"{_OFFICE}.wordprocessingml.document",
    ExportName.json: "application/json",
    ExportName.notice: f"{_OFFICE}.wordprocessingml.document",
    ExportName.tables_docx: f"{_OFFICE}.wordprocessingml.document",
    ExportName.tables_xlsx: f"{_OFFICE}.spreadsheetml.sheet",
}
ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'none'; sandbox"
"""The HTML report carries its style and pictures in itself and runs no script."""


@router.get(
    "/exports/{name}",
    summary="Download a report",
    response_class=Response,
    responses={200: {"content": {media: {} for media in MEDIA.values()}}},
)
def export_report(
    submission_id: SubmissionId,
    name: ExportName,
    principal: Reader,
    service: ServiceDep,
    masked: Annotated[  # noqa: FBT002 - a query parameter
        bool, Query(description="Hide ID and mobile numbers; only leads may say no")
    ] = True,
) -> Response:
    """Return a file of the newest report; ID and mobile numbers in its texts are hidden.

    Pictures of the papers show what is printed on them.
    """
    if not masked and not principal.may(Permission.read_all):
        message = "只有负责人可以导出未遮盖证件号码的文件。"
        raise ProblemError(ProblemCode.forbidden, message)
    with service.database.transaction() as session:
        row = open_submission(session, principal, submission_id)
        if row.run == 0 or row.run < row.wanted_run:
            raise ProblemError(ProblemCode.not_finished, "报告正在生成，请稍后再导出。")
        run, title = row.run, row.applicant_name or row.title
        kept = session.get(ExportFile, (submission_id, run, name.value, masked))
        order = None if kept is not None else report_order(session, row, place=service)
        append_entry(
            session,
            Action.submission_exported,
            actor=str(principal.account),
            subject=str(submission_id),
            detail={"file": name.value, "run": run, "masked": masked},
        )
    if order is not None:
        wanted = ExportOrder(order, is_masked=masked)
        files = service.helpers.run(
            make_exports, wanted, seconds=service.settings.submission_seconds
        )
        if isinstance(files, Loss):
            raise ProblemError(ProblemCode.not_ready, "导出进程异常退出，请重试。")
        blobs = {key: service.store.put(content) for key, content in files.items()}
        with service.database.transaction() as session:
            for key, blob in blobs.items():
                values = {"submission_id": submission_id, "run": run, "name": key}
                statement = insert(ExportFile).values(**values, is_masked=masked, blob=blob)
                session.execute(statement.on_conflict_do_nothing())
        content = files[name.value]
    else:
        assert kept is not None
        content = service.store.get(kept.blob)
    return Response(content, media_type=MEDIA[name], headers=_headers(name, title))


def _headers(name: ExportName, title: str) -> dict[str, str]:
    safe = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", title)[:80]
    shown = quote(f"{safe}-{name.value}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{shown}"}
    if name is ExportName.html:
        headers["Content-Security-Policy"] = ALONE
    return headers
