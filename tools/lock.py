"""Write requirements.lock and requirements-dev.lock from what is installed next to this Python.

In: pyproject.toml and an environment in which everything it asks for is installed and tried out.
Out: two files of names, versions and sha256 hashes, closed over what the distributions require.
Run it with the Python of that environment: `make lock`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent

REPLACED = frozenset({"opencv-python", "opencv-python-headless", "opencv-contrib-python"})
"""OpenCV distributions that opencv-contrib-python-headless stands in for: decision 0001."""

LEFT_OUT = frozenset({"openvino-telemetry"})
"""Reports use of its tools to its maker over the network; openvino runs without it: decision 0011."""

HEADER = (
    "# Written by `make lock`; do not edit. Linux x86_64, CPython 3.11.\n"
    "# Install with: pip install --no-deps --require-hashes -r {name}\n"
)


def close_requirements(requirements: Iterable[str]) -> dict[str, str]:
    """Return name -> installed version of everything the requirements need, transitively.

    Raises `SystemExit` naming what is required and not installed.
    """
    versions: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        key = (name, frozenset(requirement.extras))
        if name in REPLACED | LEFT_OUT or key in seen:
            continue
        seen.add(key)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            raise SystemExit(f"{name} is required and not installed") from None
        if not requirement.specifier.contains(found.version, prereleases=True):
            raise SystemExit(f"{requirement} is required, {found.version} is installed")
        versions[name] = found.version
        waiting += _applying(found.requires or [], extras=requirement.extras)
    return versions


def fetch_hashes(versions: Mapping[str, str]) -> dict[str, str]:
    """Return name -> sha256 of the wheel that pip would install here; downloads nothing else."""
    wanted = [f"{name}=={version}" for name, version in versions.items()]
    options = ["--dry-run", "--ignore-installed", "--no-deps", "--only-binary", ":all:", "-qq"]
    command = [sys.executable, "-m", "pip", "install", *options, "--report", "-", *wanted]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    hashes: dict[str, str] = {}
    for item in json.loads(result.stdout)["install"]:
        name = canonicalize_name(item["metadata"]["name"])
        hashes[name] = item["download_info"]["archive_info"]["hashes"]["sha256"]
    return hashes


def write_lock(path: Path, *, versions: Mapping[str, str], hashes: Mapping[str, str]) -> None:
    """Write one lock file, sorted by name."""
    lines = [
        f"{name}=={versions[name]} \\\n    --hash=sha256:{hashes[name]}\n"
        for name in sorted(versions)
    ]
    path.write_text(HEADER.format(name=path.name) + "".join(lines), encoding="utf-8")


def main() -> None:
    """Write both lock files into the project folder."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    direct = [*project["dependencies"], *settings["build-system"]["requires"]]
    runtime = close_requirements(direct)
    everything = close_requirements([*direct, *project["optional-dependencies"]["dev"]])
    development = {name: everything[name] for name in everything if name not in runtime}
    hashes = fetch_hashes(everything)
    write_lock(ROOT / "requirements.lock", versions=runtime, hashes=hashes)
    write_lock(ROOT / "requirements-dev.lock", versions=development, hashes=hashes)


def _applying(texts: Iterable[str], *, extras: Iterable[str]) -> list[Requirement]:
    """Return the requirements whose markers hold here, for the given extras."""
    names = ["", *extras]
    requirements = [Requirement(text) for text in texts]
    return [
        requirement
        for requirement in requirements
        if requirement.marker is None
        or any(requirement.marker.evaluate({"extra": name}) for name in names)
    ]


if __name__ == "__main__":
    main()
