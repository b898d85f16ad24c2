"""A scanned page is known again in another file; a changed one, and a digital one, are not."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pymupdf
from PIL import Image

from extractor.ingest import ingest_paths
from extractor.settings import Settings


def picture(shade: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.full((400, 300, 3), shade, dtype=np.uint8)).save(out, "PNG")
    return out.getvalue()


def scan(path: Path, shades: list[int], *, rotation: int = 0, text: str = "") -> Path:
    with pymupdf.open() as document:
        for shade in shades:
            page = document.new_page(width=300, height=400)
            page.insert_image(page.rect, stream=picture(shade))
            if text:
                page.insert_text((20, 20), text)
            page.set_rotation(rotation)
        document.save(path)
    return path


def digests(path: Path, scratch: Path) -> list[str]:
    submission, _ = ingest_paths([path], scratch=scratch, settings=Settings())
    return [page.digest for page in submission.pages]


def test_same_scan_in_another_file_and_place(tmp_path: Path) -> None:
    first = digests(scan(tmp_path / "a.pdf", [10, 20]), tmp_path)
    second = digests(scan(tmp_path / "b.pdf", [30, 10]), tmp_path)
    assert first[0] == second[1]
    assert len({*first, *second}) == 3


def test_rotation_makes_another_page(tmp_path: Path) -> None:
    upright = digests(scan(tmp_path / "a.pdf", [10]), tmp_path)
    turned = digests(scan(tmp_path / "b.pdf", [10], rotation=90), tmp_path)
    assert upright != turned


def test_digital_pages_are_known_by_file_and_number(tmp_path: Path) -> None:
    first = digests(scan(tmp_path / "a.pdf", [10, 10], text="1"), tmp_path)
    second = digests(scan(tmp_path / "b.pdf", [10], text="2"), tmp_path)
    assert len({*first, *second}) == 3
