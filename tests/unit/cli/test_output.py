"""stdout carries results only, results appear whole, and the catalogue can be looked at."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path

import docx
import jsonschema
import pytest

from extractor.errors import ArgumentError
from extractor.workspace import scratch_dir, write_results
from models.catalogue import load_catalogue
from tests.unit.cli.conftest import Call

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "reference" / "report.schema.json"
PROGRAMME = "cn-xjr3-2021"


def test_json_prints_the_report_and_nothing_else(heyan: Call, paper: Path, tmp_path: Path) -> None:
    _, out, err = heyan(
        "verify", paper, "--programme", PROGRAMME, "--out", tmp_path / "out", "--json"
    )
    assert out.encode() == (tmp_path / "out" / "report.json").read_bytes()
    jsonschema.validate(json.loads(out), json.loads(SCHEMA.read_text("utf-8")))
    assert re.fullmatch(r"(正在识别：.*\n|共 1 页.*\n)+", err)


def test_the_reference_date_can_be_set(heyan: Call, paper: Path, tmp_path: Path) -> None:
    arguments = ("verify", paper, "--programme", PROGRAMME, "--out", tmp_path / "out", "--json")
    own = load_catalogue().programme(PROGRAMME).reference_date
    assert json.loads(heyan(*arguments)[1])["run"]["reference_date"] == own
    other = json.loads(heyan(*arguments, "--as-of", "2021-12-31")[1])
    assert other["run"]["reference_date"] == "2021-12-31"


def test_equal_runs_write_equal_files(heyan: Call, paper: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        heyan("verify", paper, "--programme", PROGRAMME, "--out", tmp_path / name)
    for file in ("report.json", "report.html", "report.xlsx", "report.docx", "notice.docx"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_kept_readings_are_used_unless_told_otherwise(
    heyan: Call, paper: Path, tmp_path: Path
) -> None:
    arguments = ("read", paper, "--out", tmp_path / "out")
    assert "本次识别 1 页，沿用已有识别结果 0 页" in heyan(*arguments)[2]
    assert "本次识别 0 页，沿用已有识别结果 1 页" in heyan(*arguments)[2]
    assert "本次识别 1 页" in heyan(*arguments, "--no-cache")[2]


def test_programmes_are_listed_shown_and_checked(heyan: Call) -> None:
    code, out, err = heyan("programmes")
    assert (code, err) == (0, "")
    programmes = load_catalogue().programmes
    listed = [line.split("\t")[0] for line in out.split("\n\n")[0].splitlines()]
    assert listed == sorted(programmes)
    assert out.rstrip().splitlines()[-1].startswith("合计\t申报项目 205 个\t条件 1660/1660（")
    code, out, _ = heyan("programmes", "show", PROGRAMME)
    assert code == 0
    assert programmes[PROGRAMME].doc_no in out
    assert all(condition.id in out for condition in programmes[PROGRAMME].conditions)
    code, out, _ = heyan("programmes", "check")
    assert code == 0
    assert out.startswith("目录检查通过：")


@pytest.mark.parametrize("command", ["", "verify", "read", "batch", "eval", "programmes", "doctor"])
def test_help_is_chinese(command: str, heyan: Call, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        heyan(*filter(None, (command, "--help")))
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：heyan")
    assert "显示这段说明" in out
    for english in ("usage", "options:", "positional", "show this"):
        assert english not in out


def test_the_version_is_that_of_the_distribution(
    heyan: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        heyan("--version")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"heyan {version('heyan')}\n"


def test_results_appear_whole_and_leave_nothing_behind(tmp_path: Path) -> None:
    written = write_results(tmp_path / "new" / "out", {"a.json": b"1", "b.html": b"2"})
    assert {name: path.read_bytes() for name, path in written.items()} == {
        "a.json": b"1",
        "b.html": b"2",
    }
    assert written["a.json"].stat().st_mode & 0o777 == 0o644
    write_results(tmp_path / "new" / "out", {"a.json": b"3"})
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == [
        "a.json",
        "b.html",
    ]


def test_a_result_that_cannot_be_written_leaves_no_part_behind(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(ArgumentError):
        write_results(tmp_path, {"a.json": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_the_scratch_folder_goes_away() -> None:
    with scratch_dir() as scratch:
        (scratch / "x").write_bytes(b"1")
    assert not scratch.exists()


def test_pages_of_no_known_type_are_named(heyan: Call, paper: Path, tmp_path: Path) -> None:
    out = heyan("read", paper, "--out", tmp_path / "out", "--json")[1]
    (issue,) = json.loads(out)["issues"]
    assert (issue["code"], issue["file"], issue["page"]) == ("unknown_page", "函.docx", 1)
    assert issue["message"].startswith("第 1 页未能识别为已知的文件类型")


def test_pages_without_text_are_no_issue(heyan: Call, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附件二")
    document.save(str(tmp_path / "隔页.docx"))
    out = heyan("read", tmp_path / "隔页.docx", "--out", tmp_path / "out", "--json")[1]
    assert json.loads(out)["issues"] == []


def test_corrections_are_part_of_the_run(heyan: Call, paper: Path, tmp_path: Path) -> None:
    arguments = ("verify", paper, "--programme", PROGRAMME, "--out", tmp_path / "out", "--json")
    assert json.loads(heyan(*arguments)[1])["run"]["corrections"] is None
    mark = {"file_sha256": "0" * 64, "page": 1, "digest": "0" * 64}
    entry = {"kind": "pages", "id": "p1", "by": "甲", "marks": [mark], "type": "business_license"}
    file = tmp_path / "更正.json"
    file.write_text(json.dumps({"entries": [entry]}), "utf-8")
    report = json.loads(heyan(*arguments, "--corrections", file)[1])
    assert re.fullmatch("[0-9a-f]{64}", report["run"]["corrections"])
    assert "correction_stale" in [issue["code"] for issue in report["issues"]]


def test_two_results_are_compared(heyan: Call, paper: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "新.docx"
    renamed.write_bytes(paper.read_bytes())
    for name, file in (("one", paper), ("same", paper), ("two", renamed)):
        heyan("verify", file, "--programme", PROGRAMME, "--out", tmp_path / name)
    code, out, _ = heyan("diff", tmp_path / "one", tmp_path / "same")
    assert (code, out) == (0, "两份报告没有差别。\n")
    _, out, _ = heyan("diff", tmp_path / "one", tmp_path / "two" / "report.json")
    assert out.splitlines()[0] == "文件改名：函.docx → 新.docx"
    assert heyan("diff", tmp_path / "one", tmp_path / "three")[0] == 2
    assert heyan("diff", tmp_path / "one", tmp_path / "one" / "report.xlsx")[0] == 2
