"""A notice that lists what it recognises proves something for the applicant whom it names."""

from __future__ import annotations

import pytest

from extractor.verify.certificates import Standing
from models.field import DocumentRecord, Field, FieldStatus
from tests.unit.verify.builders import make_case
from tests.unit.verify.clean import NAME
from tests.unit.verify.papers import read_value


def notice(*institutions: str) -> DocumentRecord:
    """A notice with one entry per institution and no holder of its own."""
    fields = [
        Field(
            document="通知",
            key="institution_name",
            title_zh="机构名称",
            status=FieldStatus.found,
            reading=read_value("text", name, unit=None, file="通知.pdf"),
        )
        for name in institutions
    ]
    return DocumentRecord(document="通知", type="rd_institution_proof", fields=tuple(fields))


@pytest.mark.parametrize(
    ("institutions", "standing"),
    [
        (("云溪仪表有限公司技术中心", f"{NAME}技术中心"), Standing.valid),
        (("云溪仪表有限公司技术中心",), Standing.doubtful),
    ],
)
def test_the_applicant_is_looked_for_among_the_entries(
    institutions: tuple[str, ...], standing: Standing
) -> None:
    case = make_case(add=[notice(*institutions)])
    judged = [item for item in case.certificates if item.record.document == "通知"]
    assert [item.standing for item in judged] == [standing]
