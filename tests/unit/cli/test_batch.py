"""`heyan batch`: every submission has its result, a bad one stops nobody, nothing finished is worked twice."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest
from openpyxl import load_workbook

from extractor.batch.entries import Entry
from extractor.batch.work import batch_exit_code
from extractor.cli.batch import guard_work
from extractor.errors import ArgumentError, ExitCode, OcrError, WeightsError
from models.batch import SubmissionState, Worked
from tests.unit.cli.conftest import Call

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "reference"
PROGRAMME = "cn-xjr3-2021"
NORTH, SOUTH = "北岭轴承有限公司", "南浦电子科技有限公司"
CODES = {NORTH: "91330100MA27XYWB2L", SOUTH: "91330100MA28ABCD3X"}
SHEETS = [
    "风险排序",
    "不一致明细",
    "条件与差距",
    "材料齐备",
    "跨企业重复",
    "未能核对",
    "申报值汇总",
    "拒收与未读取",
    "推荐第三批专精特新“小巨人”企业汇总表",
]


def write_paper(path: Path, *lines: str) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def write_submission(folder: Path, company: str) -> None:
    """A licence and a patent certificate, both native; every company has the same patent."""
    write_paper(
        folder / "执照.docx",
        "营业执照",
        f"统一社会信用代码：{CODES[company]}",
        f"名称：{company}",
        "类型：有限责任公司",
        "法定代表人：陆明",
        "注册资本：壹仟万元整",
        "成立日期：2010年05月06日",
        "住所：浙江省杭州市滨江区清河路18号",
        "登记机关",
    )
    write_paper(
        folder / "专利.docx",
        "实用新型专利证书",
        "实用新型名称：一种传动轴",
        "专利号：ZL 2019 2 0123456.3",
        "专利申请日：2019年03月05日",
        f"专利权人：{company}",
        "授权公告日：2020年06月12日",
        "专利权自授权公告之日起生效。国家知识产权局",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    write_submission(made / "北岭", NORTH)
    write_submission(made / "南浦", SOUTH)
    (made / "坏.pdf").write_bytes(b"%PDF-1.7 broken off")
    (made / "说明.txt").write_text("x")
    return made


def index_of(out: Path) -> dict[str, Any]:
    lines = [json.loads(line) for line in (out / "index.jsonl").read_text("utf-8").splitlines()]
    schema = json.loads((SCHEMAS / "index.schema.json").read_text("utf-8"))
    for line in lines:
        jsonschema.validate(line, schema)
    return {line["name"]: line for line in lines}


def batch_of(out: Path) -> Any:
    batch = json.loads((out / "batch.json").read_bytes())
    jsonschema.validate(batch, json.loads((SCHEMAS / "batch.schema.json").read_text("utf-8")))
    return batch


def files_of(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_every_submission_has_its_result_and_a_bad_one_stops_nobody(
    heyan: Call, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, said, err = heyan("batch", folder, "--programme", PROGRAMME, "--out", out)
    assert code == ExitCode.INPUT, err
    lines = index_of(out)
    assert list(lines) == ["北岭", "南浦", "坏.pdf"]
    assert (lines["坏.pdf"]["state"], lines["坏.pdf"]["reason"]["code"]) == ("refused", "truncated")
    assert "未核验 坏.pdf［truncated］" in err
    assert "第 3/3 份" in err
    assert "“说明.txt”不是文件夹、ZIP 或 PDF" in err
    assert sorted(line["sampled"] for line in lines.values()) == [False, False, True]
    for name, company in (("北岭", NORTH), ("南浦", SOUTH)):
        line = lines[name]
        assert (line["applicant_name"], line["state"], line["pages"]) == (company, "complete", 2)
        report = json.loads((out / line["results"] / "report.json").read_bytes())
        assert report["applicant"]["applicant_name"] == company
        assert (out / line["results"] / "report.html").exists()
    assert said.splitlines()[-2] == "共 3 份：完成 2，拒收 1，未完成 0；跨企业重复 1 项。"


def test_the_shared_patent_is_found_with_both_places(
    heyan: Call, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    _, said, _ = heyan("batch", folder, "--programme", PROGRAMME, "--out", out, "--json")
    batch = batch_of(out)
    assert json.loads(said) == batch
    assert batch["not_compared"] == ["坏.pdf"]
    (found,) = batch["findings"]
    assert (found["kind"], found["outcome"]) == ("patent", "review")
    assert [use["submission"] for use in found["uses"]] == ["北岭", "南浦"]
    for use in found["uses"]:
        report = json.loads((out / "submissions" / use["submission"] / "report.json").read_bytes())
        places = [f["place"] for f in report["fields"] if f["key"] == "patent_number"]
        assert use["place"] in places
    book = load_workbook(io.BytesIO((out / "batch.xlsx").read_bytes()))
    assert book.sheetnames == SHEETS
    row = [str(cell.value) for cell in book["跨企业重复"][2]]
    assert {"北岭", "南浦", NORTH, SOUTH, "专利号"} <= set(row)
    ranking = book["风险排序"]
    assert [cell.value for cell in ranking["B"]][1] == "坏.pdf"
    drawn = {row[1].value for row in ranking.iter_rows(min_row=2) if row[-1].value == "抽查"}
    assert drawn == {name for name, line in index_of(out).items() if line["sampled"]}


def test_the_results_of_last_year_are_held_against_this_years(
    heyan: Call, folder: Path, tmp_path: Path
) -> None:
    write_submission(tmp_path / "old" / "南浦", SOUTH)
    write_submission(tmp_path / "new" / "北岭", NORTH)
    out = tmp_path / "今年"
    common = ("--programme", PROGRAMME)
    assert heyan("batch", tmp_path / "old", *common, "--out", tmp_path / "去年")[0] == ExitCode.DONE
    code, said, err = heyan(
        "batch", tmp_path / "new", *common, "--out", out, "--before", tmp_path / "去年"
    )
    assert code == ExitCode.DONE, err
    assert said.splitlines()[-2].endswith("跨企业重复 1 项，与以往材料不同的数据 0 项。")
    batch = batch_of(out)
    assert batch["earlier"] == ["去年/南浦"]
    assert [use["submission"] for use in batch["findings"][0]["uses"]] == ["北岭", "去年/南浦"]
    assert list(index_of(out)) == ["北岭"]
    code, _, err = heyan("batch", folder, *common, "--out", out, "--before", folder)
    assert code == ExitCode.ARGUMENTS
    assert "不是批量核验的结果文件夹" in err


def test_what_is_finished_is_not_worked_again(heyan: Call, folder: Path, tmp_path: Path) -> None:
    arguments = ("batch", folder, "--programme", PROGRAMME, "--out", tmp_path / "out")
    heyan(*arguments)
    before = files_of(tmp_path / "out")
    _, _, err = heyan(*arguments)
    assert err.count("沿用上次的结果") == 3
    assert files_of(tmp_path / "out") == before
    write_paper(folder / "北岭" / "函.docx", "关于召开年度工作会议的函")
    _, _, err = heyan(*arguments)
    assert err.count("沿用上次的结果") == 2
    assert "第 1/3 份 北岭：结束" in err
    assert index_of(tmp_path / "out")["北岭"]["pages"] == 3


def test_done_with_discrepancies_counts_as_done(heyan: Call, folder: Path, tmp_path: Path) -> None:
    (folder / "坏.pdf").unlink()
    code, *_ = heyan("batch", folder, "--programme", PROGRAMME, "--out", tmp_path / "out")
    assert code == ExitCode.DONE
    assert {line["exit_code"] for line in index_of(tmp_path / "out").values()} == {1}


def raising(error: Exception) -> Callable[[], Worked]:
    def work() -> Worked:
        raise error

    return work


ENTRY = Entry("北岭", Path("北岭"), (), 0)


@pytest.mark.parametrize(
    ("error", "code"),
    [(ZeroDivisionError("no"), ExitCode.BUG), (OcrError("识别进程无法启动。"), ExitCode.OCR)],
)
def test_what_goes_wrong_with_one_submission_is_its_result(
    error: Exception, code: ExitCode, capsys: pytest.CaptureFixture[str]
) -> None:
    worked = guard_work(ENTRY, raising(error))
    assert (worked.name, worked.state) == ("北岭", SubmissionState.failed)
    assert batch_exit_code((worked,)) == code
    assert ("ZeroDivisionError" in capsys.readouterr().err) == (code is ExitCode.BUG)


@pytest.mark.parametrize("error", [WeightsError("权重缺失。"), ArgumentError("无法写入。")])
def test_what_hinders_every_submission_ends_the_batch(error: Exception) -> None:
    with pytest.raises(type(error)):
        guard_work(ENTRY, raising(error))


def test_a_folder_without_submissions_is_refused(heyan: Call, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    options = ("--programme", PROGRAMME, "--out", tmp_path / "out")
    assert heyan("batch", tmp_path / "in", *options)[0] == ExitCode.INPUT
    assert heyan("batch", tmp_path / "no", *options)[0] == ExitCode.ARGUMENTS
