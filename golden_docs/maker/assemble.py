"""From a case to its folder: compose, plant, draw, scan, write files and truth."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from golden_docs.maker import plants  # noqa: F401  (registers the plants)
from golden_docs.maker.cases import Case
from golden_docs.maker.company import found_company
from golden_docs.maker.compose import Package, compose_package
from golden_docs.maker.paper import Paper
from golden_docs.maker.plant import Discrepancy, plant_in_package, plant_in_spec
from golden_docs.maker.scan import Look, ScannedPage, make_look, scan_paper, write_pdf
from golden_docs.maker.truth import Place, package_truth, write_json


def compose_case(case: Case) -> tuple[Package, list[Discrepancy]]:
    """The package of a case with its discrepancies planted."""
    spec, found = plant_in_spec(case.spec, case.plants)
    package, more = plant_in_package(compose_package(found_company(spec)), case.plants)
    return package, [*found, *more]


def write_case(case: Case, folder: Path) -> None:
    """Write `input/` and `truth.json` of a case; the same case gives the same bytes."""
    package, found = compose_case(case)
    target = folder / "input"
    target.mkdir(parents=True, exist_ok=True)
    files: dict[str, list[ScannedPage]] = {}
    places: dict[str, list[Place]] = {}
    for entry in package.entries:
        rng = random.Random(f"{case.spec.seed}-{entry.name}-draw")
        file = case.files.get(entry.name, case.default_file)
        for sheet, paper in enumerate(entry.document.draw(case.style, rng)):
            pages = files.setdefault(file, [])
            pages.append(_scan(case, entry.name, sheet, paper))
            places.setdefault(entry.name, []).append(Place(file, len(pages), frozenset(paper.tags)))
    _write_files(target, files)
    write_json(folder / "truth.json", package_truth(case, package.entries, places, found))


def _scan(case: Case, name: str, sheet: int, paper: Paper) -> ScannedPage:
    seed = f"{case.spec.seed}-{name}-{sheet}"
    look = make_look(random.Random(seed), quality=case.quality, colour=name == "form")
    return scan_paper(paper, _turned(look, case, name, sheet), seed)


def _turned(look: Look, case: Case, name: str, sheet: int) -> Look:
    return replace(
        look,
        turn=case.turns.get((name, sheet), 0),
        pdf_rotate=case.pdf_rotates.get((name, sheet), 0),
    )


class _GbkZipInfo(zipfile.ZipInfo):
    """A member whose name is stored in GBK without the UTF-8 flag, as Chinese Windows tools do."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (the name is zipfile's)
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def _write_files(target: Path, files: dict[str, list[ScannedPage]]) -> None:
    """Write each file: `x.pdf`, `x.jpg`, or `a.zip/x.…` for a member of an archive."""
    archives: dict[str, list[tuple[str, bytes]]] = {}
    for name, pages in files.items():
        archive, _, member = name.rpartition("/")
        path = target / (archive + "." + member if archive else name)
        _write_one(path, pages)
        if archive:
            archives.setdefault(archive, []).append((member, path.read_bytes()))
            path.unlink()
    for archive, members in archives.items():
        with zipfile.ZipFile(target / archive, "w", zipfile.ZIP_STORED) as packed:
            for member, content in members:
                packed.writestr(_GbkZipInfo(member, date_time=(2021, 4, 28, 9, 30, 0)), content)


def _write_one(path: Path, pages: Sequence[ScannedPage]) -> None:
    if path.suffix == ".pdf":
        write_pdf(path, pages, title=path.stem)
    elif len(pages) == 1:
        path.write_bytes(pages[0].jpeg)
    else:
        raise ValueError(f"{path.name} can hold one page, not {len(pages)}")
