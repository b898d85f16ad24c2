"""The whole service for a browser: a server in this process, one that works its jobs off, readings made by hand."""

from __future__ import annotations

import io
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pymupdf
import uvicorn
from PIL import Image, ImageDraw
from sqlalchemy import select

from api.app import create_app
from api.jobs.ingest import ingest_submission
from api.jobs.read import read_range
from api.jobs.shop import Shop, open_store
from api.jobs.verify import verify_submission
from api.security.passwords import hash_password
from api.settings import ServiceSettings
from api.store.database import Database
from api.store.embedded import EmbeddedPostgres
from api.store.tables import Account, KeptReading, Page, Role, State, Submission
from extractor.ocr.cache import PageReading
from extractor.reading import page_keys
from models.page import PageText, TextSource
from tests.api.conftest import InlinePool

PASSWORD = "a long enough secret"
EMPTY = PageText(file="", page=1, width=1000, height=1400, source=TextSource.ocr)
SIZE = (500, 700)  # pixels: width, height
MOVING = (State.received, State.reading, State.verifying)


def picture_of(text: PageText) -> bytes:
    """A page on which every line of the text is a black bar."""
    image = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(image)
    for line in text.lines:
        (x0, y0, x1, y1), (width, height) = line.box, SIZE
        pen.rectangle((x0 * width, y0 * height, x1 * width, y1 * height), fill="black")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def pdf_of(*texts: PageText) -> bytes:
    """A scanned PDF with one page per text."""
    with pymupdf.open() as document:
        for text in texts:
            page = document.new_page(width=500, height=700)
            page.insert_image(page.rect, stream=picture_of(text))
        return bytes(document.tobytes())


class Running:
    """A running service: its address, and the readings that its pages get by content and position."""

    def __init__(self, address: str, database: Database) -> None:
        self.address = address
        self.database = database
        self.readings: dict[str, tuple[PageText, ...]] = {}
        self.may_work = threading.Event()
        self.may_work.set()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is worked off inside the block."""
        self.may_work.clear()
        try:
            yield
        finally:
            self.may_work.set()

    def add_account(self, name: str, role: Role = Role.lead) -> str:
        """Make an account; return its login."""
        login = f"{role.value}-{uuid.uuid4().hex[:8]}"
        with self.database.transaction() as session:
            hashed = hash_password(PASSWORD)
            session.add(Account(login=login, name=name, role=role, password=hashed))
        return login


@contextmanager
def run_service(folder: Path) -> Iterator[Running]:
    """Serve on a free port until the block ends."""
    embedded = EmbeddedPostgres(folder / "data")
    database = Database(embedded.url)
    database.migrate()
    settings = ServiceSettings(
        data_dir=folder / "data", cache_dir=folder / "cache", range_pages=500, jobs=1
    )
    config = uvicorn.Config(create_app(settings, url=embedded.url), port=0, log_level="error")
    server = uvicorn.Server(config)
    serving = threading.Thread(target=server.run)
    serving.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    running = Running(f"http://127.0.0.1:{port}", database)
    shop = Shop(
        settings=settings,
        database=Database(embedded.url),
        store=open_store(settings),
        readers=InlinePool(),
        helpers=InlinePool(),
        revisers=InlinePool(),
    )
    stop = threading.Event()
    working = threading.Thread(target=_work, args=(shop, running, stop))
    working.start()
    try:
        yield running
    finally:
        stop.set()
        working.join()
        server.should_exit = True
        serving.join()
        shop.close()
        database.close()
        embedded.stop()


def _work(shop: Shop, running: Running, stop: threading.Event) -> None:
    """Work off what waits, until told to stop."""
    while not stop.wait(0.1):
        if not running.may_work.is_set():
            continue
        with shop.database.transaction() as session:
            rows = session.scalars(select(Submission)).all()
            waiting = [(row.id, row.title, row.run, row.wanted_run) for row in rows if _waits(row)]
        for key, title, run, wanted in waiting:
            if run == 0:
                ingest_submission(shop, key)
                _put_readings(shop, key, running.readings.get(title, ()))
                read_range(shop, key, 0)  # a range holds more pages than any test hands in
            verify_submission(shop, key, max(1, wanted), by=shop.helpers)


def _waits(row: Submission) -> bool:
    return row.state in MOVING or (row.state == State.done and row.run < row.wanted_run)


def _put_readings(shop: Shop, key: uuid.UUID, texts: tuple[PageText, ...]) -> None:
    """Keep a reading for every page, so that nothing is recognised."""
    with shop.database.transaction() as session:
        pages = session.scalars(select(Page).where(Page.submission_id == key)).all()
        keys: Mapping[str, str] = page_keys({p.digest for p in pages}, settings=shop.settings)
        for page in pages:
            text = texts[page.ordinal - 1] if page.ordinal <= len(texts) else EMPTY
            reading = PageReading(text=text.model_copy(update={"file": "", "page": 0}))
            if session.get(KeptReading, keys[page.digest]) is None:
                blob = shop.store.put(reading.model_dump_json().encode())
                session.add(KeptReading(key=keys[page.digest], blob=blob))
                session.flush()
