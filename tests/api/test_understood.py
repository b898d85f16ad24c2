"""What was understood is kept for the corrections to come, and only where it holds."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.jobs import children, understood
from api.jobs.children import ReportOrder, make_report
from api.jobs.shop import Shop
from api.jobs.understood import UnderstoodCache
from api.jobs.verify import report_order
from api.store.tables import Role, Submission
from models.issue import Issue, IssueCode
from tests.api.conftest import Person

People = Callable[[Role], Person]


@pytest.fixture
def order(
    person: People, paper: Callable[[], bytes], work_off: Callable[[str], None], shop: Shop
) -> Iterator[ReportOrder]:
    """The order behind the report of a finished submission; this process remembers nothing of it."""
    submission = person(Role.lead).upload(("说明.docx", paper()))
    work_off(submission)
    with shop.database.transaction() as session:
        row = session.get_one(Submission, uuid.UUID(submission))
        found = report_order(session, row, place=shop)
    children._lately.clear()
    yield found
    children._lately.clear()


def kept(order: ReportOrder) -> list[Path]:
    folder = order.settings.cache_dir / "understood" / order.pages_key[:2] / order.pages_key
    return sorted(folder.glob("*.json"))


def test_what_was_understood_is_taken_up_and_gives_the_same_report(order: ReportOrder) -> None:
    (path,) = kept(order)
    cache = UnderstoodCache(order.settings.cache_dir)
    read = cache.get(order.pages_key, order.rest)
    assert read is not None
    from_kept = make_report(order)[0]
    children._lately.clear()
    path.unlink()
    assert make_report(order)[0] == from_kept
    assert cache.get(order.pages_key, order.rest) == read


def test_another_refused_file_is_another_submission(order: ReportOrder) -> None:
    issue = Issue(code=IssueCode.low_confidence, file="说明.docx", page=1, message="看不清。")
    _, report = make_report(order)
    _, other = make_report(replace(order, issues=(*order.issues, issue)))
    assert other.issues == (issue, *report.issues)


def test_nothing_is_taken_from_another_program(
    order: ReportOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = UnderstoodCache(order.settings.cache_dir)
    monkeypatch.setattr(understood, "program_digest", lambda: "another")
    assert cache.get(order.pages_key, order.rest) is None


def test_a_damaged_file_is_not_used(order: ReportOrder) -> None:
    (path,) = kept(order)
    path.write_bytes(path.read_bytes()[:-20])
    assert UnderstoodCache(order.settings.cache_dir).get(order.pages_key, order.rest) is None
    assert make_report(order)[1].documents


def test_what_was_understood_goes_with_the_submission(
    person: People, paper: Callable[[], bytes], work_off: Callable[[str], None], shop: Shop
) -> None:
    submission = person(Role.lead).upload(("说明.docx", paper()))
    work_off(submission)
    with shop.database.transaction() as session:
        row = session.get_one(Submission, uuid.UUID(submission))
        order = report_order(session, row, place=shop)
    assert kept(order)
    assert person(Role.admin).client.delete(f"/api/v1/submissions/{submission}").status_code == 204
    assert not kept(order)
