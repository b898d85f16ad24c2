"""One of several options, such as 中型 / 小型 / 微型 or an audit opinion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.kinds.base import Agreement, Parsed, equality, register
from models.kinds.printed import is_blank_mark
from models.kinds.text import text_key

_TICKS = "☑☒√✓✔■●◉□○"


class Choice:
    """An option; with no options any text is one. Aliases are read as the option they stand for."""

    name = "choice"

    def __init__(self, options: Iterable[str] | Mapping[str, Iterable[str]] = ()) -> None:
        """Take options, or options with their aliases; raises ValueError when two share a spelling."""
        aliases = options if isinstance(options, Mapping) else dict.fromkeys(options, ())
        self._option_of: dict[str, str] = {}
        for option, names in aliases.items():
            for spelling in {text_key(name) for name in (option, *names)}:
                if self._option_of.setdefault(spelling, option) != option:
                    raise ValueError(f"{spelling!r} stands for two options")

    @property
    def options(self) -> tuple[str, ...]:
        """The options in their order."""
        return tuple(dict.fromkeys(self._option_of.values()))

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The option that is all of `text` (a tick before it is ignored), else None.

        A part of an option is not enough: 保留意见 stands in 无保留意见 too. `unit` means nothing here.
        """
        key = text_key(text.strip().strip(_TICKS))
        if self._option_of:
            option = self._option_of.get(key)
            return Parsed(option) if option is not None else None
        return None if is_blank_mark(key) else Parsed(key)

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """The same option."""
        return equality(text_key(left.value), text_key(right.value))

    def show(self, parsed: Parsed) -> str:
        """The option itself."""
        return parsed.value


register(Choice())
