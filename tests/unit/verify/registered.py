"""A patent that was another company's when it was filed, and papers of the register about it."""

from __future__ import annotations

from models.field import DocumentRecord, Value
from tests.unit.verify.clean import NAME
from tests.unit.verify.papers import patent, read_value, record

NUMBER = "ZL201610287655.0"


def assigned(document: str) -> DocumentRecord:
    """A certificate of the applicant whose back page names another company as applicant at filing."""
    certificate = patent(document, NUMBER)
    back = record(document, "patent_certificate", {"applicant_at_filing": "云溪仪表有限公司"})
    return certificate.model_copy(update={"fields": (*certificate.fields, *back.fields)})


def register(kind: str = "权利转移", **values: str | Value) -> DocumentRecord:
    """A paper of the register about the applicant's second patent."""
    given = {
        "paper_kind": kind,
        "patent_number": NUMBER,
        "patentee": NAME,
        "issue_date": "2019年4月2日",
    }
    return record("登记", "patent_register_copy", given | values)


def unsure(kind_name: str, text: str) -> Value:
    """A value that was not surely read."""
    return read_value(kind_name, text, file="登记.pdf", confidence=0.6)
