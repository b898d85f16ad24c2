"""Reads YAML into plain values and remembers the line of every one, so that a fault can be pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

ValuePath = tuple[str | int, ...]
Plain = None | bool | int | float | str | tuple["Plain", ...] | dict[str, "Plain"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SourceError(Exception):
    """A YAML file that cannot be read at all; the message holds file and line."""


@dataclass(frozen=True)
class Source:
    """One YAML file: its name inside the catalogue, its content, the line of each value."""

    name: str
    content: Plain
    lines: dict[ValuePath, int]

    def where(self, path: ValuePath) -> str:
        """`file:line` of the value at a path, or of the nearest value that encloses it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return f"{self.name}:{self.lines[path[:end]]}"
        return self.name


def read_source(file: Path, *, name: str) -> Source:
    """Read one file; raises SourceError with file and line when it is no YAML or repeats a key."""
    try:
        node = yaml.compose(file.read_text("utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SourceError(f"{name}:{line}: {error.problem}") from error
    lines: dict[ValuePath, int] = {}
    content = _plain(node, (), lines, name) if node is not None else None
    return Source(name, content, lines)


def _plain(node: yaml.Node, path: ValuePath, lines: dict[ValuePath, int], name: str) -> Plain:
    """Turn a YAML node into plain values; sequences become tuples."""
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in result:
                line = key_node.start_mark.line + 1
                raise SourceError(f"{name}:{line}: the key {key!r} stands here twice")
            result[key] = _plain(value_node, (*path, key), lines, name)
        return result
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item, (*path, i), lines, name) for i, item in enumerate(node.value))
    return _scalar(node)


def _scalar(node: yaml.Node) -> Plain:
    """A scalar by its YAML tag; whatever is neither number, truth value nor null stays text."""
    text = str(node.value)
    tag = node.tag.rsplit(":", 1)[-1]
    if tag == "int":
        return int(text.replace("_", ""), 10)
    if tag == "float":
        return float(text)
    if tag == "bool":
        return text.lower() in {"true", "yes", "on"}
    return None if tag == "null" else text
