"""report.html: one file that opens without a network and prints well."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.report.checklist import pages_by_file, presence_words
from extractor.report.crops import Crop
from extractor.report.overview import VERDICTS
from extractor.report.view import arrange
from extractor.report.words import SIGNALS_HINT
from models.catalogue import Catalogue
from models.geometry import Place
from models.run import Report


def render_html(report: Report, *, crops: Mapping[Place, Crop], catalogue: Catalogue) -> bytes:
    """Return the report as a single UTF-8 HTML page."""
    environment = Environment(
        loader=PackageLoader("extractor.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    view = arrange(report, crops=crops, catalogue=catalogue)
    template = environment.get_template("report.html")
    return template.render(
        view=view,
        presence_words=presence_words,
        pages_by_file=pages_by_file,
        verdicts=VERDICTS,
        signals_hint=SIGNALS_HINT,
    ).encode()
