"""The planted discrepancies by where they are planted; importing this package registers them all."""

from __future__ import annotations

from golden_docs.maker.plants import company, evidence, form

__all__ = ["company", "evidence", "form"]
