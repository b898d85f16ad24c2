"""Results of single submissions on disk: written last what says that all is written."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from pydantic import ValidationError

from extractor.workspace import write_results
from models.batch import SubmissionState, Worked

FOLDER = "submissions"
STATE = "state.json"


def result_folder(out: Path, name: str) -> Path:
    """Return the folder of the results of one submission."""
    return out / FOLDER / name


def find_finished(out: Path, name: str, *, fingerprint: str) -> Worked | None:
    """Return what an earlier run kept of a submission, where it rests on the same and is all there.

    A submission whose run failed is not finished.
    """
    folder = result_folder(out, name)
    try:
        worked = Worked.model_validate_json((folder / STATE).read_bytes())
        whole = all(
            hashlib.sha256((folder / file).read_bytes()).hexdigest() == digest
            for file, digest in worked.results.items()
        )
    except (OSError, ValidationError):
        return None
    is_same = worked.fingerprint == fingerprint and worked.state is not SubmissionState.failed
    return worked if whole and is_same else None


def clear_results(out: Path, name: str) -> None:
    """Take away what an earlier or interrupted run left of a submission."""
    shutil.rmtree(result_folder(out, name), ignore_errors=True)


def keep_worked(out: Path, worked: Worked, results: dict[str, bytes]) -> Worked:
    """Write the results of a submission, then its state; raises ArgumentError where that fails."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in results.items()}
    worked = worked.model_copy(update={"results": digests})
    folder = result_folder(out, worked.name)
    write_results(folder, results)
    write_results(folder, {STATE: (worked.model_dump_json(indent=1) + "\n").encode()})
    return worked
