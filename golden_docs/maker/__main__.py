"""`python -m golden_docs.maker --case NAME --out DIR`, `--pages [--point NAME]` or `--all`: draw the committed golden documents."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from golden_docs.maker.assemble import write_case
from golden_docs.maker.cases import CASES, PROGRAMME
from golden_docs.maker.forms.record import HOWS, forms_file, record_forms
from golden_docs.maker.forms.write import write_form_cases
from golden_docs.maker.pages.page import DEGREES
from golden_docs.maker.pages.write import write_pages
from golden_docs.maker.samples import write_samples
from golden_docs.maker.scans import ROUNDS, write_scans

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Draw one case into a folder, or all cases into this repository."""
    parser = argparse.ArgumentParser(prog="python -m golden_docs.maker", description=__doc__)
    parser.add_argument("--case", choices=sorted(CASES), help="draw one case")
    parser.add_argument(
        "--out", type=Path, help="the folder it goes to (default: its place in golden_docs)"
    )
    parser.add_argument(
        "--forms", action="store_true", help="draw the packages on other programmes' forms"
    )
    parser.add_argument("--samples", action="store_true", help="draw the single documents")
    parser.add_argument("--pages", action="store_true", help="draw the golden pages")
    parser.add_argument("--point", help="of the golden pages only those of one point of reading")
    parser.add_argument(
        "--scans", action="store_true", help="draw the scans of every type of paper (needs --out)"
    )
    parser.add_argument("--degree", choices=DEGREES, help="of the scans only one degree of damage")
    parser.add_argument("--round", type=int, choices=ROUNDS, help="of the scans only one round")
    parser.add_argument("--type", help="of the scans only one type of paper")
    parser.add_argument(
        "--read-forms", choices=HOWS, help="draw and read every printed form, filled; keep readings"
    )
    parser.add_argument(
        "--all", action="store_true", help="draw every case, the single documents and the pages"
    )
    options = parser.parse_args(arguments)
    if options.scans:
        if options.out is None:
            parser.error("--scans needs --out: the pictures are not kept in the repository")
        for degree in [options.degree] if options.degree else DEGREES:
            write_scans(options.out, degree=degree, turn=options.round, only=options.type)
        return 0
    if options.read_forms:
        record_forms(options.read_forms, forms_file(options.out or ROOT, options.read_forms))
        return 0
    everything = options.all or not (
        options.case or options.forms or options.samples or options.pages
    )
    if options.forms or everything:
        write_form_cases(options.out or ROOT)
    if options.pages or everything:
        write_pages((options.out or ROOT) / "pages", point=options.point)
    if options.samples or everything:
        write_samples((options.out or ROOT) / "documents")
    for name in sorted(CASES) if everything else [options.case] if options.case else []:
        folder = ROOT / PROGRAMME / name
        if options.out:
            folder = options.out / name if everything else options.out
        write_case(CASES[name], folder)
        print(folder, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
