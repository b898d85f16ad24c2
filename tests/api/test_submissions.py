"""Handing in, working off, and reading the results over HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select, text

from api.jobs.shop import Shop
from api.service import Service
from api.store.tables import Page, ReportRun, Role, Upload
from tests.api.conftest import PROGRAMME, Person

People = Callable[[Role], Person]
Paper = Callable[[], bytes]
WorkOff = Callable[[str], None]


def test_a_submission_runs_from_upload_to_report(
    person: People, paper: Paper, work_off: WorkOff
) -> None:
    staff = person(Role.applicant)
    content = paper()
    submission = staff.upload(("说明.docx", content), ("附件/图纸.docx", paper()))
    address = f"/api/v1/submissions/{submission}"
    assert staff.client.get(f"{address}/report").json()["code"] == "not_finished"
    assert staff.client.get(f"{address}/progress").json()["state"] == "received"
    work_off(submission)
    progress = staff.client.get(f"{address}/progress").json()
    assert (progress["state"], progress["pages"], progress["pages_done"]) == ("done", 2, 2)
    report = staff.client.get(f"{address}/report").json()
    assert [file["name"] for file in report["files"]] == ["说明.docx", "附件/图纸.docx"]
    findings = staff.client.get(f"{address}/findings", params={"limit": 2}).json()
    assert findings["total"] == len(report["findings"])
    assert findings["next"] == 2
    assert findings["items"][0]["message"] == report["findings"][0]["message"]
    view = staff.client.get(address).json()
    outcomes = [finding["outcome"] for finding in report["findings"]]
    assert view["counts"]["not_checked"] == outcomes.count("not_checked")


def test_findings_are_filtered(person: People, paper: Paper, work_off: WorkOff) -> None:
    staff = person(Role.applicant)
    submission = staff.upload(("说明.docx", paper()))
    work_off(submission)
    address = f"/api/v1/submissions/{submission}/findings"
    failed = staff.client.get(address, params={"outcome": "failed"}).json()
    assert failed["total"] > 0
    assert {item["outcome"] for item in failed["items"]} == {"failed"}
    number = failed["items"][0]["number"]
    assert staff.client.get(f"{address}/{number}").json() == failed["items"][0]
    assert staff.client.get(f"{address}/100000").json()["code"] == "no_such_thing"


def test_the_text_of_a_page_is_shown_and_a_native_page_has_no_picture(
    person: People, paper: Paper, work_off: WorkOff
) -> None:
    staff = person(Role.applicant)
    submission = staff.upload(("说明.docx", paper()))
    work_off(submission)
    address = f"/api/v1/submissions/{submission}/pages"
    assert staff.client.get(address).json()[0]["has_picture"] is False
    lines = staff.client.get(f"{address}/1/text").json()["lines"]
    assert any("云岭示例科技有限公司" in line["text"] for line in lines)
    assert staff.client.get(f"{address}/1/image").json()["code"] == "no_picture"


def test_the_same_content_or_key_gives_the_same_submission(person: People, paper: Paper) -> None:
    staff = person(Role.applicant)
    content, other = paper(), paper()
    first = staff.upload(("甲.docx", content), key="one")
    assert staff.upload(("甲.docx", content)) == first
    assert staff.upload(("甲.docx", content), key="one") == first
    assert staff.upload(("甲.docx", other)) != first
    answer = staff.client.post(
        "/api/v1/submissions",
        data={"programme": PROGRAMME},
        files=[("files", ("乙.docx", paper()))],
        headers={"Idempotency-Key": "one"},
    )
    assert answer.status_code == 409
    assert answer.json()["code"] == "idempotency_conflict"


def test_an_upload_and_its_first_job_are_one_transaction(
    person: People, paper: Paper, service: Service
) -> None:
    submission = person(Role.applicant).upload(("甲.docx", paper()))
    jobs = "SELECT count(*) FROM procrastinate_jobs WHERE args->>'submission' = :id"
    with service.database.transaction() as session:
        assert session.scalar(text(jobs), {"id": submission}) == 1


def test_jobs_may_run_twice(person: People, paper: Paper, work_off: WorkOff, shop: Shop) -> None:
    submission = person(Role.applicant).upload(("甲.docx", paper()), ("乙.docx", paper()))
    work_off(submission)
    work_off(submission)
    with shop.database.transaction() as session:
        pages = select(func.count()).select_from(Page).where(Page.submission_id == submission)
        runs = select(func.count()).select_from(ReportRun)
        assert session.scalar(pages) == 2
        assert session.scalar(runs.where(ReportRun.submission_id == submission)) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.pdf", b"", "empty"),
        ("坏.pdf", b"%PDF-1.7 and nothing else", "truncated"),
        ("程序.exe", b"MZ" + b"\0" * 64, "unsupported"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_code(
    person: People, work_off: WorkOff, name: str, content: bytes, code: str
) -> None:
    staff = person(Role.applicant)
    submission = staff.upload((name, content))
    work_off(submission)
    view = staff.client.get(f"/api/v1/submissions/{submission}").json()
    assert (view["state"], view["code"]) == ("refused", code)
    assert view["reason"].endswith("。")


def test_names_that_climb_out_are_made_safe(person: People, paper: Paper, service: Service) -> None:
    submission = person(Role.applicant).upload(
        ("../../etc/passwd", paper()), ("a\\b.docx", paper()), ("a", paper())
    )
    with service.database.transaction() as session:
        query = select(Upload.name).where(Upload.submission_id == submission)
        names = list(session.scalars(query.order_by(Upload.ordinal)))
    assert names == ["etc/passwd", "a/b.docx", "a (2)"]


def test_an_unknown_programme_and_an_upload_without_files_are_refused(person: People) -> None:
    staff = person(Role.applicant)
    files = [("files", ("甲.pdf", b"x"))]
    answer = staff.client.post("/api/v1/submissions", data={"programme": "none"}, files=files)
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_programme")
    assert answer.headers["Content-Type"] == "application/problem+json"
    files = [("other", ("甲.pdf", b"x"))]
    answer = staff.client.post("/api/v1/submissions", data={"programme": PROGRAMME}, files=files)
    assert (answer.status_code, answer.json()["code"]) == (422, "no_files")


def test_the_list_goes_on_at_its_cursor(person: People, paper: Paper) -> None:
    staff = person(Role.applicant)
    ids = [staff.upload(("甲.docx", paper())) for _ in range(3)]
    first = staff.client.get("/api/v1/submissions", params={"limit": 2}).json()
    assert [item["id"] for item in first["items"]] == [ids[2], ids[1]]
    params = {"limit": 2, "cursor": first["next"]}
    second = staff.client.get("/api/v1/submissions", params=params).json()
    assert [item["id"] for item in second["items"]] == [ids[0]]
    assert second["next"] is None
