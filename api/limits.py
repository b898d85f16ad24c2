"""Limits on how often and how much: a token bucket per person, and a cap on the bytes of a request."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable

from api.problems import ProblemCode, ProblemError


class RateLimiter:
    """At most `per_minute` deeds per key and minute; bursts up to a whole minute's worth are fine."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._rate = per_minute / 60
        self._most = float(per_minute)
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def check(self, key: str) -> None:
        """Count one deed; raises ProblemError rate_limited with the time to wait."""
        with self._lock:
            now = self._clock()
            left, since = self._left.get(key, (self._most, now))
            left = min(self._most, left + (now - since) * self._rate)
            if left < 1:
                self._left[key] = (left, now)
                raise ProblemError(
                    ProblemCode.rate_limited,
                    "请求过于频繁，请稍后再试。",
                    retry_after=(1 - left) / self._rate,
                )
            self._left[key] = (left - 1, now)


async def cap_bytes(stream: AsyncIterator[bytes], *, most: int) -> AsyncIterator[bytes]:
    """Pass a request body on; raises ProblemError upload_too_large once it has more than `most` bytes."""
    seen = 0
    async for chunk in stream:
        seen += len(chunk)
        if seen > most:
            raise ProblemError(
                ProblemCode.upload_too_large,
                f"上传内容超过 {most // 1_000_000} MB 的上限，请分批提交或压缩扫描件。",
            )
        yield chunk
