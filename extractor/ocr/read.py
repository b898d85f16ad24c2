"""Reading one page picture: upright and straight first, then lines, rules, boxes and seals."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractor.ocr.beside_layer import find_beside
from extractor.ocr.crops import cut_quad, turned
from extractor.ocr.ends import complete_ends
from extractor.ocr.engine import OcrEngine, Pixels, Quad
from extractor.ocr.left_over import read_left_over
from extractor.ocr.lines import in_reading_order, line_of
from extractor.ocr.lone_strokes import restore_ones
from extractor.ocr.marks import find_check_boxes
from extractor.ocr.remember import RememberingEngine
from extractor.ocr.rulings import find_rulings
from extractor.ocr.seal_text import read_seals
from extractor.ocr.seals import find_seals, is_grey
from extractor.ocr.second_look import look_again
from extractor.ocr.text_layer import layer_agrees
from extractor.ocr.under_seal import reread_under_seals
from extractor.ocr.upright import Upright, make_upright
from extractor.ocr.warp import frame_of, turn_matrix
from extractor.ocr.watermarks import reread_under_watermark
from models.geometry import Frame
from models.issue import Issue, IssueCode
from models.page import PageText, Seal, TextLine, TextSource

READING_VERSION = "32"
"""Part of the key of kept readings; raised whenever this package reads differently."""

BLANK_INK = 0.0008


def read_picture(
    pixels: Pixels, *, file: str, page: int, engine: OcrEngine
) -> tuple[PageText, tuple[Issue, ...]]:
    """Return what stands on a page picture (as displayed) and what is unsure about it."""
    engine = RememberingEngine(engine)
    upright = make_upright(pixels, engine=engine)
    size = (upright.pixels.shape[1], upright.pixels.shape[0])
    lines = _read_crops(upright.crops, upright.quads, size=size, engine=engine)
    lines = complete_ends(upright.pixels, lines, engine=engine)
    lines = reread_under_watermark(upright.pixels, lines, engine=engine)
    seals = find_seals(upright.pixels)
    lines = read_left_over(upright.pixels, lines, seals, engine=engine)
    lines = reread_under_seals(upright.pixels, lines, seals, engine=engine)
    lines = look_again(upright.pixels, lines, engine=engine)
    lines = restore_ones(upright.pixels, lines)
    seals = read_seals(upright.pixels, seals, engine=engine)
    text = _page_text(upright.pixels, lines, seals, frame=upright.frame, file=file, page=page)
    return text, _issues(text, upright)


def read_layered(
    pixels: Pixels,
    layer: Sequence[TextLine],
    *,
    turns: int,
    file: str,
    page: int,
    engine: OcrEngine,
    is_hidden: bool = False,
) -> tuple[PageText, tuple[Issue, ...]] | None:
    """Return what stands on a page with a text layer, or None where the layer is not to be trusted.

    `pixels` is the page as displayed; `layer` lies in the frame turned clockwise by `turns` quarter
    turns. What the picture shows beyond the layer (pasted scans, stamps) is read from the picture.
    `is_hidden`: the layer lies under a picture, so that its figures must be those of the picture.
    """
    displayed = (pixels.shape[1], pixels.shape[0])
    matrix = turn_matrix(turns, width=displayed[0], height=displayed[1])
    picture = turned(pixels, turns) if turns else pixels
    if not layer_agrees(picture, layer, engine=engine, is_hidden=is_hidden):
        return None
    height, width = picture.shape[:2]
    extra = find_beside(picture, layer, engine=engine)
    crops = [cut_quad(picture, quad) for quad in extra]
    lines = [*layer, *_read_crops(crops, extra, size=(width, height), engine=engine)]
    frame = frame_of(
        matrix, displayed=displayed, upright=(width, height), quarter_turns=turns, skew=0.0
    )
    seals = read_seals(picture, find_seals(picture), engine=engine)
    text = _page_text(picture, lines, seals, frame=frame, file=file, page=page)
    return text.model_copy(update={"source": TextSource.text_layer}), ()


def _read_crops(
    crops: Sequence[Pixels], quads: Sequence[Quad], *, size: tuple[int, int], engine: OcrEngine
) -> list[TextLine]:
    """Read the pictures of text lines; `quads` are their corners on the upright page of `size`."""
    width, height = size
    readings = engine.recognise(crops)
    return [
        line_of(quad, reading, width=width, height=height)
        for quad, reading in zip(quads, readings, strict=True)
        if reading.text.strip()
    ]


def _page_text(
    pixels: Pixels,
    lines: Sequence[TextLine],
    seals: Sequence[Seal],
    *,
    frame: Frame,
    file: str,
    page: int,
) -> PageText:
    height, width = pixels.shape[:2]
    ordered = in_reading_order(lines)
    return PageText(
        file=file,
        page=page,
        width=width,
        height=height,
        source=TextSource.ocr,
        frame=frame,
        lines=ordered,
        rulings=find_rulings(pixels, text_height=usual_height(ordered) * height),
        check_boxes=find_check_boxes(pixels, ordered),
        seals=tuple(seals),
        ink=ink_share(pixels),
        is_grey=is_grey(pixels),
    )


def usual_height(lines: Sequence[TextLine]) -> float:
    """Return the median height of lying text lines as a fraction of the page (0 without lines)."""
    heights = [line.box.height for line in lines if line.box.width >= line.box.height]
    return float(np.median(heights)) if heights else 0.0


def ink_share(pixels: Pixels) -> float:
    """Return the share of the page that is clearly darker than its surroundings."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (min(800, grey.shape[1]), min(1000, grey.shape[0])))
    smooth = cv2.stackBlur(small, (41, 41))
    return round(float(np.mean(small.astype(np.int16) < smooth.astype(np.int16) - 30)), 5)


def _issues(text: PageText, upright: Upright) -> tuple[Issue, ...]:
    issues = []
    if not upright.sure:
        issues.append(
            Issue(
                code=IssueCode.orientation_unsure,
                file=text.file,
                page=text.page,
                message="未能确认该页的朝向，识别结果可能不可靠，请人工查看。",
            )
        )
    weak = [line for line in text.lines if line.confidence < 0.6 and len(line.text) > 3]
    if weak and len(weak) > 0.3 * max(1, len(text.lines)):
        issues.append(_low_confidence(text, weak_lines=len(weak)))
    return tuple(issues)


def _low_confidence(text: PageText, *, weak_lines: int) -> Issue:
    return Issue(
        code=IssueCode.low_confidence,
        file=text.file,
        page=text.page,
        message=f"该页共 {len(text.lines)} 行文字，其中 {weak_lines} 行识别把握不足，请人工核对。",
    )
