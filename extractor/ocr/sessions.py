"""Weights made ready to run on one thread, on the runtime that measured fastest for them."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Run = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""One inference: the only input to the first output."""

RUNTIMES = ("onnxruntime", "openvino")

OPENVINO_SETTINGS = {
    "INFERENCE_NUM_THREADS": 1,
    "NUM_STREAMS": 1,
    "ENABLE_CPU_PINNING": False,  # all processes would be pinned to the same core
    "PERFORMANCE_HINT": "LATENCY",
}


SURE_STEP = 0.75  # probability that the least sure time step of a quick reading must have
CPU_INFO = Path("/proc/cpuinfo")


class Recogniser(NamedTuple):
    """The recogniser's inference and the characters of its classes; class 0 is the CTC blank.

    `quick` is the same inference in bfloat16, None where the processor gains nothing by it.
    """

    run: Run
    characters: tuple[str, ...]
    quick: Run | None = None

    def scores(self, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the scores of one line, time steps x characters, for a picture of 1 x 3 x height x width.

        Those of the quick run stand where it is sure of every step; else the exact run decides.
        """
        if self.quick is not None:
            scores = np.asarray(self.quick(picture)[0], dtype=np.float32)
            if float(scores.max(axis=1).min()) >= SURE_STEP:
                return scores
        return np.asarray(self.run(picture)[0], dtype=np.float32)


def runtime_versions() -> str:
    """Return the runtimes with their versions; another version may read differently."""
    return " ".join(f"{name} {version(name)}" for name in RUNTIMES)


def has_matrix_unit(cpu_info: Path = CPU_INFO) -> bool:
    """Whether this processor multiplies matrices of bfloat16 by a unit of its own (AMX)."""
    try:
        return "amx_bf16" in cpu_info.read_text(encoding="utf-8").split()
    except OSError:
        return False


def load_detector(weights: Path) -> Run:
    """Load detection weights on OpenVINO; raises what `library_failures` lists."""
    return _on_openvino(weights, precision="f32")


def load_recogniser(weights: Path) -> Recogniser:
    """Load recognition weights on ONNX Runtime, with a quick run beside where the processor has one.

    Raises what `library_failures` lists.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = True  # without it a sixth of the time goes into fresh memory
    session = onnxruntime.InferenceSession(
        str(weights), sess_options=options, providers=["CPUExecutionProvider"]
    )
    (source,) = session.get_inputs()

    def run(batch: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(session.run(None, {source.name: batch})[0], dtype=np.float32)

    listed = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    quick = _on_openvino(weights, precision="bf16") if has_matrix_unit() else None
    return Recogniser(run, ("", *listed, " "), quick)


def _on_openvino(weights: Path, *, precision: str) -> Run:
    import openvino

    settings = OPENVINO_SETTINGS | {"INFERENCE_PRECISION_HINT": precision}
    compiled = openvino.Core().compile_model(str(weights), "CPU", settings)
    request = compiled.create_infer_request()

    def run(batch: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(request.infer([batch])[0], dtype=np.float32)

    return run
