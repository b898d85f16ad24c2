"""An engine that reads the same picture of a line only once per page."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.ocr.engine import OcrEngine, Pixels, Quad, Recognised
from models.run import EngineInfo

Key = tuple[tuple[int, ...], bytes]


class RememberingEngine:
    """An engine in front of another: a crop that was read before, pixel for pixel, is not read again.

    The steps of a page look at the same lines for different reasons; one instance serves one page.
    """

    def __init__(self, engine: OcrEngine) -> None:
        """Put this engine in front of `engine`."""
        self._engine = engine
        self._known: dict[Key, Recognised] = {}

    @property
    def info(self) -> EngineInfo:
        """Name, version and weights of the engine behind."""
        return self._engine.info

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Find text lines; see `OcrEngine.detect`."""
        return self._engine.detect(pixels)

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        """Read each crop; see `OcrEngine.recognise`."""
        keys = [(crop.shape, crop.tobytes()) for crop in crops]
        new = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in self._known}
        readings = self._engine.recognise(list(new.values()))
        self._known.update(zip(new, readings, strict=True))
        return tuple(self._known[key] for key in keys)
