"""The rules, one family per module; importing the package registers them all."""

from __future__ import annotations

from importlib import import_module

MODULES = (
    "identity",
    "region",
    "validity",
    "audit_papers",
    "completeness",
    "declared",
    "counts",
    "statements",
    "arithmetic",
    "cross_table",
    "across_forms",
    "targets",
    "format",
    "declaration",
    "eligibility",
    "narrative",
    "tamper",
)

for _name in MODULES:
    import_module(f"{__name__}.{_name}")
