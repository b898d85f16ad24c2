"""The picture of a page is made when it is read; what the screens show is made from it, not from the file."""

from __future__ import annotations

import dataclasses
import io
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
import pytest
from PIL import Image
from sqlalchemy import select

from api.drawing import KEPT_WIDTH, crop_picture, encode_page, shrink_picture
from api.erase import erase_submission
from api.jobs.children import read_page
from api.jobs.ingest import ingest_submission
from api.jobs.read import read_range
from api.jobs.shop import Shop
from api.pictures import crop_of, picture_of
from api.service import Service
from api.store.tables import KeptReading, Page, Role
from extractor.ingest import ingest_paths
from extractor.ocr.cache import PageReading
from extractor.ocr.pool import Loss, ProcessPool
from extractor.reading import page_keys
from extractor.report.crops import cut_crop
from extractor.settings import Settings
from models.geometry import Box
from models.page import PageText, TextSource
from tests.api.conftest import Person
from tests.unit.ocr.pictures import text_page

Item = TypeVar("Item")
Result = TypeVar("Result")
EMPTY = PageText(file="", page=1, width=2000, height=2800, source=TextSource.ocr)


class NobodyDraws(ProcessPool):
    """Helpers that must not be asked."""

    def __init__(self) -> None:
        super().__init__(size=1)

    def run(self, task: Callable[[Item], Result], item: Item, *, seconds: float) -> Result | Loss:
        raise AssertionError("the applicant's file was opened again")


def gradient(width: int, height: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A page without any two places alike: height x width x 3, RGB."""
    across, down = np.meshgrid(np.linspace(0, 250, width), np.linspace(0, 250, height))
    return np.stack([across, down, 250 - across], axis=2).astype(np.uint8)


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a JPEG in pixels."""
    with Image.open(io.BytesIO(picture)) as image:
        assert image.format == "JPEG"
        return image.size


@pytest.fixture
def read_one(person: Callable[[Role], Person], shop: Shop, service: Service) -> Iterator[Page]:
    """A scanned page, taken in and read; its reading was kept from before pictures were."""
    staff = person(Role.applicant)
    number = uuid.uuid4().int % 200
    done, data = cv2.imencode(".png", gradient(1900 + number, 2700))
    assert done
    key = uuid.UUID(staff.upload(("扫描件.png", data.tobytes())))
    ingest_submission(shop, key)
    with shop.database.transaction() as session:
        page = session.get_one(Page, (key, 1))
        name = page_keys({page.digest}, settings=shop.settings)[page.digest]
        blob = shop.store.put(PageReading(text=EMPTY).model_dump_json().encode())
        session.add(KeptReading(key=name, blob=blob))
    read_range(shop, key, 0)
    with shop.database.transaction() as session:
        yield session.get_one(Page, (key, 1))


def test_a_page_has_its_picture_once_it_is_read(read_one: Page, service: Service) -> None:
    assert read_one.picture is not None
    assert service.store.has(read_one.picture)
    nobody = dataclasses.replace(service, helpers=NobodyDraws())
    for width in (KEPT_WIDTH, 1000, 120):
        assert size_of(picture_of(nobody, read_one, width=width))[0] == width
    assert size_of(crop_of(nobody, read_one, Box(0.1, 0.1, 0.2, 0.12)))[0] <= 900
    with service.database.reading() as session:
        kept = session.scalars(select(KeptReading.picture)).all()
    assert read_one.picture in kept


def test_a_larger_picture_and_a_lost_one_are_drawn_from_the_file(
    read_one: Page, service: Service
) -> None:
    assert size_of(picture_of(service, read_one, width=1800))[0] == 1800
    assert read_one.picture is not None
    service.store.delete(read_one.picture)
    assert size_of(picture_of(service, read_one, width=500))[0] == 500


def test_the_picture_goes_with_the_submission(read_one: Page, shop: Shop, service: Service) -> None:
    picture = read_one.picture
    assert picture is not None
    erase_submission(
        service.database,
        read_one.submission_id,
        actor="x",
        store=service.store,
        cache=service.settings.cache_dir,
    )
    assert not service.store.has(picture)
    with service.database.reading() as session:
        assert picture not in session.scalars(select(KeptReading.picture)).all()


def test_a_crop_of_the_kept_picture_shows_what_a_crop_of_the_page_shows() -> None:
    page, box = gradient(1654, 2339), Box(0.3, 0.4, 0.5, 0.42)
    kept = encode_page(page, width=KEPT_WIDTH)
    for turns in (0, 1):
        crops = (
            crop_picture(kept, box, quarter_turns=turns),
            cut_crop(page, box, quarter_turns=turns).jpeg,
        )
        first, second = (
            np.asarray(Image.open(io.BytesIO(crop)).resize((300, 90)), dtype=float)
            for crop in crops
        )
        assert np.abs(first - second).mean() < 4


def test_a_picture_is_made_smaller_never_larger_and_fits_its_format() -> None:
    assert size_of(shrink_picture(encode_page(gradient(700, 900), width=None), width=100)) == (
        100,
        129,
    )
    small = encode_page(gradient(90, 120), width=None)
    assert shrink_picture(small, width=100) == small
    assert max(size_of(encode_page(gradient(40, 80_000), width=None))) <= 65_500


@pytest.mark.ocr
def test_a_page_is_drawn_while_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    cv2.imwrite(str(folder / "1.png"), text_page().pixels)
    settings = Settings(cache_dir=tmp_path / "cache")
    submission, _ = ingest_paths([folder], scratch=tmp_path / "scratch", settings=settings)
    shown = read_page(submission.pages[0], settings=settings)
    assert shown.reading.text.lines
    assert shown.picture is not None
    assert size_of(shown.picture)[0] == min(KEPT_WIDTH, text_page().pixels.shape[1])
