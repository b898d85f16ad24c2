"""Pictures of the places that a report points at: each value with a little of its surroundings."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from models.base import Frozen
from models.finding import Finding, Outcome
from models.geometry import Box, Frame, Place
from models.run import Report

Pixels = NDArray[np.uint8]
LoadPage = Callable[[str, int], Pixels | None]
"""Gives the page (file name, page from 1) as displayed: height x width x 3, RGB; None without picture."""

MARGIN_X, MARGIN_Y = 0.06, 0.022  # of the page, shown around a value
SMALLEST = (0.56, 0.075)  # of an upright page, smallest part shown (width, height)
SMALLEST_WIDE = (0.4, 0.106)  # of a page that lies, so that its print shows at the same size
WIDEST = 900  # pixels
QUALITY = 72
FRAME_COLOUR = (214, 96, 0)


class Crop(Frozen):
    """A JPEG picture of a place, upright; size in pixels."""

    jpeg: bytes
    width: int
    height: int

    @property
    def data_uri(self) -> str:
        """The picture as a data address, so that a page needs no other file."""
        return "data:image/jpeg;base64," + base64.b64encode(self.jpeg).decode()


def cut_crops(
    report: Report, *, load: LoadPage, frames: Mapping[tuple[str, int], Frame]
) -> Mapping[Place, Crop]:
    """Return a picture for every place of a finding that failed or needs a person.

    Every page is loaded once. Places without a page picture (DOCX, XLSX) have none.
    """
    places = sorted(set(_wanted(report)), key=lambda place: (place.file, place.page, place.box))
    crops: dict[Place, Crop] = {}
    page: tuple[str, int] | None = None
    pixels: Pixels | None = None
    for place in places:
        if (place.file, place.page) != page:
            page = (place.file, place.page)
            pixels = load(*page)
        if pixels is not None:
            turns = frames[page].quarter_turns if page in frames else 0
            crops[place] = cut_crop(pixels, place.box, quarter_turns=turns)
    return crops


def cut_crop(pixels: Pixels, box: Box, *, quarter_turns: int) -> Crop:
    """Return the part of a displayed page around a box, framed and turned upright."""
    height, width = pixels.shape[:2]
    sideways = quarter_turns % 2 == 1
    lies = (width > height) is not sideways
    view = _view(box, sideways=sideways, least=SMALLEST_WIDE if lies else SMALLEST)
    x0, x1 = int(view.x0 * width), max(int(view.x0 * width) + 1, int(view.x1 * width))
    y0, y1 = int(view.y0 * height), max(int(view.y0 * height) + 1, int(view.y1 * height))
    part = np.ascontiguousarray(pixels[y0:y1, x0:x1])
    thickness = max(2, round(max(part.shape[:2]) / 300))
    cv2.rectangle(
        part,
        (int(box.x0 * width) - x0 - thickness, int(box.y0 * height) - y0 - thickness),
        (int(box.x1 * width) - x0 + thickness, int(box.y1 * height) - y0 + thickness),
        FRAME_COLOUR,
        thickness,
    )
    part = np.ascontiguousarray(np.rot90(part, k=-quarter_turns % 4))
    if part.shape[1] > WIDEST:
        size = (WIDEST, max(1, round(part.shape[0] * WIDEST / part.shape[1])))
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    done, data = cv2.imencode(
        ".jpg", np.ascontiguousarray(part[:, :, ::-1]), [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
    )
    if not done:
        raise ValueError("a crop could not be encoded")
    return Crop(jpeg=data.tobytes(), width=part.shape[1], height=part.shape[0])


def _view(box: Box, *, sideways: bool, least: tuple[float, float]) -> Box:
    """The box with its surroundings, at least so large, moved inside the page."""
    margin_x, margin_y = (MARGIN_Y, MARGIN_X) if sideways else (MARGIN_X, MARGIN_Y)
    least_x, least_y = reversed(least) if sideways else least
    x0, x1 = _stretch(box.x0, box.x1, margin=margin_x, least=least_x)
    y0, y1 = _stretch(box.y0, box.y1, margin=margin_y, least=least_y)
    return Box(x0, y0, x1, y1)


def _stretch(start: float, end: float, *, margin: float, least: float) -> tuple[float, float]:
    """An interval widened on both sides, at least `least` long, moved between 0 and 1."""
    length = min(1.0, max(end - start + 2 * margin, least))
    first = min(max(0.0, (start + end - length) / 2), 1.0 - length)
    return first, first + length


def _wanted(report: Report) -> Iterator[Place]:
    for finding in report.findings:
        if finding.outcome in (Outcome.failed, Outcome.review):
            yield from places_of(finding)


def places_of(finding: Finding) -> tuple[Place, ...]:
    """Return every place that a finding points at, declared first, each once."""
    values = [finding.declared, *finding.evidence, finding.computed]
    places = [value.place for value in values if value is not None and value.place is not None]
    return tuple(dict.fromkeys([*places, *finding.places]))
