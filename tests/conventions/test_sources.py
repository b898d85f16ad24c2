"""How every source file looks: size, docstring, future import, no print, no foreign addresses."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conventions.source_tree import (
    PACKAGES,
    parse_file,
    project_files,
    python_files,
    read_text,
    text_files,
)

AIM = 300
"""From here on a module says in its docstring why it is one thing."""
LIMIT = 500
REASON = "One file because"
CODE = frozenset({".py", ".js", ".css", ".html", ".sql", ".sh"})

PRINTING = ("extractor/cli/", "golden_docs/maker/__main__.py", "tools/", "bench/")
"""Where print is how the result comes out."""

EDGES = ("extractor/cli/main.py", "extractor/cli/batch.py", "api/")
"""Where every exception is caught: the command line, one submission of a batch, the worker, the HTTP service."""

FOREIGN = {
    "a package index": re.compile(
        r"index-[u]rl|extra-[i]ndex|registry[ ]*=|files\.[p]ythonhosted|//[p]ypi\.|//mirrors?\."
        r"|//[\w.]*/simple\b|\"resolved\": *\"http",
        re.IGNORECASE,
    ),
    "a path of somebody's machine": re.compile(
        r"(?<![\w.])/(?:work|farm|root|tmp)/|\.\./[s]hared|shared/[r]eal"
    ),
}
"""The patterns do not match their own text."""

ADDRESSES = {
    "a package index": ("--extra-ind" + "ex-url x", "https://py" + "pi.org/simple"),
    "a path of somebody's machine": ("'/ro" + "ot/x'", "open('/wo" + "rk/x')", "../sh" + "ared/x"),
}


def oversize(text: str, *, docstring: str) -> str | None:
    """Return what is wrong with the length of a module, or nothing."""
    lines = text.count("\n")
    if lines > LIMIT:
        return f"{lines} lines; {LIMIT} is the limit"
    if lines > AIM and REASON not in docstring:
        return f"{lines} lines; the docstring must say “{REASON} …”"
    return None


def printing_lines(tree: ast.Module) -> list[int]:
    """Return the lines of a module that call print."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"]


def blind_lines(tree: ast.Module) -> list[int]:
    """Return the lines that catch every exception."""
    handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    caught = [(h.lineno, ast.unparse(h.type) if h.type else "BaseException") for h in handlers]
    return [line for line, what in caught if re.search(r"\b(Base)?Exception\b", what)]


def stub_lines(tree: ast.Module) -> list[int]:
    """Return the lines that raise NotImplementedError."""
    raised = (node for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc)
    return [node.lineno for node in raised if "NotImplementedError" in ast.unparse(node)]


def foreign_lines(text: str, *, pattern: re.Pattern[str]) -> list[int]:
    """Return the lines of a text that the pattern finds something in."""
    return [n for n, line in enumerate(text.splitlines(), start=1) if pattern.search(line)]


def needs_future_import(tree: ast.Module) -> bool:
    """Whether a module has more than a docstring and lacks `from __future__ import annotations`."""
    body = tree.body[1:] if ast.get_docstring(tree) else tree.body
    imports = (node for node in body if isinstance(node, ast.ImportFrom))
    return bool(body) and not any(node.module == "__future__" for node in imports)


def test_the_tree_is_found() -> None:
    assert Path("extractor/errors.py") in python_files(*PACKAGES)
    assert Path("pyproject.toml") in text_files()
    assert not [path for path in project_files() if ".venv" in path.parts]


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path) for path in python_files() if not ast.get_docstring(parse_file(path))]
    assert not silent


def test_every_module_starts_with_the_future_import() -> None:
    assert not [str(path) for path in python_files() if needs_future_import(parse_file(path))]


def test_no_file_is_too_long() -> None:
    problems = []
    for path in text_files():
        if path.suffix in CODE:
            tree = parse_file(path) if path.suffix == ".py" else None
            docstring = (ast.get_docstring(tree) or "") if tree else read_text(path)
            problem = oversize(read_text(path), docstring=docstring)
            problems += [f"{path}: {problem}"] if problem else []
    assert not problems


def test_only_the_edges_print() -> None:
    problems = [
        f"{path}:{line}"
        for path in python_files()
        if path.parts[0] != "tests" and not str(path).startswith(PRINTING)
        for line in printing_lines(parse_file(path))
    ]
    assert not problems


def test_only_the_edges_catch_everything() -> None:
    problems = [
        f"{path}:{line}"
        for path in python_files(*PACKAGES)
        if not str(path).startswith(EDGES)
        for line in blind_lines(parse_file(path))
    ]
    assert not problems


def test_nothing_is_a_stub() -> None:
    problems = [
        f"{path}:{line}"
        for path in python_files(*PACKAGES)
        for line in stub_lines(parse_file(path))
    ]
    assert not problems


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_holds(what: str) -> None:
    problems = [
        f"{path}:{line}"
        for path in text_files()
        for line in foreign_lines(read_text(path), pattern=FOREIGN[what])
    ]
    assert not problems


@pytest.mark.parametrize("what", FOREIGN)
def test_foreign_addresses_would_be_seen(what: str) -> None:
    for sample in ADDRESSES[what]:
        assert foreign_lines(sample, pattern=FOREIGN[what]) == [1]


def test_each_violation_would_be_seen() -> None:
    assert oversize("\n" * 501, docstring=REASON)
    assert oversize("\n" * 301, docstring="")
    assert not oversize("\n" * 301, docstring=REASON)
    assert printing_lines(ast.parse("x = 1\nprint(x)")) == [2]
    assert blind_lines(ast.parse("try:\n    f()\nexcept (OSError, Exception):\n    g()")) == [3]
    assert blind_lines(ast.parse("try:\n    f()\nexcept:\n    g()")) == [3]
    assert not blind_lines(ast.parse("try:\n    f()\nexcept OSError:\n    g()"))
    assert stub_lines(ast.parse("raise NotImplementedError")) == [1]
    assert needs_future_import(ast.parse('"""Doc."""\nimport os'))
    assert not needs_future_import(ast.parse('"""Doc."""'))
