"""The walk-through of a new certificate type, followed word for word: one YAML file is enough."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from extractor.classify import label_pages
from extractor.extract.record import extract_record
from extractor.segment import split_documents
from models.catalogue import load_catalogue
from models.catalogue.loader import catalogue_dir
from tests.unit.extract.drawing import line, page

PAGE = Path(__file__).resolve().parents[3] / "docs" / "howto" / "新增证书类型.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.S)


def test_a_new_certificate_type_takes_one_file(tmp_path: Path) -> None:
    declared, expected = blocks("yaml")
    (printed,) = blocks("text")
    folder = tmp_path / "catalogue"
    shutil.copytree(catalogue_dir(), folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "document_types" / "green_material_cert.yaml").write_text(declared, "utf-8")
    catalogue = load_catalogue(folder)
    title, *body = printed.strip().split("\n")
    drawn = page(
        [
            line(title, x=0.25, y=0.12, height=0.03),
            *(line(text, x=0.12, y=0.25 + 0.05 * at) for at, text in enumerate(body)),
        ]
    )
    labels = label_pages([drawn], catalogue)
    (document,) = split_documents([drawn], labels, catalogue=catalogue)
    assert document.type == "green_material_cert"
    record, _ = extract_record(document, [drawn], catalogue)
    read = {field.key: field.value for field in record.fields if field.value is not None}
    assert read == yaml.safe_load(expected)
