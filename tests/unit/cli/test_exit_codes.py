"""Exit codes are an interface: each with its cause, its message on stderr, and nothing else there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest
from PIL import Image

from extractor.cli.main import exit_code_of
from extractor.errors import ExitCode
from extractor.ocr.weights import DETECTION
from extractor.report.follow import report_exit_code
from models.catalogue import load_catalogue
from models.finding import Outcome, Severity
from models.run import RunStatus
from tests.unit.cli.conftest import Call
from tests.unit.report.builders import finding, report

ROOT = Path(__file__).resolve().parents[3]
PROGRAMME = "cn-xjr3-2021"
START = "import sys; from extractor.cli import main; sys.exit(main())"


def in_process_of_its_own(
    *arguments: str, path: Path = ROOT, stdout: int | IO[bytes] = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """Run `heyan` as users do; `path` is looked through for packages before the project."""
    environment = os.environ | {"PYTHONPATH": f"{path}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", START, *arguments],
        cwd=path,
        env=environment,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=300,
    )


def test_0_when_everything_was_read(heyan: Call, paper: Path, tmp_path: Path) -> None:
    code, out, err = heyan("read", paper, "--out", tmp_path / "out")
    assert code == 0
    assert "识别结果：" in out
    assert "共 1 页" in err
    assert (tmp_path / "out" / "reading.json").is_file()


def test_1_when_something_failed(heyan: Call, paper: Path, tmp_path: Path) -> None:
    code, out, err = heyan("verify", paper, "--programme", PROGRAMME, "--out", tmp_path / "out")
    assert code == 1
    lines = out.splitlines()
    assert any(": CMP-" in line and " error: " in line for line in lines)
    assert lines[-2].startswith("共 ")
    assert lines[-1] == f"报告：{(tmp_path / 'out' / 'report.html').resolve()}"
    assert "CMP-" not in err
    written = {path.name for path in (tmp_path / "out").iterdir()}
    reports = {"report.json", "report.html", "report.xlsx", "report.docx", "notice.docx"}
    assert written == reports | {"tables.docx", "tables.xlsx"}


def test_2_for_an_unknown_programme_with_the_known_ones(
    heyan: Call, paper: Path, tmp_path: Path
) -> None:
    code, out, err = heyan("verify", paper, "--programme", "nix", "--out", tmp_path / "out")
    assert (code, out) == (2, "")
    assert "没有编号为 nix 的申报项目" in err
    assert all(key in err for key in load_catalogue().programmes)
    assert not (tmp_path / "out").exists()


def test_2_when_the_results_cannot_be_written(heyan: Call, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "below"):
        code, out, err = heyan("read", paper, "--out", folder)
        assert (code, out) == (2, "")
        assert "无法写入输出目录" in err
        assert "共 1 页" not in err, "nothing is read for nothing"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少参数 命令"),
        (["verify"], "缺少参数 PATH, --programme, --out"),
        (["fly"], "命令 不能是 'fly'"),
        (["read", "x", "--out"], "--out 后面缺少内容"),
        (["read", "x", "--out", "y", "--jobs", "q"], "--jobs 应为整数"),
        (["read", "x", "--out", "y", "--bogus"], "不认识的参数 --bogus"),
        (["read", "x", "--out", "y", "--jobs", "0"], "设置不正确：jobs"),
        (
            ["verify", "x", "--programme", PROGRAMME, "--out", "y", "--as-of", "2021-13-01"],
            "“2021-13-01”不是 YYYY-MM-DD 形式的日期",
        ),
        (["eval", "nowhere"], "nowhere 不是目录"),
        (["programmes", "show"], "请给出申报项目编号"),
        (["programmes", "show", "nix"], "没有编号为 nix 的申报项目"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_2_for_wrong_arguments(heyan: Call, arguments: list[str], said: str) -> None:
    code, out, err = heyan(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("错误［arguments］：")
    assert said in err


def test_3_when_the_catalogue_does_not_hold_together(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "models", tmp_path / "models")
    indicators = tmp_path / "models" / "catalogue" / "indicators.yaml"
    text = indicators.read_text("utf-8")
    assert "kind: money" in text
    indicators.write_text(text.replace("kind: money", "kind: mony", 1), "utf-8")
    ended = in_process_of_its_own("programmes", "check", path=tmp_path)
    assert (ended.returncode, ended.stdout) == (3, b"")
    said = ended.stderr.decode()
    assert said.startswith("错误［catalogue］：目录有 1 处问题")
    assert "\nindicators.yaml:" in said
    assert "kind: Input should be" in said


def test_4_when_a_path_does_not_exist(heyan: Call, tmp_path: Path) -> None:
    code, out, err = heyan("read", tmp_path / "nix.pdf", "--out", tmp_path / "out")
    assert (code, out) == (4, "")
    assert err.startswith("错误［not_found］：")
    assert "nix.pdf" in err


def test_4_when_everything_was_refused(heyan: Call, locked: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    code, out, err = heyan("read", locked, empty, "--out", tmp_path / "out")
    assert (code, out) == (4, "")
    assert "未读取 加密.pdf［encrypted］" in err
    assert "未读取 空.pdf［empty］" in err
    assert not (tmp_path / "out").exists()


def test_5_when_the_weights_are_damaged(
    heyan: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.png"
    Image.new("RGB", (400, 300), "white").save(page)
    weights = tmp_path / "weights"
    weights.mkdir()
    (weights / DETECTION).write_bytes(b"no weights")
    monkeypatch.setenv("HEYAN_MODEL_DIR", str(weights))
    code, out, err = heyan("read", page, "--out", tmp_path / "out")
    assert (code, out) == (5, "")
    assert "错误［weights］：" in err


def test_6_when_a_file_was_refused(heyan: Call, paper: Path, locked: Path, tmp_path: Path) -> None:
    code, out, err = heyan("read", paper, locked, "--out", tmp_path / "out", "--json")
    assert code == 6
    reading = json.loads(out)
    assert reading["run"]["status"] == "partial"
    assert [file["refused"]["code"] for file in reading["files"] if file["refused"]] == [
        "encrypted"
    ]
    assert "未读取 加密.pdf" in err


def test_6_weighs_more_than_1() -> None:
    assert report_exit_code(report(finding())) == ExitCode.PARTLY_UNREADABLE
    assert report_exit_code(report(finding(), status=RunStatus.complete)) == ExitCode.DISCREPANCIES


def test_hints_reviews_and_gaps_are_no_discrepancies() -> None:
    harmless = (
        finding(severity=Severity.info),
        finding(Outcome.review),
        finding(Outcome.not_checked),
        finding(Outcome.passed),
    )
    assert report_exit_code(report(*harmless, status=RunStatus.complete)) == ExitCode.DONE


def test_70_for_a_mistake_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> ExitCode:
        raise RuntimeError("what broke")

    assert exit_code_of(fail) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("程序内部错误，请把以下信息发给维护人员：")
    assert "RuntimeError: what broke" in err


def test_130_when_somebody_stops_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    def stop() -> ExitCode:
        raise KeyboardInterrupt

    assert exit_code_of(stop) == 130
    assert capsys.readouterr().err.startswith("已中断")


def test_nobody_reads_the_results_to_their_end() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        ended = in_process_of_its_own("programmes", "list", stdout=closed)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize("content", [None, "no json", '{"entries": [{"kind": "other"}]}'])
def test_a_bad_corrections_file_is_a_wrong_argument(
    heyan: Call, paper: Path, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "更正.json"
    if content is not None:
        file.write_text(content, "utf-8")
    code, out, err = heyan(
        "verify", paper, "--programme", "cn-xjr3-2021", "--out", tmp_path / "out",
        "--corrections", file,
    )  # fmt: skip
    assert (code, out) == (ExitCode.ARGUMENTS, "")
    assert "更正文件" in err
