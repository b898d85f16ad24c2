"""Which standard table a paper is: by its printed title, else by how many of its words stand there."""

from __future__ import annotations

from extractor.extract.form.sheet import Sheet
from models.catalogue import Catalogue
from models.catalogue.form_titles import FormWords
from models.catalogue.spec_tables import TableSpec

KNOWN = 0.6
"""Share of a form's words from which a paper that may be something else is taken for the form."""


def choose_table(
    sheet: Sheet, catalogue: Catalogue, *, document_type: str, at_least: float = 0.0
) -> TableSpec | None:
    """The table declared on papers of this type that the sheet shows.

    One whose title stands on the sheet goes before the others, then the one of whose printed words
    the largest share does, then the common form before the copies of it. None where the title stands
    nowhere and no table reaches the share `at_least`.
    """
    keys = [cell.stream.key for cell in sheet.cells if cell.stream.key]
    whole = "\n".join(keys)
    ranked = [
        (words.title_length(keys), _share(words, whole), not table.base, table)
        for key, words in sorted(catalogue.form_words.items())
        if (table := catalogue.tables[key]).document_type == document_type
    ]
    best = max(ranked, key=lambda item: item[:3], default=None)
    if best is None or (not best[0] and best[1] < at_least):
        return None
    return best[3]


def _share(words: FormWords, whole: str) -> float:
    return sum(word in whole for word in words.labels) / max(1, len(words.labels))
