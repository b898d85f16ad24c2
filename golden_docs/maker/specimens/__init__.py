"""Single documents written as text: one YAML file per group of papers, one entry per printed layout."""

from __future__ import annotations

from golden_docs.maker.specimens.load import load_specimens
from golden_docs.maker.specimens.specimen import Specimen

__all__ = ["Specimen", "load_specimens"]
