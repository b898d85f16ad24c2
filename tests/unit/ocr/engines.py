"""Engines for tests: one that sees nothing, one that fails, one that misreads, one that replays."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from extractor.errors import OcrError
from extractor.ocr.engine import OcrEngine, Pixels, Quad, Recognised
from models.run import EngineInfo


class BlindEngine:
    """Finds no line and reads no character."""

    info = EngineInfo(name="blind", version="1", weights={})

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        return ()

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        return tuple(Recognised("", 0.0, (), ()) for _ in crops)


class FailingEngine(BlindEngine):
    """Breaks on the first picture."""

    info = EngineInfo(name="failing", version="1", weights={})

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        raise OcrError("识别引擎处理该页时出错。", detail="broken on purpose")


class ScriptedEngine(BlindEngine):
    """Finds the quads it was given, at whatever size the picture comes, and reads by a function.

    `sizes` notes the (width, height) of every picture that was searched, `crops` what was read.
    """

    info = EngineInfo(name="scripted", version="1", weights={})

    def __init__(
        self,
        quads: Sequence[Quad] = (),
        *,
        width: int = 1,
        read: Callable[[Pixels], Recognised] | None = None,
    ) -> None:
        """`quads` in pixels of a picture that is `width` pixels wide."""
        self._quads, self._width = quads, width
        self._read = read or (lambda crop: Recognised("", 0.0, (), ()))
        self.sizes: list[tuple[int, int]] = []
        self.crops: list[Pixels] = []

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        self.sizes.append((pixels.shape[1], pixels.shape[0]))
        factor = pixels.shape[1] / self._width
        return tuple((quad * factor).astype("float32") for quad in self._quads)

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        self.crops.extend(crops)
        return tuple(self._read(crop) for crop in crops)


class RecordingEngine:
    """Passes everything on to another engine and keeps the answers for `RecordedEngine`."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.found: dict[str, tuple[Quad, ...]] = {}
        self.read: dict[str, Recognised] = {}

    @property
    def info(self) -> EngineInfo:
        return self._engine.info

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        self.found[_digest(pixels)] = quads = self._engine.detect(pixels)
        return quads

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        readings = self._engine.recognise(crops)
        self.read.update(zip(map(_digest, crops), readings, strict=True))
        return readings


class RecordedEngine:
    """Gives the answers that were recorded; raises KeyError for a picture it never saw."""

    def __init__(self, recording: RecordingEngine) -> None:
        self.info = recording.info
        self._recording = recording

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        return self._recording.found[_digest(pixels)]

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        return tuple(self._recording.read[_digest(crop)] for crop in crops)


def _digest(pixels: Pixels) -> str:
    return hashlib.sha256(repr(pixels.shape).encode() + pixels.tobytes()).hexdigest()
