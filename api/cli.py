"""`heyan`: the commands of the extractor and, on top, those of the service."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.cli.later import later
from extractor.cli.main import Commands, run_command
from extractor.cli.main import build_parser as build_base_parser
from extractor.cli.parser import Parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    return run_command(build_parser(), arguments)


def build_parser() -> Parser:
    """Return the parser of all commands."""
    return build_base_parser(more=add_commands)


def add_commands(commands: Commands[Parser]) -> None:
    """Add `serve` and `worker`; `doctor` looks at the database and the file store, too."""
    serve = commands.add_parser("serve", help="启动服务：接口、审核页面和识别进程")
    serve.set_defaults(command=later("api.commands", "run_serve"))
    commands.choices["doctor"].set_defaults(command=later("api.doctor", "run_service_doctor"))
    worker = commands.add_parser("worker", help="只启动识别进程，与服务共用数据库和文件库")
    worker.set_defaults(command=later("api.commands", "run_workers"))
