"""Errors carry their code, exit code and message, also out of a worker process."""

from __future__ import annotations

import pickle

import pytest

from extractor.errors import (
    CatalogueError,
    ExitCode,
    HeyanError,
    InputCode,
    InputError,
    OcrError,
    WeightsError,
)


@pytest.mark.parametrize(
    ("error", "exit_code", "code"),
    [
        (HeyanError("程序出错。"), ExitCode.BUG, "internal"),
        (CatalogueError("目录有误。"), ExitCode.CATALOGUE, "catalogue"),
        (InputError(InputCode.ENCRYPTED, "文件已加密。"), ExitCode.INPUT, "encrypted"),
        (OcrError("识别引擎崩溃。"), ExitCode.OCR, "ocr"),
        (WeightsError("权重文件缺失。"), ExitCode.OCR, "weights"),
    ],
)
def test_error_leads_to_its_exit_code(error: HeyanError, exit_code: ExitCode, code: str) -> None:
    assert (error.exit_code, error.code) == (exit_code, code)
    assert str(error) == error.message


def test_exit_codes_are_the_public_ones() -> None:
    assert [int(code) for code in ExitCode] == [0, 1, 2, 3, 4, 5, 6, 70, 130]


def test_input_error_survives_pickling() -> None:
    error = InputError(InputCode.TRUNCATED, "文件不完整。", file="a/b.pdf", detail="no trailer")
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(copy, InputError)
    assert (copy.code, copy.message, copy.file, copy.detail) == (
        "truncated",
        "文件不完整。",
        "a/b.pdf",
        "no trailer",
    )


def test_catalogue_error_survives_pickling() -> None:
    error = CatalogueError("目录有误。", problems=("a.yaml:3: x", "b.yaml:1: y"))
    assert pickle.loads(pickle.dumps(error)).problems == error.problems
