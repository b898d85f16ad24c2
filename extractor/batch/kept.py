"""Results of single submissions on disk: written last what says that all is written."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from pydantic import ValidationError

from extractor.errors import ArgumentError
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


def earlier_batch(out: Path) -> tuple[Worked, ...]:
    """Return what a batch that is done kept of its submissions, each under the name FOLDER/NAME.

    Raises ArgumentError where `out` holds no such results, or any that cannot be understood: nothing
    that was left out may pass for compared.
    """
    found = sorted(out.glob(f"{FOLDER}/*/{STATE}"))
    if not found:
        raise ArgumentError(f"{out} 不是批量核验的结果文件夹：其中没有 {FOLDER}/*/{STATE}。")
    kept = []
    for path in found:
        try:
            worked = Worked.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise ArgumentError(
                f"以往结果中的 {path.parent.name} 已损坏或由其他版本写成，请用本版本重新核验后再比较。"
            ) from error
        kept.append(worked.model_copy(update={"name": f"{out.resolve().name}/{worked.name}"}))
    return tuple(kept)


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
