"""Tighten golden_docs/thresholds.yaml to what was measured: `heyan eval … --json FILE`, then this."""

from __future__ import annotations

import argparse
from pathlib import Path

from extractor.evaluate.run import Scores
from extractor.evaluate.thresholds import (
    Thresholds,
    read_thresholds,
    render_thresholds,
    tightened,
    to_keep,
)

FILE = Path(__file__).resolve().parent.parent / "golden_docs" / "thresholds.yaml"


def main() -> None:
    """Raise every threshold that was exceeded; none is lowered unless `--anew` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scores", type=Path, help="what `heyan eval --json` wrote")
    parser.add_argument("--anew", action="store_true", help="also lower; say why in the commit")
    options = parser.parse_args()
    now = to_keep(Scores.model_validate_json(options.scores.read_bytes()))
    nothing = Thresholds(packages={}, documents={})
    before = nothing if options.anew or not FILE.exists() else read_thresholds(FILE)
    FILE.write_text(render_thresholds(tightened(before, now)), encoding="utf-8")


if __name__ == "__main__":
    main()
