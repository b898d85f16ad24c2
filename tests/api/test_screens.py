"""The review page as the server makes it: its parts are kept with the report, and follow what is added."""

from __future__ import annotations

import re
from collections.abc import Callable

from api.store.tables import Role
from tests.api.conftest import Person

People = Callable[[Role], Person]


def kept_page(
    person: People, paper: Callable[[], bytes], work_off: Callable[[str], None]
) -> tuple[Person, str, str]:
    """A lead, the id of a finished submission, and its page as first shown."""
    lead = person(Role.lead)
    submission = lead.upload(("说明.docx", paper()))
    work_off(submission)
    return lead, submission, lead.client.get(f"/submissions/{submission}").text


def subjects(page: str) -> list[str]:
    """What the findings on a page are about."""
    return re.findall(r'data-about="([^"]+)"', page)


def test_the_findings_that_passed_come_when_they_are_asked_for(
    person: People, paper: Callable[[], bytes], work_off: Callable[[str], None]
) -> None:
    lead, submission, page = kept_page(person, paper, work_off)
    answer = lead.client.get(f"/submissions/{submission}/passed", params={"run": 1})
    assert answer.status_code == 200
    findings = lead.client.get(f"/api/v1/submissions/{submission}/findings?limit=1000").json()
    own = subjects(page) + subjects(answer.text)
    assert len(own) == len({*re.findall(r'id="f(\d+)"', page + answer.text)})
    assert {f"f{f['number']}" for f in findings["items"]} >= set(
        re.findall(r'id="(f\d+)"', page + answer.text)
    )
    assert 'data-group="passed"' not in page
    assert all(group == "passed" for group in re.findall(r'data-group="(\w+)"', answer.text))
    assert f'data-passed="{len(subjects(answer.text))}"' in page
    other = lead.client.get(f"/submissions/{submission}/passed", params={"run": 2})
    assert other.json()["code"] == "no_such_thing"


def test_a_remark_shows_on_a_page_that_was_made_before(
    person: People, paper: Callable[[], bytes], work_off: Callable[[str], None]
) -> None:
    lead, submission, page = kept_page(person, paper, work_off)
    assert lead.client.get(f"/submissions/{submission}").text == page
    body = {"about": subjects(page)[0], "text": "请企业说明。"}
    assert lead.client.post(f"/api/v1/submissions/{submission}/comments", json=body).is_success
    assert lead.client.get(f"/submissions/{submission}").text.count("请企业说明。") == 2


def test_who_may_only_look_is_shown_a_page_of_their_own(
    person: People, paper: Callable[[], bytes], work_off: Callable[[str], None]
) -> None:
    staff, lead = person(Role.applicant), person(Role.lead)
    submission = staff.upload(("说明.docx", paper()))
    work_off(submission)
    assert 'data-act="confirm"' in lead.client.get(f"/submissions/{submission}").text
    assert 'data-act="confirm"' not in staff.client.get(f"/submissions/{submission}").text
