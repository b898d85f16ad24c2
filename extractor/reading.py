"""From source files to page texts: every page is read once, in parallel, and its reading is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from extractor.errors import InputError, OcrError, WeightsError
from extractor.ingest import PageImage, PageSource, Submission, load_native_pages, load_page
from extractor.ocr.cache import PageReading, ReadingCache, reading_key
from extractor.ocr.engine import OcrEngine
from extractor.ocr.engines import engine_info, make_engine
from extractor.ocr.pool import Loss, map_in_processes
from extractor.ocr.read import READING_VERSION, read_layered, read_picture
from extractor.ocr.several import split_certificates
from extractor.ocr.two_up import split_two_up
from extractor.settings import Settings
from extractor.tamper.layers import compare_layer
from extractor.tamper.look import look_for_traces
from models.issue import Issue, IssueCode
from models.page import PageText, TextSource
from models.submission import FileKind

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with (pages done, pages in all)."""


class Reading(NamedTuple):
    """All pages of a submission in order, the reading issues, and how many pages went through OCR now.

    A sheet that holds two pages counts as two.
    """

    pages: tuple[PageText, ...]
    issues: tuple[Issue, ...]
    newly_read: int


def read_submission(
    submission: Submission,
    *,
    settings: Settings,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Reading:
    """Read every page of a submission.

    A page that cannot be read gives an empty PageText and an issue `page_unreadable`; the others are
    read all the same.
    """
    kept = ReadingCache(settings.cache_dir)
    keys = _keys(submission.pages, settings=settings)
    readings: dict[str, PageReading] = {}
    if use_cache:
        found = ((key, kept.get(key)) for key in dict.fromkeys(keys.values()))
        readings = {key: reading for key, reading in found if reading is not None}
    # Pages that look the same (the same paper handed in twice) are read once.
    todo = {key: source for source, key in keys.items() if key not in readings}
    done = sum(key in readings for key in keys.values())
    for source, reading in _read_all(list(todo.values()), settings=settings):
        key = keys[source]
        readings[key] = reading
        if not gave_up(reading):
            kept.put(key, reading)
        if progress is not None:
            done += sum(key == other for other in keys.values())
            progress(done, len(keys))
    ordered = [
        rename_reading(readings[keys[source]], file=source.file, page=source.page)
        for source in submission.pages
    ]
    issues = tuple(issue for reading in ordered for issue in reading.issues)
    return Reading(page_texts(ordered), issues, len(todo))


def page_texts(readings: Sequence[PageReading]) -> tuple[PageText, ...]:
    """Return the pages of readings in order; a sheet that holds several pages or certificates gives each."""
    return tuple(
        part
        for reading in readings
        for page in split_two_up(reading.text)
        for part in split_certificates(page)
    )


def read_source(source: PageSource, *, settings: Settings) -> PageReading:
    """Read one page in this process."""
    return read_and_show(source, settings=settings)[0]


def read_and_show(
    source: PageSource, *, settings: Settings
) -> tuple[PageReading, PageImage | None]:
    """Read one page in this process; return its picture too, None where there is none that can be shown."""
    try:
        if source.is_native:
            return PageReading(text=_native_page(source)), None
        image = load_page(source, settings=settings)
    except InputError as error:
        return unreadable(source, reason=error.message), None
    try:
        return read_image(image, source, engine=_engine(settings.ocr_engine, settings)), image
    except WeightsError:
        raise
    except OcrError as error:
        log.warning("page %d of %s: %s", source.page, source.file, error.detail)
        return unreadable(source, reason=error.message), image


def read_image(image: PageImage, source: PageSource, *, engine: OcrEngine) -> PageReading:
    """Read the picture of a page, or its text layer where that says what the picture shows.

    Raises OcrError where the engine fails.
    """
    distrusted: tuple[Issue, ...] = (_damaged(source),) if image.is_damaged else ()
    if image.upright_text_lines:
        layered = read_layered(
            image.pixels,
            image.upright_text_lines,
            turns=image.text_turns,
            file=source.file,
            page=source.page,
            engine=engine,
            is_hidden=image.has_full_page_image and not image.text_is_drawn,
        )
        if layered is not None:
            issues = distrusted + layered[1]
            return PageReading(text=look_at(image, layered[0]), issues=issues)
        distrusted += (_distrusted(source),)
    text, issues = read_picture(image.pixels, file=source.file, page=source.page, engine=engine)
    return PageReading(text=look_at(image, text), issues=distrusted + issues)


def look_at(image: PageImage, text: PageText) -> PageText:
    """Return the page text with what its file declares and with traces of editing, in the upright frame."""
    seals, built = (
        tuple(
            item.model_copy(update={"box": text.frame.from_displayed(item.box)}) for item in items
        )
        for items in (image.electronic_seals, image.traces)
    )
    differing = compare_layer(image.text_lines, text) if text.source is TextSource.ocr else ()
    declared = {"electronic_seals": seals, "traces": (*built, *differing), "look": image.look}
    return look_for_traces(image.pixels, text.model_copy(update=declared))


def _native_page(source: PageSource) -> PageText:
    changed = source.path.stat().st_mtime_ns if source.path.exists() else 0
    pages = _native_pages(source.path, source.file, source.kind, changed)
    return next(page for page in pages if page.page == source.page)


@lru_cache(maxsize=1)
def _native_pages(path: Path, file: str, kind: FileKind, changed: int) -> tuple[PageText, ...]:
    """The pages of the file read last: a workbook of many sheets is opened once, not once for each."""
    source = PageSource(file=file, page=1, path=path, kind=kind, digest="", frame=0)
    return load_native_pages(source)


def unreadable(source: PageSource, *, reason: str) -> PageReading:
    """Return the reading of a page that could not be read, with the reason as an issue."""
    text = PageText(file=source.file, page=source.page, width=1, height=1, source=TextSource.ocr)
    issue = Issue(
        code=IssueCode.page_unreadable,
        file=source.file,
        page=source.page,
        message=f"该页未能读取：{reason}其余页面已照常识别。",
    )
    return PageReading(text=text, issues=(issue,))


def _read_all(
    sources: Sequence[PageSource], *, settings: Settings
) -> Iterator[tuple[PageSource, PageReading]]:
    """Readings as they come out of the pool; a page that cost its process is given up by name."""
    task = partial(read_source, settings=settings)
    for source, result in map_in_processes(
        task,
        sources,
        jobs=settings.jobs,
        seconds=settings.page_seconds,
        memory=settings.process_bytes,
    ):
        if isinstance(result, Loss):
            yield source, lose_page(source, result, settings=settings)
        else:
            yield source, result


def lose_page(source: PageSource, loss: Loss, *, settings: Settings) -> PageReading:
    """Return the reading of a page that cost its process."""
    reasons = {
        Loss.died: "识别进程在处理该页时异常退出。",
        Loss.too_slow: f"识别用时超过 {settings.page_seconds} 秒仍未完成，已中止。",
        Loss.out_of_memory: "识别该页所需的内存超过上限，已中止。",
    }
    return unreadable(source, reason=reasons[loss])


def page_keys(digests: Iterable[str], *, settings: Settings) -> dict[str, str]:
    """Return for each page digest the key under which the reading of that page is kept."""
    info = engine_info(settings.ocr_engine, model_dir=settings.model_dir)
    return {digest: reading_key(digest, engine=info, version=READING_VERSION) for digest in digests}


def _keys(sources: Sequence[PageSource], *, settings: Settings) -> Mapping[PageSource, str]:
    keys = page_keys((source.digest for source in sources), settings=settings)
    return {source: keys[source.digest] for source in sources}


@cache
def _engine(name: str, settings: Settings) -> OcrEngine:
    """Load the engine once per process."""
    return make_engine(name, model_dir=settings.model_dir)


def rename_reading(reading: PageReading, *, file: str, page: int) -> PageReading:
    """Return a kept reading under the name and page number that the page has in a submission."""
    named = {"file": file, "page": page}
    return PageReading(
        text=reading.text.model_copy(update=named),
        issues=tuple(issue.model_copy(update=named) for issue in reading.issues),
    )


def gave_up(reading: PageReading) -> bool:
    """Whether the page could not be read; such a reading is not kept for other submissions."""
    return any(issue.code is IssueCode.page_unreadable for issue in reading.issues)


def _damaged(source: PageSource) -> Issue:
    return Issue(
        code=IssueCode.page_damaged,
        file=source.file,
        page=source.page,
        message="该页有损坏的内容，只显示了能显示的部分，请对照原件核对。",
    )


def _distrusted(source: PageSource) -> Issue:
    return Issue(
        code=IssueCode.text_layer_distrusted,
        file=source.file,
        page=source.page,
        message="该页自带的文字层与页面图像不一致，已改为按图像识别。",
    )
