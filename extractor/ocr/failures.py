"""Failures of the libraries behind an engine, told as errors of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import cv2

from extractor.errors import OcrError, WeightsError


def library_failures() -> tuple[type[Exception], ...]:
    """Return what the libraries raise.

    ONNX Runtime gives its exceptions no base of their own; OpenVINO raises RuntimeError.
    """
    from onnxruntime.capi import onnxruntime_pybind11_state as onnx

    return (
        cv2.error,
        onnx.EPFail,
        onnx.Fail,
        onnx.InvalidArgument,
        onnx.InvalidGraph,
        onnx.InvalidProtobuf,
        onnx.NoModel,
        onnx.NoSuchFile,
        onnx.NotImplemented,
        onnx.RuntimeException,
        ArithmeticError,
        MemoryError,
        RuntimeError,
        ValueError,
    )


@contextmanager
def as_ocr_error() -> Iterator[None]:
    """Turn a failure of the libraries on a page into an OcrError."""
    try:
        yield
    except library_failures() as error:
        raise OcrError("识别引擎处理该页时出错。", detail=repr(error)) from error


@contextmanager
def as_weights_error() -> Iterator[None]:
    """Turn a failure to load weights into a WeightsError."""
    try:
        yield
    except library_failures() as error:
        raise WeightsError(
            "识别权重无法加载，文件可能已损坏，请重新安装或检查 HEYAN_MODEL_DIR。",
            detail=repr(error),
        ) from error
