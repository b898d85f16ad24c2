"""Correcting, deciding, exporting, erasing."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable

import docx
import pytest

from api.jobs.shop import Shop
from api.jobs.verify import verify_submission
from api.store.tables import Role, Upload
from tests.api.conftest import Person

People = Callable[[Role], Person]
Paper = Callable[[], bytes]
WorkOff = Callable[[str], None]

ID_NUMBER = "11010519491231002X"
"""The example of GB 11643-1999: nobody's."""


@pytest.fixture
def done(person: People, paper: Paper, work_off: WorkOff) -> tuple[Person, str]:
    """A lead and a finished submission."""
    lead = person(Role.lead)
    submission = lead.upload(("说明.docx", paper()))
    work_off(submission)
    return lead, f"/api/v1/submissions/{submission}"


def verify_again(shop: Shop, address: str, run: int) -> None:
    """Run the job that an entry put into the queue."""
    verify_submission(shop, uuid.UUID(address.rpartition("/")[2]), run, by=shop.revisers)


def test_a_decision_is_part_of_the_next_report_and_can_be_taken_back(
    done: tuple[Person, str], shop: Shop
) -> None:
    lead, address = done
    failed = lead.client.get(f"{address}/findings", params={"outcome": "failed"}).json()["items"]
    body = {"run": 1, "number": failed[0]["number"], "action": "confirm", "note": "已核对"}
    answer = lead.client.post(f"{address}/decisions", json=body)
    assert answer.status_code == 202, answer.text
    assert (answer.json()["run"], answer.json()["is_done"]) == (2, False)
    verify_again(shop, address, 2)
    finding = lead.client.get(f"{address}/findings/{failed[0]['number']}").json()
    assert finding["settled"]["state"] == "confirmed"
    assert lead.login in finding["settled"]["by"][0]
    stale = lead.client.post(f"{address}/decisions", json=body)
    assert (stale.status_code, stale.json()["code"]) == (409, "conflict")
    undo = lead.client.post(f"{address}/undo", json={"of": answer.json()["entry"]})
    verify_again(shop, address, undo.json()["run"])
    assert lead.client.get(f"{address}/findings/{failed[0]['number']}").json()["settled"] is None
    entries = lead.client.get(f"{address}/entries").json()["entries"]
    assert [entry["kind"] for entry in entries] == ["finding", "undo"]
    changes = lead.client.get(f"{address}/changes", params={"run": 1}).json()
    assert changes["findings"] == []


def test_pages_are_given_a_type_by_hand(done: tuple[Person, str], shop: Shop) -> None:
    lead, address = done
    pages = [{"file": "说明.docx", "page": 1}]
    wrong = {"pages": pages, "type": "no_such_type"}
    answer = lead.client.post(f"{address}/corrections/pages", json=wrong)
    assert answer.json()["code"] == "invalid_request"
    body = {"pages": pages, "type": "title_proof"}
    assert lead.client.post(f"{address}/corrections/pages", json=body).status_code == 202
    verify_again(shop, address, 2)
    assert lead.client.get(f"{address}/documents").json()[0]["type"] == "title_proof"


def test_a_correction_rests_on_what_was_read_inside_its_box(done: tuple[Person, str]) -> None:
    lead, address = done
    line = lead.client.get(f"{address}/pages/1/text").json()["lines"][1]
    place = {"file": "说明.docx", "page": 1}
    body = {"place": place, "box": line["box"], "key": "applicant_name", "text": "云岭公司"}
    answer = lead.client.post(f"{address}/corrections/readings", json=body)
    assert answer.status_code == 202, answer.text
    entry = lead.client.get(f"{address}/entries").json()["entries"][-1]
    assert entry["seen"] == line["text"]
    left = {**body, "box": [line["box"][0], line["box"][1], line["box"][2] / 2, line["box"][3]]}
    lead.client.post(f"{address}/corrections/readings", json=left)
    entry = lead.client.get(f"{address}/entries").json()["entries"][-1]
    assert line["text"].startswith(entry["seen"])
    assert len(entry["seen"]) < len(line["text"])
    unknown = {**body, "place": {"file": "别的.docx", "page": 1}}
    answer = lead.client.post(f"{address}/corrections/readings", json=unknown)
    assert answer.json()["code"] == "no_such_thing"


def test_several_entries_give_one_report_that_heeds_all(
    done: tuple[Person, str], shop: Shop
) -> None:
    lead, address = done
    pages = [{"file": "说明.docx", "page": 1}]
    for kind in ("title_proof", "business_license"):
        lead.client.post(f"{address}/corrections/pages", json={"pages": pages, "type": kind})
    verify_again(shop, address, 2)
    view = lead.client.get(address).json()
    assert view["run"] == 3
    assert lead.client.get(f"{address}/documents").json()[0]["type"] == "business_license"


