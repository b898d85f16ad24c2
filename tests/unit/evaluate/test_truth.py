"""Truth files in every shape they may have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.evaluate.run import find_documents, find_packages
from extractor.evaluate.truth import (
    FieldTruth,
    document_of,
    find_labels,
    read_document_truth,
    read_package_truth,
)

LABELS = {
    "folders": {
        "licence": "business_license",
        "honour": "honor_cert (企业 with 高新: high_tech_cert)",
    },
    "labels": {"business_license": {"名称": "company_name", "成立日期": "establishment_date"}},
}


def write(path: Path, data: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def package(folder: Path, **changes: object) -> Path:
    data = {
        "programme": "cn-xjr3-2021",
        "reference_date": "2021-05-06",
        "provenance": "synthetic",
        "documents": [
            {"type": "business_license", "pages": [{"file": "a.pdf", "page": 3}], "fields": {}},
            {"type": None, "pages": [{"file": "a.pdf", "page": 4}]},
        ],
        "declared": {
            "operating_revenue": {"2019": "1.50", "2020": None},
            "applicant_name": {"": "甲公司"},
            "main_systems": ["研发设计", "生产制造"],
            "employees": 320,
        },
        "discrepancies": [
            {"family": "identity", "indicator": "uscc", "period": None, "why": "x", "page": 3}
        ],
    }
    (folder / "input").mkdir(parents=True)
    return write(folder / "truth.json", data | changes)


def test_declared_values_by_period_in_lists_and_alone(tmp_path: Path) -> None:
    truth = read_package_truth(package(tmp_path / "one"))
    assert set(truth.declared) == {
        FieldTruth(key="operating_revenue", period="2019", value="1.50"),
        FieldTruth(key="operating_revenue", period="2020", value=None),
        FieldTruth(key="applicant_name", period="", value="甲公司"),
        FieldTruth(key="main_systems", period="", value="研发设计;生产制造"),
        FieldTruth(key="employees", period="", value="320"),
    }
    assert [document.type for document in truth.documents] == ["business_license", None]
    assert truth.documents[0].pages == (("a.pdf", 3),)
    (planted,) = truth.discrepancies
    assert (planted.family, planted.indicator, planted.period) == ("identity", "uscc", None)


def test_packages_are_folders_with_truth_and_input(tmp_path: Path) -> None:
    first, second = package(tmp_path / "b" / "one"), package(tmp_path / "a" / "two")
    write(tmp_path / "c" / "truth.json", {})
    assert find_packages(tmp_path) == [second, first]
    assert find_packages(tmp_path / "b" / "one") == [first]


def test_a_single_document_with_a_type_of_its_own(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.truth.json",
        {"type": "patent_certificate", "fields": {"title": "一种轴承", "grant_date": None}},
    )
    truth = read_document_truth(path, {})
    assert truth is not None
    assert truth.type == "patent_certificate"
    assert truth.fields == (
        FieldTruth(key="title", period="", value="一种轴承"),
        FieldTruth(key="grant_date", period="", value=None),
    )


def test_printed_labels_are_mapped_and_others_left_out(tmp_path: Path) -> None:
    path = write(
        tmp_path / "licence" / "x.truth.json",
        {"doc_type": "营业执照", "fields": {"名称": "甲公司", "成立日期": None, "二维码": "?"}},
    )
    truth = read_document_truth(path, LABELS)
    assert truth is not None
    assert truth.type == "business_license"
    assert {(field.key, field.value) for field in truth.fields} == {
        ("company_name", "甲公司"),
        ("establishment_date", None),
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("高新技术企业证书", "high_tech_cert"), ("守合同重信用企业", "honor_cert")],
)
def test_a_folder_of_two_types_is_told_apart_by_its_documents(
    tmp_path: Path, kind: str, expected: str
) -> None:
    path = write(tmp_path / "honour" / "x.truth.json", {"doc_type": kind, "fields": {}})
    truth = read_document_truth(path, LABELS)
    assert truth is not None
    assert truth.type == expected


def test_a_document_of_no_told_type_is_not_scored(tmp_path: Path) -> None:
    path = write(tmp_path / "other" / "x.truth.json", {"doc_type": "函", "fields": {}})
    assert read_document_truth(path, LABELS) is None


def test_documents_stand_beside_their_truth(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.pdf"):
        (tmp_path / "licence").mkdir(exist_ok=True)
        (tmp_path / "licence" / name).write_bytes(b"x")
    first = write(tmp_path / "licence" / "a.truth.json", {"fields": {}})
    second = write(tmp_path / "licence" / "b.pdf.truth.json", {"fields": {}})
    alone = write(tmp_path / "licence" / "c.truth.json", {"fields": {}})
    write(tmp_path / "labels.json", LABELS)
    assert document_of(first) == tmp_path / "licence" / "a.jpg"
    assert document_of(second) == tmp_path / "licence" / "b.pdf"
    assert document_of(alone) is None
    assert find_labels(tmp_path / "licence") == LABELS
    assert [single.where for single in find_documents(tmp_path)] == [
        "licence/a.jpg",
        "licence/b.pdf",
    ]


@pytest.mark.parametrize("content", ["", "[1]", "{", "{}", '{"programme": 1}'])
def test_a_damaged_truth_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "truth.json"
    path.write_text(content)
    with pytest.raises(InputError, match=r"标准答案文件 truth\.json"):
        read_package_truth(path)


def test_a_truth_of_another_shape_is_named(tmp_path: Path) -> None:
    shapes: list[dict[str, object]] = [{"declared": []}, {"documents": [{"type": "x"}]}]
    for number, wrong in enumerate(shapes):
        with pytest.raises(InputError, match="的格式不对"):
            read_package_truth(package(tmp_path / str(number), **wrong))
