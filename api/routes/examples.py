"""Golden packages that can be loaded with one click, to see how the service works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as PathParameter
from pydantic import BaseModel

from api.problems import ProblemCode, ProblemError
from api.progress import count_done
from api.routes.submissions import SubmissionView, show_submission
from api.service import Service, ServiceDep, Submitter
from api.store.submissions import NewSubmission, create_submission
from api.uploads import StoredFile, digest_upload

router = APIRouter(prefix="/examples", tags=["examples"])


KINDS = {"clean": "无差异", "discrepant": "有差异"}
"""What a person is told about a package whose folder is named so."""


class ExampleView(BaseModel):
    """One example: its name, its programme, what it is an example of, its files."""

    name: str
    programme: str
    kind: str
    files: list[str]


@dataclass(frozen=True)
class Example:
    """A golden package; `name` tells it from those of all programmes, `kind` is for people."""

    name: str
    programme: str
    kind: str
    folder: Path

    @property
    def files(self) -> list[Path]:
        """Its papers."""
        return sorted(path for path in self.inputs.rglob("*") if path.is_file())

    @property
    def inputs(self) -> Path:
        """The folder of its papers."""
        return self.folder / "input"


@router.get("", summary="Examples")
def show_examples(principal: Submitter, service: ServiceDep) -> list[ExampleView]:
    """Return the examples of this installation; none where the project folder is not at hand."""
    return [
        ExampleView(
            name=example.name,
            programme=example.programme,
            kind=example.kind,
            files=[str(path.relative_to(example.inputs)) for path in example.files],
        )
        for example in list_examples(service)
    ]


@router.post("/{name}", status_code=202, summary="Load an example")
def load_example(
    name: Annotated[str, PathParameter(max_length=100)], principal: Submitter, service: ServiceDep
) -> SubmissionView:
    """Hand the files of an example in, as an upload would; twice is the same submission."""
    example = next((item for item in list_examples(service) if item.name == name), None)
    if example is None:
        raise ProblemError(ProblemCode.no_such_thing, "没有这个样例。")
    programme = example.programme
    files = tuple(
        StoredFile(
            name=str(path.relative_to(example.inputs)),
            blob=service.store.put_file(path),
            size=path.stat().st_size,
        )
        for path in example.files
    )
    day = service.catalogue.programme(programme).reference_date
    new = NewSubmission(
        title=f"样例 {programme}（{example.kind}）",
        programme=programme,
        reference_date=day,
        files=files,
        content=digest_upload(files, programme=programme, reference_date=day),
        idempotency_key=None,
    )
    with service.database.transaction() as session:
        row, _ = create_submission(session, new, principal=principal)
        return show_submission(row, count_done(session, [row.id])[row.id])


def list_examples(service: Service) -> tuple[Example, ...]:
    """Return the golden packages of programmes that the catalogue knows, national ones first."""
    root = service.settings.example_dir
    if root is None:
        return ()
    known = service.catalogue.programmes
    folders = sorted(
        (path.parent for path in root.glob("*/*/input") if path.parent.parent.name in known),
        key=lambda folder: (not known[folder.parent.name].is_national, folder),
    )
    return tuple(
        Example(
            name=f"{folder.parent.name}.{folder.name}",
            programme=folder.parent.name,
            kind=_kind(folder, folders),
            folder=folder,
        )
        for folder in folders
    )


def _kind(folder: Path, folders: Sequence[Path]) -> str:
    """What it is an example of, with its number where the programme has several of them."""
    stem, _, number = folder.name.rpartition("-")
    alike = [
        other for other in folders if other.parent == folder.parent and other.name.startswith(stem)
    ]
    said = KINDS.get(stem, stem)
    return said if len(alike) == 1 else f"{said} {number.lstrip('0')}"
