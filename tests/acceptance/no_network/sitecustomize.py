"""On the path of a process, refuses every connection over a network; local sockets stay."""

from __future__ import annotations

import socket
from typing import Any, NoReturn


class GuardedSocket(socket.socket):
    """A socket that connects on this machine's file system only."""

    def connect(self, address: Any) -> None:
        """Raise OSError for a network address."""
        if self.family != socket.AF_UNIX:
            refuse(address)
        super().connect(address)


def refuse(*arguments: object, **options: object) -> NoReturn:
    """Raise OSError with what was asked for."""
    raise OSError(f"no network: {arguments} {options}")


vars(socket).update(socket=GuardedSocket, getaddrinfo=refuse)
