"""An argument parser that speaks Chinese and raises instead of exiting."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from extractor.errors import ArgumentError

_WORDING = (
    (r"the following arguments are required: (.+)", r"缺少参数 \1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数 \1"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1 不能是 \2，只能是 \3 之一",
    ),
    (r"argument (.+?): invalid int value: (.+)", r"\1 应为整数，不能是 \2"),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1 后面缺少内容"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 同时使用"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)
"""What argparse says, and what it means."""


class Parser(argparse.ArgumentParser):
    """Its commands are parsers of the same kind."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options, add_help=False)  # type: ignore[arg-type]  # argparse has many
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Raise ArgumentError with what is wrong and where the usage stands."""
        for said, meant in _WORDING:
            message, changed = re.subn(f"^{said}$", meant, message)
            if changed:
                break
        raise ArgumentError(f"命令写错：{message}。用法见 {self.prog} --help。")

    def format_help(self) -> str:
        """Return the help text; its first word is the only one that argparse fixes."""
        return super().format_help().replace("usage: ", "用法：", 1)
