"""The documents: every code, setting and command is explained, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.jobs.tasks import GIVEN_UP
from api.problems import ProblemCode
from api.settings import ServiceSettings
from extractor.errors import ExitCode, HeyanError, InputCode
from models.issue import IssueCode
from tests.conventions.source_tree import ROOT, parse_file, project_files, read_text
from tools.reference import (
    PAGES,
    documented_attributes,
    error_classes,
    list_commands,
    load_parser,
    render_page,
)

ERRORS = Path("docs/errors.md")
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
COMMAND = re.compile(r"(?:^|`|bin/|docker run .* )heyan (--?\w+|[a-z]+)", re.MULTILINE)
"""A command as documents write it: alone on its line or between backticks."""
DOCUMENTS = tuple(path for path in project_files() if path.suffix == ".md")


def first_cells(text: str) -> list[str]:
    """Return what stands in backticks in the first cell of each table row of a document."""
    return re.findall(r"^\| *`([^`]+)` *\|", text, flags=re.MULTILINE)


def test_every_exit_code_is_explained() -> None:
    assert {str(int(code)) for code in ExitCode} <= set(first_cells(read_text(ERRORS)))


def test_every_reason_to_refuse_input_is_explained() -> None:
    assert {code.value for code in InputCode} <= set(first_cells(read_text(ERRORS)))


def test_every_error_code_is_explained() -> None:
    codes = {error.code for error in error_classes(HeyanError) if "code" in vars(error)}
    assert codes
    assert codes <= set(first_cells(read_text(ERRORS)))


def test_every_issue_code_is_explained() -> None:
    assert {code.value for code in IssueCode} <= set(first_cells(read_text(ERRORS)))


def test_every_problem_code_is_explained() -> None:
    explained = set(first_cells(read_text(ERRORS)))
    assert {code.value for code in ProblemCode} | {GIVEN_UP} <= explained
    described = documented_attributes(parse_file(Path("api/problems.py")))
    assert {code.name for code in ProblemCode} == described["ProblemCode"].keys()


def test_errors_explains_nothing_that_is_gone() -> None:
    known = {str(int(code)) for code in ExitCode}
    known |= {code.value for code in InputCode} | {code.value for code in IssueCode}
    known |= {code.value for code in ProblemCode} | {GIVEN_UP}
    known |= {error.code for error in error_classes(HeyanError) if "code" in vars(error)}
    assert set(first_cells(read_text(ERRORS))) <= known


def test_every_setting_and_code_has_a_docstring() -> None:
    assert all(field.description for field in ServiceSettings.model_fields.values())
    described = documented_attributes(parse_file(Path("extractor/errors.py")))
    assert {code.name for code in ExitCode} <= described["ExitCode"].keys()
    assert {code.name for code in InputCode} <= described["InputCode"].keys()


def test_every_error_leads_to_an_exit_code_of_its_own_kind() -> None:
    for error in error_classes(HeyanError):
        assert error.exit_code in ExitCode
        assert error.exit_code not in (ExitCode.DONE, ExitCode.DISCREPANCIES)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_reference_is_current(name: str) -> None:
    written = (ROOT / "docs/reference" / name).read_text(encoding="utf-8")
    assert written == render_page(name), "run `make docs`"


def test_every_command_is_explained() -> None:
    commands = list_commands(load_parser())
    assert commands
    page = render_page("commands.md")
    howto = read_text(Path("docs/howto/使用说明.md"))
    for command in commands:
        assert f"## heyan {command}\n" in page
        assert f"heyan {command}" in howto


def test_documents_name_only_commands_that_exist() -> None:
    commands = {*list_commands(load_parser()), "--help", "--version"}
    unknown = {
        f"{path}: heyan {name}"
        for path in DOCUMENTS
        for name in COMMAND.findall(read_text(path))
        if name not in commands
    }
    assert not unknown
    assert COMMAND.findall("```\nheyan verify a.pdf\n```\n`heyan doctor`") == ["verify", "doctor"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = [link.group(1) for link in LINK.finditer(read_text(path))]
    missing = [target for target in targets if not (ROOT / path.parent / target).exists()]
    assert not missing


def test_a_missing_row_would_be_seen() -> None:
    assert first_cells("| `a` | text |\n| b | `c` |\n") == ["a"]


def test_every_folder_is_on_the_map() -> None:
    architecture = read_text(Path("ARCHITECTURE.md"))
    folders = {path.parts[0] for path in project_files() if len(path.parts) > 1}
    stages = {
        path.parts[1]
        for path in project_files()
        if path.parts[0] in ("extractor", "models", "api") and len(path.parts) > 2
    }
    missing = [name for name in sorted(folders | stages) if f"{name}/" not in architecture]
    assert not missing


def test_the_readme_names_the_two_commands() -> None:
    readme = read_text(Path("README.md"))
    makefile = read_text(Path("Makefile"))
    for target in ("demo", "test"):
        assert f"make {target}" in readme
        assert f"\n{target}: " in makefile
    assert "make test" in read_text(Path(".ci/run"))
