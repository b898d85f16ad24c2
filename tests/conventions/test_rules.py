"""Coded rules: each is registered under an id, named after it, and carries its clause."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conventions.source_tree import parse_file, python_files

RULES = "extractor/verify/rules/"
RULE_ID = re.compile(r"[A-Z]{2,4}-[A-Z0-9]{1,4}(?:-[A-Z0-9]{1,4})*")


def registered_ids(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Return the rule ids among the arguments of a function's decorators."""
    calls = (node for node in function.decorator_list if isinstance(node, ast.Call))
    arguments = (
        value for call in calls for value in (*call.args, *(word.value for word in call.keywords))
    )
    texts = (a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str))
    return [text for text in texts if RULE_ID.fullmatch(text)]


def rule_problems(tree: ast.Module) -> list[str]:
    """Return what is wrong with the public functions of a module of rules."""
    problems = []
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name[0] == "_":
            continue
        ids = registered_ids(node)
        name = ids[0].lower().replace("-", "_") if ids else ""
        if len(ids) != 1:
            problems.append(f"{node.name}: not registered under exactly one id")
        elif node.name != name and not node.name.startswith(f"{name}_"):
            problems.append(f"{node.name}: must be called {name} or {name}_…")
        elif not ast.get_docstring(node):
            problems.append(f"{node.name}: the docstring must be the clause it checks")
    return problems


def test_every_rule_is_named_after_its_id() -> None:
    problems = [
        f"{path}: {problem}"
        for path in python_files("extractor")
        if str(path).startswith(RULES) and path.name != "__init__.py"
        for problem in rule_problems(parse_file(path))
    ]
    assert not problems


def test_every_rule_id_is_used_once() -> None:
    ids = [
        rule_id
        for path in python_files("extractor")
        if str(path).startswith(RULES)
        for node in ast.walk(parse_file(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for rule_id in registered_ids(node)
    ]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    "source",
    [
        "def fin_001(facts):\n    '''Clause.'''",
        "@rule('FIN-001')\ndef revenue(facts):\n    '''Clause.'''",
        "@rule('FIN-001')\ndef fin_0010(facts):\n    '''Clause.'''",
        "@rule('FIN-001')\ndef fin_001(facts):\n    return ()",
        "@rule(id='FIN-001', other='FIN-002')\ndef fin_001(facts):\n    '''Clause.'''",
    ],
)
def test_a_wrong_rule_would_be_seen(source: str) -> None:
    assert len(rule_problems(ast.parse(source))) == 1


@pytest.mark.parametrize("name", ["fin_001", "fin_001_revenue", "_helper"])
def test_a_right_rule_is_accepted(name: str) -> None:
    source = f"@rule('FIN-001', family=Family.arithmetic)\ndef {name}(facts):\n    '''Clause.'''"
    assert not rule_problems(ast.parse(source))
