"""The planted discrepancies by where they are planted; importing this package registers them all."""

from __future__ import annotations

from golden_docs.maker.plants import (
    certificates,
    company,
    conditions,
    evidence,
    figures,
    files,
    form,
    identity,
    missing,
    ratios,
    statements,
    tables,
    wording,
)

__all__ = [
    "certificates",
    "company",
    "conditions",
    "evidence",
    "figures",
    "files",
    "form",
    "identity",
    "missing",
    "ratios",
    "statements",
    "tables",
    "wording",
]
