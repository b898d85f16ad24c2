"""Reads the layouts of the specimens from their YAML files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from golden_docs.maker.specimens.specimen import Layout

_HERE = Path(__file__).parent


@cache
def load_specimens() -> tuple[Layout, ...]:
    """All layouts, in the order of file names and entries; raises ValueError when a name stands twice."""
    layouts: list[Layout] = []
    for path in sorted(_HERE.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            fields = {key: str(value) for key, value in (entry.get("fields") or {}).items()}
            layouts.append(
                Layout(entry.get("type"), entry["name"], fields, entry["page"], path.stem)
            )
    names = [(layout.type, layout.name) for layout in layouts]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"specimens stand twice: {sorted(map(str, twice))}")
    return tuple(layouts)
