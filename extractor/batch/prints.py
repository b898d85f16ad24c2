"""What pages of evidence look like: an image hash, and the numbers printed on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels
from extractor.papers import Read
from models.batch import PagePrint
from models.catalogue import Catalogue
from models.document import Document
from models.geometry import Box, Frame
from models.page import PageText
from models.submission import PageRef

LoadPage = Callable[[PageRef], Pixels | None]
"""Gives the page as displayed: height x width x 3, RGB; None without picture."""

SIDE = 512  # pixels of the square that a page is brought to before it is hashed
CODE = re.compile(r"[A-Za-z]*\d[A-Za-z0-9.]{5,}")
DATE = re.compile(r"(?:19|20)\d{2}(?:[.]\d{1,2}){1,2}")
LEAST_CONTRAST = 8.0  # standard deviation of grey; an empty page looks like every other one


def page_prints(read: Read, *, load: LoadPage, catalogue: Catalogue) -> tuple[PagePrint, ...]:
    """Return the prints of the pages of evidence that have a picture and are not empty.

    Forms are left out: everybody fills in the same one. So are pages of no known type with neither
    a picture of their own nor numbers on them.
    """
    texts = {page.ref: page for page in read.pages}
    return tuple(
        found
        for document, ref in _pages_of_evidence(read.documents, catalogue)
        if (found := _print_of(document, texts[ref], load=load)) is not None
    )


def hash_picture(pixels: Pixels, frame: Frame) -> str | None:
    """Return the 968 bits (hex) of a page brought upright; None for one that shows nothing.

    Block mean value hash, mode 1 (Yang, Gu, Niu: Block mean value based image perceptual hashing,
    2006), as OpenCV implements it.
    """
    upright = _upright(pixels, frame)
    if float(upright.std()) < LEAST_CONTRAST:
        return None
    mode = cv2.img_hash.BLOCK_MEAN_HASH_MODE_1
    bits: bytes = cv2.img_hash.blockMeanHash(upright, mode=mode).tobytes()
    return bits.hex()


def codes_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers and codes of at least six characters in a text, dates left out, each once."""
    found = (match[0].strip(".").upper() for line in lines for match in CODE.finditer(line))
    return tuple(sorted({code for code in found if len(code) > 5 and not DATE.fullmatch(code)}))


def _pages_of_evidence(
    documents: Iterable[Document], catalogue: Catalogue
) -> Iterator[tuple[Document, PageRef]]:
    for document in documents:
        known = catalogue.document_types.get(document.type or "")
        if known is not None and known.role == "evidence":
            yield from ((document, ref) for ref in document.pages)


def _print_of(document: Document, page: PageText, *, load: LoadPage) -> PagePrint | None:
    pixels = load(page.ref)
    bits = hash_picture(pixels, page.frame) if pixels is not None else None
    if bits is None:
        return None
    return PagePrint(
        document=document.id,
        document_type=document.type,
        place=page.place(Box(0.0, 0.0, 1.0, 1.0)),
        bits=bits,
        codes=codes_of(line.text for line in page.lines),
    )


def _upright(pixels: Pixels, frame: Frame) -> NDArray[np.uint8]:
    """The page in its upright frame as a grey square of SIDE pixels."""
    grey = cv2.cvtColor(
        cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY
    )
    scale = np.diag([SIDE, SIDE, 1.0])
    to_displayed = scale @ np.array(frame.matrix).reshape(3, 3) @ np.linalg.inv(scale)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    turned = cv2.warpPerspective(
        grey, to_displayed, (SIDE, SIDE), flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(turned, dtype=np.uint8)
