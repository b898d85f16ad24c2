"""Write docs/reference from the code, so that it cannot say something else: `make docs`."""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

from api import problems
from api.problems import ProblemCode
from api.settings import ServiceSettings
from extractor import errors
from extractor.errors import ExitCode, HeyanError, InputCode
from models.catalogue import load_catalogue
from tools.reference_catalogue import (
    render_document_types,
    render_indicators,
    render_programmes,
)

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
WIDTH = 100
"""Columns of the help texts, so that they do not depend on a terminal."""
WRITTEN = "<!-- Written by `make docs`; do not edit. -->\n\n"


class WideFormatter(argparse.RawDescriptionHelpFormatter):
    """Formats help texts at a fixed width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH)


def render_settings() -> str:
    """Return the page of settings: environment variable, default, meaning."""
    prefix = ServiceSettings.model_config.get("env_prefix", "")
    rows = []
    for name, field in ServiceSettings.model_fields.items():
        default = "computed" if field.default_factory else f"`{field.default}`"
        rows.append(f"| `{prefix}{name.upper()}` | {default} | {field.description} |")
    head = "# Settings\n\nEnvironment variables, read once when a process starts.\n\n"
    return head + "| variable | default | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def render_codes() -> str:
    """Return the page of exit codes and of the reasons to refuse input."""
    described = documented_attributes(ast.parse(inspect.getsource(errors)))
    exits = [f"| `{int(code)}` | {described['ExitCode'][code.name]} |" for code in ExitCode]
    refusals = [f"| `{code.value}` | {described['InputCode'][code.name]} |" for code in InputCode]
    answers = documented_attributes(ast.parse(inspect.getsource(problems)))["ProblemCode"]
    refusing = [
        f"| `{code.value}` | {problems.STATUS[code]} | {answers[code.name]} |"
        for code in ProblemCode
    ]
    return (
        "# Codes\n\nWhat each means; what to do about it stands in [errors.md](../errors.md).\n\n"
        "## Exit codes\n\n| code | meaning |\n|---|---|\n" + "\n".join(exits) + "\n\n"
        "## Reasons to refuse input\n\n| code | meaning |\n|---|---|\n"
        + "\n".join(refusals)
        + "\n\n"
        "## Answers of the service\n\n| code | status | meaning |\n|---|---|---|\n"
        + "\n".join(refusing)
        + "\n"
    )


def render_commands() -> str:
    """Return the page of commands, each with its own help text."""
    parts = ["# Commands\n"]
    for name, command in list_commands(load_parser()).items():
        command.formatter_class = WideFormatter
        parts.append(f"## heyan {name}\n\n```\n{command.format_help().strip()}\n```\n")
    return "\n".join(parts)


def load_parser() -> argparse.ArgumentParser:
    """Return the parser of `heyan`; loaded here, since the command line loads the OCR libraries."""
    parser = importlib.import_module("api.cli").build_parser()
    assert isinstance(parser, argparse.ArgumentParser)  # import_module has no types
    return parser


def list_commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return name -> parser of the commands of a parser, in their order."""
    commands: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            commands.update(action.choices)
    return commands


def error_classes(base: type[HeyanError]) -> Iterator[type[HeyanError]]:
    """Yield an exception class and everything derived from it."""
    yield base
    for derived in base.__subclasses__():
        yield from error_classes(derived)


def documented_attributes(tree: ast.Module) -> dict[str, dict[str, str]]:
    """Return class -> attribute -> the docstring that stands right below the attribute."""
    found: dict[str, dict[str, str]] = {}
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        texts = found.setdefault(node.name, {})
        for attribute, below in zip(node.body, node.body[1:], strict=False):
            name = _assigned_name(attribute)
            if name and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
                texts[name] = str(below.value.value)
    return found


def _assigned_name(node: ast.stmt) -> str | None:
    """Return the name that a statement assigns to, if it is a plain assignment."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return None


def render_schema(name: str, *, package: str = "report") -> str:
    """Return the JSON Schema of a result file; loaded here, since reports load the OpenCV library."""
    module = importlib.import_module(f"extractor.{package}.as_json")
    schema: bytes = getattr(module, f"{name}_schema")()
    return schema.decode()


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": render_commands,
    "settings.md": render_settings,
    "codes.md": render_codes,
    "indicators.md": lambda: render_indicators(load_catalogue()),
    "document_types.md": lambda: render_document_types(load_catalogue()),
    "programmes.md": lambda: render_programmes(load_catalogue()),
    "report.schema.json": lambda: render_schema("report"),
    "reading.schema.json": lambda: render_schema("reading"),
    "batch.schema.json": lambda: render_schema("batch", package="batch"),
    "index.schema.json": lambda: render_schema("index", package="batch"),
}
"""File name -> what writes the text of the page."""


def render_page(name: str) -> str:
    """Return the whole text of a page; a schema has no comments."""
    return PAGES[name]() if name.endswith(".json") else WRITTEN + PAGES[name]()


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(render_page(name), encoding="utf-8")


if __name__ == "__main__":
    main()
