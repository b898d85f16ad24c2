"""Golden packages that can be loaded with one click, to see how the service works."""

from __future__ import annotations

from collections.abc import Mapping
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


class ExampleView(BaseModel):
    """One example: its name, its programme, its files."""

    name: str
    programme: str
    files: list[str]


@router.get("", summary="Examples")
def show_examples(principal: Submitter, service: ServiceDep) -> list[ExampleView]:
    """Return the examples of this installation; none where the project folder is not at hand."""
    return [
        ExampleView(
            name=name,
            programme=folder.parent.name,
            files=[str(path.relative_to(folder / "input")) for path in _files(folder)],
        )
        for name, folder in find_examples(service).items()
    ]


@router.post("/{name}", status_code=202, summary="Load an example")
def load_example(
    name: Annotated[str, PathParameter(max_length=100)], principal: Submitter, service: ServiceDep
) -> SubmissionView:
    """Hand the files of an example in, as an upload would; twice is the same submission."""
    folder = find_examples(service).get(name)
    if folder is None:
        raise ProblemError(ProblemCode.no_such_thing, "没有这个样例。")
    programme = folder.parent.name
    files = tuple(
        StoredFile(
            name=str(path.relative_to(folder / "input")),
            blob=service.store.put_file(path),
            size=path.stat().st_size,
        )
        for path in _files(folder)
    )
    day = service.catalogue.programme(programme).reference_date
    new = NewSubmission(
        title=f"样例 {name}",
        programme=programme,
        reference_date=day,
        files=files,
        content=digest_upload(files, programme=programme, reference_date=day),
        idempotency_key=None,
    )
    with service.database.transaction() as session:
        row, _ = create_submission(session, new, principal=principal)
        return show_submission(row, count_done(session, [row.id])[row.id])


def find_examples(service: Service) -> Mapping[str, Path]:
    """Return name -> folder of the golden packages of programmes that the catalogue knows."""
    root = service.settings.example_dir
    if root is None:
        return {}
    folders = (path.parent for path in sorted(root.glob("*/*/input")) if path.is_dir())
    known = service.catalogue.programmes
    return {folder.name: folder for folder in folders if folder.parent.name in known}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "input").rglob("*") if path.is_file())
