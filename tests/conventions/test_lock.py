"""The lock files: complete, pinned, hashed, and naming no address."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conventions.source_tree import (
    PACKAGES,
    ROOT,
    imported_roots,
    parse_file,
    python_files,
)
from tools.lock import close_requirements

PIN = re.compile(r"([a-z0-9-]+)==(\S+) \\\n    --hash=sha256:([0-9a-f]{64})\n")


def read_lock(name: str) -> dict[str, str]:
    """Return name -> version of a lock file; fails on any line that is no pin with a hash."""
    text = (ROOT / name).read_text(encoding="utf-8")
    body = "".join(line for line in text.splitlines(keepends=True) if line[0] != "#")
    assert not PIN.sub("", body)
    return {match[1]: match[2] for match in PIN.finditer(body)}


def read_requirements() -> tuple[list[str], list[str]]:
    """Return the direct requirements of pyproject.toml: at run time, for development."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    runtime = [*project["dependencies"], *settings["build-system"]["requires"]]
    return runtime, project["optional-dependencies"]["dev"]


def test_the_locks_satisfy_what_the_project_asks_for() -> None:
    runtime, development = read_requirements()
    locked = read_lock("requirements.lock")
    everything = locked | read_lock("requirements-dev.lock")
    for texts, versions in ((runtime, locked), (development, everything)):
        for requirement in map(Requirement, texts):
            version = versions[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), requirement


def test_the_locks_hold_everything_that_is_required() -> None:
    runtime, development = read_requirements()
    assert close_requirements(runtime) == read_lock("requirements.lock")
    everything = read_lock("requirements.lock") | read_lock("requirements-dev.lock")
    assert close_requirements([*runtime, *development]) == everything


def test_no_distribution_stands_in_both_locks() -> None:
    assert not read_lock("requirements.lock").keys() & read_lock("requirements-dev.lock").keys()


def imported_distributions(*folders: str) -> set[str]:
    """Return the distributions whose modules the Python files below the folders import."""
    owners = packages_distributions()
    roots = {root for path in python_files(*folders) for root in imported_roots(parse_file(path))}
    ours = {path.parts[0].removesuffix(".py") for path in python_files()}
    foreign = roots - sys.stdlib_module_names - ours
    return {canonicalize_name(owner) for root in foreign for owner in owners[root]}


def test_what_is_imported_is_asked_for() -> None:
    runtime, development = (
        {canonicalize_name(Requirement(text).name) for text in texts}
        for texts in read_requirements()
    )
    assert imported_distributions(*PACKAGES) - runtime == set()
    assert imported_distributions() - runtime - development == set()
