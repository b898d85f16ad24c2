"""A run is repeated from its report: equal bytes, or the reasons why not."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from extractor.cli.main import main
from extractor.report.replayed import manifest_lines
from models.run import EngineInfo, Run, RunStatus

PROGRAMME = "cn-xjr3-2021"


def write(path: Path, text: str) -> None:
    paper = docx.Document()
    paper.add_paragraph(text)
    paper.save(str(path))


def verified(folder: Path) -> tuple[Path, Path]:
    """A submission of one file and its report."""
    paper, out = folder / "说明.docx", folder / "结果"
    write(paper, "本公司从事精密减速器的研发和生产。")
    main(["verify", str(paper), "--programme", PROGRAMME, "--out", str(out)])
    return paper, out


def test_an_unchanged_run_comes_out_equal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper, out = verified(tmp_path)
    capsys.readouterr()
    assert main(["replay", str(out), str(paper)]) == 0
    assert "逐字节一致" in capsys.readouterr().out


def test_a_changed_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper, out = verified(tmp_path)
    write(paper, "本公司从事轴承的研发和生产。")
    capsys.readouterr()
    assert main(["replay", str(out), str(paper)]) == 1
    assert "文件内容不同：说明.docx。" in capsys.readouterr().out


def test_a_tampered_report_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper, out = verified(tmp_path)
    file = out / "report.json"
    report = json.loads(file.read_text(encoding="utf-8"))
    report["findings"][0]["message"] = "一切相符。"
    file.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    capsys.readouterr()
    assert main(["replay", str(out), str(paper)]) == 1
    assert "请检查原报告是否被改动" in capsys.readouterr().out


def test_every_condition_of_a_run_is_compared() -> None:
    before = Run(
        code_version="1",
        catalogue_sha256="a",
        engine=EngineInfo(name="x", version="1", weights={"rec": "1"}),
        programme=PROGRAMME,
        reference_date="2021-05-06",
        status=RunStatus.complete,
        inputs={"甲.pdf": "1", "乙.pdf": "2"},
    )
    after = before.model_copy(
        update={
            "code_version": "2",
            "catalogue_sha256": "b",
            "engine": EngineInfo(name="x", version="2", weights={"rec": "2"}),
            "inputs": {"甲.pdf": "9", "丙.pdf": "3"},
        }
    )
    told = "".join(manifest_lines(before, after))
    for word in ("程序版本", "目录（规则）", "识别引擎", "识别权重", "乙.pdf", "丙.pdf", "甲.pdf"):
        assert word in told
    assert manifest_lines(before, before) == []
