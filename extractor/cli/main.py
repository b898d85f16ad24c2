"""Arguments of `heyan`, and the edge where exceptions become exit codes."""

from __future__ import annotations

import argparse
import datetime
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from extractor.cli.console import note
from extractor.cli.later import Command, later
from extractor.cli.parser import Parser
from extractor.errors import CatalogueError, ExitCode, HeyanError, StorageError
from extractor.faults import DISK_FULL, is_disk_full
from extractor.settings import Settings, read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of the extractor; return its exit code."""
    return run_command(build_parser(), arguments)


def run_command(parser: Parser, arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; return its exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    return exit_code_of(lambda: _run(parser, arguments))


def exit_code_of(run: Callable[[], ExitCode]) -> int:
    """Run something to its end; say on stderr what went wrong, and return the exit code for it."""
    try:
        code = run()
        sys.stdout.flush()
        return code
    except HeyanError as error:
        note(f"错误［{error.code}］：{error.message}")
        if isinstance(error, CatalogueError):
            note("\n".join(error.problems))
        return error.exit_code
    except KeyboardInterrupt:
        note("已中断，已识别的页面会保留，重新运行同一命令即可继续。")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the results has had enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - the edge of the program
        if is_disk_full(error):
            note(f"错误［{StorageError.code}］：{DISK_FULL}")
            return StorageError.exit_code
        note("程序内部错误，请把以下信息发给维护人员：")
        note(traceback.format_exc())
        return ExitCode.BUG


def _run(parser: Parser, arguments: Sequence[str] | None) -> ExitCode:
    options = parser.parse_args(arguments)
    command: Command = options.command
    return command(options, _settings(options))


Commands = argparse._SubParsersAction  # argparse names the type so


def build_parser(*, more: Callable[[Commands[Parser]], None] | None = None) -> Parser:
    """Return the parser of all commands; `more` adds those of a package above this one."""
    parser = Parser(prog="heyan", description="核验专精特新申报材料")
    parser.add_argument(
        "--version", action="version", version=f"heyan {version('heyan')}", help="显示版本"
    )
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令", dest="name")
    _add_verify(commands)
    _add_read(commands)
    _add_batch(commands)
    _add_diff(commands)
    _add_replay(commands)
    _add_eval(commands)
    _add_programmes(commands)
    doctor = commands.add_parser("doctor", help="自检：识别引擎、权重、目录、字体、磁盘")
    doctor.set_defaults(command=later("extractor.cli.check", "run_doctor"))
    if more is not None:
        more(commands)
    return parser


def _add_verify(commands: Commands[Parser]) -> None:
    verify = commands.add_parser("verify", help="核验一份申报材料，输出差异报告")
    verify.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件、文件夹或 ZIP")
    verify.add_argument(
        "--programme",
        required=True,
        metavar="ID",
        help="申报项目，见 heyan programmes；auto：按申报表标题判断，不能唯一确定时列出可选项目",
    )
    verify.add_argument("--out", required=True, type=Path, metavar="DIR", help="输出目录")
    verify.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="基准日，默认取申报项目规定的日期"
    )
    verify.add_argument(
        "--corrections", type=Path, metavar="FILE", help="人工更正与意见（JSON），作为输入参与核验"
    )
    verify.add_argument("--json", action="store_true", help="把 report.json 打印到标准输出")
    _add_reading_options(verify)
    verify.set_defaults(command=later("extractor.cli.verify", "run_verify"))


def _add_read(commands: Commands[Parser]) -> None:
    read = commands.add_parser("read", help="只识别，不按申报项目核验")
    read.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件、文件夹或 ZIP")
    read.add_argument("--out", required=True, type=Path, metavar="DIR", help="输出目录")
    read.add_argument("--json", action="store_true", help="把 reading.json 打印到标准输出")
    _add_reading_options(read)
    read.set_defaults(command=later("extractor.cli.verify", "run_read"))


def _add_batch(commands: Commands[Parser]) -> None:
    batch = commands.add_parser("batch", help="批量核验：文件夹中每个子文件夹、ZIP、PDF 是一份材料")
    batch.add_argument("folder", type=Path, metavar="DIR", help="存放各份申报材料的文件夹")
    batch.add_argument(
        "--programme", required=True, metavar="ID", help="申报项目，见 heyan programmes"
    )
    batch.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="输出目录；再次运行时从中断处继续"
    )
    batch.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="基准日，默认取申报项目规定的日期"
    )
    batch.add_argument(
        "--before",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="以往批量核验的输出目录，与本次一并比较；可写多次",
    )
    batch.add_argument("--json", action="store_true", help="把 batch.json 打印到标准输出")
    _add_reading_options(batch)
    batch.set_defaults(command=later("extractor.cli.batch", "run_batch"))


def _add_diff(commands: Commands[Parser]) -> None:
    diff = commands.add_parser("diff", help="比较同一申报单位的两份报告：文件、数值、发现的变化")
    diff.add_argument("before", type=Path, metavar="A", help="先前的 report.json 或结果目录")
    diff.add_argument("after", type=Path, metavar="B", help="之后的 report.json 或结果目录")
    diff.set_defaults(command=later("extractor.cli.diff", "run_diff"))


def _add_replay(commands: Commands[Parser]) -> None:
    replay = commands.add_parser("replay", help="按原报告的项目和基准日重新核验，逐项解释差别")
    replay.add_argument("report", type=Path, metavar="REPORT", help="原 report.json 或结果目录")
    replay.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="原申报材料")
    replay.add_argument("--corrections", type=Path, metavar="FILE", help="原报告所用的人工更正文件")
    _add_reading_options(replay)
    replay.set_defaults(command=later("extractor.cli.replay", "run_replay"))


def _add_eval(commands: Commands[Parser]) -> None:
    evaluate = commands.add_parser("eval", help="用带标准答案的材料评测")
    evaluate.add_argument(
        "folders", nargs="+", type=Path, metavar="DIR", help="材料包或单份文件所在目录"
    )
    evaluate.add_argument("--json", type=Path, metavar="FILE", help="把评测结果写入文件")
    evaluate.add_argument(
        "--calibration",
        type=Path,
        metavar="FILE",
        help="把识别把握与实际正确率的对照表写入 FILE（Markdown）",
    )
    evaluate.add_argument(
        "--record",
        type=Path,
        metavar="FILE",
        help="把扫描样张的识别结果存为 FILE（.readings.json.gz），以后不必重新识别",
    )
    _add_reading_options(evaluate)
    evaluate.set_defaults(command=later("extractor.cli.evaluate", "run_eval"))


def _add_programmes(commands: Commands[Parser]) -> None:
    programmes = commands.add_parser("programmes", help="申报项目目录")
    programmes.add_argument(
        "action", nargs="?", choices=("list", "show", "compare", "form", "check"), default="list"
    )
    programmes.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="申报项目编号（show 一个，compare 两个，form 可用标准表编号）",
    )
    programmes.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="show：说明写入 Markdown 文件；form：空表写入 .docx 或 .xlsx",
    )
    programmes.set_defaults(command=later("extractor.cli.programmes", "run_programmes"))


def _add_reading_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-cache", action="store_true", help="重新识别每一页")
    parser.add_argument("--jobs", type=int, metavar="N", help="同时识别的进程数")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是 YYYY-MM-DD 形式的日期") from error


def _settings(options: argparse.Namespace) -> Settings:
    given = {"jobs": options.jobs} if getattr(options, "jobs", None) is not None else {}
    return read_settings(lambda: Settings(**given))


if __name__ == "__main__":
    sys.exit(main())
