"""`python -m golden_docs.maker --case NAME --out DIR` or `--all`: draw the committed packages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from golden_docs.maker.assemble import write_case
from golden_docs.maker.cases import CASES, PROGRAMME

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Draw one case into a folder, or all cases into this repository."""
    parser = argparse.ArgumentParser(prog="python -m golden_docs.maker", description=__doc__)
    parser.add_argument("--case", choices=sorted(CASES), help="draw one case")
    parser.add_argument(
        "--out", type=Path, help="the folder it goes to (default: its place in golden_docs)"
    )
    parser.add_argument("--all", action="store_true", help="draw every committed case")
    options = parser.parse_args(arguments)
    if not (options.case or options.all):
        parser.error("give --case NAME or --all")
    for name in sorted(CASES) if options.all else [options.case]:
        folder = (
            (options.out / name if options.all else options.out)
            if options.out
            else ROOT / PROGRAMME / name
        )
        write_case(CASES[name], folder)
        print(folder, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
