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
    "INFERENCE_PRECISION_HINT": "f32",  # else bf16 where the processor has it: other readings there
    "INFERENCE_NUM_THREADS": 1,
    "NUM_STREAMS": 1,
    "ENABLE_CPU_PINNING": False,  # all processes would be pinned to the same core
    "PERFORMANCE_HINT": "LATENCY",
}


class Recogniser(NamedTuple):
    """The recogniser's inference and the characters of its classes; class 0 is the CTC blank."""

    run: Run
    characters: tuple[str, ...]


def runtime_versions() -> str:
    """Return the runtimes with their versions; another version may read differently."""
    return " ".join(f"{name} {version(name)}" for name in RUNTIMES)


def load_detector(weights: Path) -> Run:
    """Load detection weights on OpenVINO; raises what `library_failures` lists."""
    import openvino

    compiled = openvino.Core().compile_model(str(weights), "CPU", OPENVINO_SETTINGS)
    request = compiled.create_infer_request()

    def run(batch: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(request.infer([batch])[0], dtype=np.float32)

    return run


def load_recogniser(weights: Path) -> Recogniser:
    """Load recognition weights on ONNX Runtime; raises what `library_failures` lists."""
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
    return Recogniser(run, ("", *listed, " "))
