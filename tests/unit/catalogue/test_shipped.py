"""The catalogue that ships: complete, quoted, and agreeing with itself."""

from __future__ import annotations

import pytest

from models.catalogue import Condition, load_catalogue
from models.catalogue.facts import leaves
from models.kinds import kind_names

CATALOGUE = load_catalogue()
PROGRAMME = CATALOGUE.programme("cn-xjr3-2021")
TABLE = CATALOGUE.table_of(PROGRAMME)
COMMON = [
    "application_form",
    "business_license",
    "audit_report",
    "patent_certificate",
    "patent_acceptance_notice",
    "software_copyright_cert",
    "management_system_cert",
    "high_tech_cert",
    "honor_cert",
    "trademark_cert",
    "market_share_proof",
    "title_proof",
    "rd_institution_proof",
    "commitment_letter",
]
PLAIN_KINDS = {"bool", "multi_choice", "rows"}
"""Kinds that are read by the form alone and compared as choices or text."""


def test_it_is_complete() -> None:
    assert len(CATALOGUE.indicators) == 137
    assert len(CATALOGUE.document_types) == 96
    assert len(CATALOGUE.divisions.divisions) == 97
    assert len(CATALOGUE.regions.regions) == 31
    assert len(CATALOGUE.size_classes.industries) == 16


def test_the_programme_has_all_its_conditions() -> None:
    expected = [f"X{n:02d}" for n in range(1, 17)] + ["XCa", "XCb", "XCc", "XBAN"]
    assert [condition.id for condition in PROGRAMME.conditions] == expected


def test_the_table_has_every_numbered_field_of_the_form() -> None:
    counts = {0: 3, 1: 20, 2: 9, 3: 11, 4: 20, 5: 6, 6: 6}
    numbers = {field.number for field in TABLE.fields if field.printed}
    assert numbers == {f"{part}.{n}" for part, last in counts.items() for n in range(1, last + 1)}


@pytest.mark.parametrize("condition", PROGRAMME.conditions, ids=lambda c: c.id)
def test_every_condition_quotes_its_sentence(condition: Condition) -> None:
    assert condition.clause.text
    assert (condition.clause.lines or "").startswith("policy.txt:")
    assert condition.test or condition.readings or condition.enquiry


def test_every_threshold_reads_a_field_of_the_table() -> None:
    for condition in PROGRAMME.conditions:
        trees = [condition.test, condition.when, *(r.test for r in condition.readings)]
        for tree in trees:
            for leaf in leaves(tree) if tree is not None else ():
                assert all(TABLE.field(key) for key in leaf.keys), condition.id


@pytest.mark.parametrize("key", COMMON)
def test_common_papers_can_be_recognised(key: str) -> None:
    document_type = CATALOGUE.document_type(key)
    assert any(sign.weight >= 40 for sign in document_type.recognition.signs)
    assert document_type.fields or key == "application_form"


def test_every_document_type_has_a_name_and_a_sign() -> None:
    for document_type in CATALOGUE.document_types.values():
        assert document_type.title_zh
        assert document_type.recognition.signs or document_type.role == "other"


def test_every_kind_can_be_read() -> None:
    known = set(kind_names()) | PLAIN_KINDS
    fields = [f.kind for t in CATALOGUE.document_types.values() for f in t.fields]
    fields += [f.kind for t in CATALOGUE.tables.values() for f in t.fields]
    assert set(fields) <= known


def test_fields_named_after_an_indicator_have_its_kind() -> None:
    for field in TABLE.fields:
        indicator = CATALOGUE.indicators.get(field.key)
        loose = {"text", "company_name", "rows", "multi_choice", "choice", "bool"}
        if indicator and not {field.kind, indicator.kind} <= loose:
            assert field.kind == indicator.kind, field.key


def test_counting_proofs_can_tell_papers_apart() -> None:
    for document_type in CATALOGUE.document_types.values():
        if any(proof.how == "count_of_valid" for proof in document_type.proves):
            assert document_type.identity, document_type.key
            assert document_type.holder, document_type.key


@pytest.mark.parametrize(
    ("code", "name"), [("340207", "安徽省"), ("110108", "北京市"), ("659001", "新疆维吾尔自治区")]
)
def test_regions_by_code(code: str, name: str) -> None:
    region = CATALOGUE.regions.region(code)
    assert region is not None
    assert region.name_zh == name


def test_cities_that_recommend_on_their_own() -> None:
    city = CATALOGUE.regions.city("330206")
    assert city is not None
    assert city.name_zh == "宁波市"
    assert CATALOGUE.regions.city("330106") is None


def test_relative_years() -> None:
    assert [PROGRAMME.year(p) for p in ("Y", "Y-1", "Y-2", None)] == ["2020", "2019", "2018", None]


def test_an_award_for_science_is_an_honour_and_not_the_other_way_round() -> None:
    catalogue = load_catalogue()
    assert catalogue.is_of_type("sci_award_cert", "honor_cert")
    assert catalogue.is_of_type("honor_cert", "honor_cert")
    assert not catalogue.is_of_type("honor_cert", "sci_award_cert")
    assert not catalogue.is_of_type(None, "honor_cert")