def test_a_dismissal_without_reason_and_an_unknown_page_are_refused(
    done: tuple[Person, str],
) -> None:
    lead, address = done
    body = {"run": 1, "number": 0, "action": "dismiss"}
    answer = lead.client.post(f"{address}/decisions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    body = {"pages": [{"file": "别的.docx", "page": 1}], "type": None}
    answer = lead.client.post(f"{address}/corrections/pages", json=body)
    assert answer.json()["code"] == "no_such_thing"


def test_an_applicant_neither_corrects_nor_comments(
    person: People, paper: Paper, work_off: WorkOff
) -> None:
    staff = person(Role.applicant)
    submission = staff.upload(("说明.docx", paper()))
    work_off(submission)
    address = f"/api/v1/submissions/{submission}"
    body = {"run": 1, "number": 0, "action": "confirm"}
    assert staff.client.post(f"{address}/decisions", json=body).status_code == 403
    assert staff.client.post(f"{address}/comments", json={"text": "好"}).status_code == 403


def test_a_comment_is_kept_with_its_author(done: tuple[Person, str]) -> None:
    lead, address = done
    body = {"text": "请核对第 1 页。", "about": "page:1"}
    assert lead.client.post(f"{address}/comments", json=body).status_code == 201
    comments = lead.client.get(f"{address}/comments").json()
    assert [(item["text"], item["author"]) for item in comments] == [
        ("请核对第 1 页。", "测试人员")
    ]


def test_exports_hide_numbers_of_persons(person: People, work_off: WorkOff) -> None:
    document = docx.Document()
    document.add_paragraph(f"法定代表人身份证号：{ID_NUMBER}，手机：13800138000。")
    buffer = io.BytesIO()
    document.save(buffer)
    lead = person(Role.lead)
    submission = lead.upload((f"{ID_NUMBER}.docx", buffer.getvalue()))
    work_off(submission)
    address = f"/api/v1/submissions/{submission}/exports"
    for name in ("report.html", "report.xlsx", "report.docx", "report.json", "notice.docx"):
        answer = lead.client.get(f"{address}/{name}")
        assert answer.status_code == 200, answer.text
        assert answer.content
        assert "attachment" in answer.headers["Content-Disposition"]
        assert lead.client.get(f"{address}/{name}").content == answer.content
    plain = lead.client.get(f"{address}/report.json", params={"masked": False})
    assert plain.status_code == 200
    reviewer = person(Role.reviewer)
    lead.client.put(f"/api/v1/submissions/{submission}/access/{reviewer.id}", json={})
    answer = reviewer.client.get(f"{address}/report.json", params={"masked": False})
    assert answer.json()["code"] == "forbidden"


def test_erasing_removes_everything_but_the_log(
    person: People, done: tuple[Person, str], shop: Shop
) -> None:
    lead, address = done
    admin = person(Role.admin)
    submission = uuid.UUID(address.rpartition("/")[2])
    with shop.database.transaction() as session:
        blob = session.get_one(Upload, (submission, 1)).blob
    assert shop.store.has(blob)
    assert lead.client.delete(address).json()["code"] == "forbidden"
    assert admin.client.delete(address).status_code == 204
    assert not shop.store.has(blob)
    assert admin.client.get(address).status_code == 404
    with shop.database.transaction() as session:
        assert session.get(Upload, (submission, 1)) is None
    lines = admin.client.get("/api/v1/log", params={"subject": str(submission)}).json()["items"]
    assert lines[-1]["action"] == "submission.erased"
    assert admin.client.get("/api/v1/log/verification").json()["is_intact"] is True


def test_what_another_submission_shares_is_not_erased(
    person: People, paper: Paper, work_off: WorkOff, shop: Shop
) -> None:
    content = paper()
    first, second = person(Role.applicant), person(Role.applicant)
    ids = [someone.upload(("甲.docx", content)) for someone in (first, second)]
    for submission in ids:
        work_off(submission)
    admin = person(Role.admin)
    assert admin.client.delete(f"/api/v1/submissions/{ids[0]}").status_code == 204
    address = f"/api/v1/submissions/{ids[1]}"
    assert second.client.get(f"{address}/report").status_code == 200
    assert second.client.get(f"{address}/pages/1/text").status_code == 200


def test_an_example_is_loaded_with_one_call(person: People) -> None:
    staff = person(Role.lead)
    examples = staff.client.get("/api/v1/examples").json()
    assert examples
    answer = staff.client.post(f"/api/v1/examples/{examples[0]['name']}")
    assert answer.status_code == 202, answer.text
    assert staff.client.post("/api/v1/examples/none").json()["code"] == "no_such_thing"


def test_every_example_is_that_of_its_own_programme(person: People) -> None:
    staff = person(Role.lead)
    examples = staff.client.get("/api/v1/examples").json()
    assert len({item["name"] for item in examples}) == len(examples)
    assert len({item["programme"] for item in examples}) > 1
    for item in (examples[0], examples[-1]):
        made = staff.client.post(f"/api/v1/examples/{item['name']}").json()
        assert made["programme"] == item["programme"]
        assert item["kind"] in made["title"]


def test_who_may_review_is_told_to_those_who_assign(person: People) -> None:
    lead, reviewer, staff = (person(role) for role in (Role.lead, Role.reviewer, Role.applicant))
    logins = {item["login"] for item in lead.client.get("/api/v1/reviewers").json()}
    assert {lead.login, reviewer.login} <= logins
    assert staff.login not in logins
    assert reviewer.client.get("/api/v1/reviewers").json()["code"] == "forbidden"
