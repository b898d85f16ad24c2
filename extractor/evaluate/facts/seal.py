"""Seals on a page: where they stand, colour and outline, and the organisation they carry; electronic seals of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.evaluate.compare import plain
from extractor.evaluate.facts.fact import Seen
from extractor.evaluate.facts.line import overlap
from models.base import Frozen
from models.geometry import Box
from models.page import ElectronicSealKind, PageText, Seal, SealColour

LEAST_OVERLAP = 0.5  # intersection over union of the box stated and the box read
SURE = 0.96  # confidence from which the name of a seal is taken without doubt


class SealFact(Frozen):
    """A seal stands at `box` (page as displayed); or, with `organisation`, carries that name.

    `text`, where given instead, is all that the seal says (name seals).
    """

    kind: Literal["seal"] = "seal"
    page: int = 1
    box: Box
    colour: SealColour
    shape: Literal["round", "oval", "square", "part"]
    organisation: str | None = None
    text: str | None = None

    @property
    def key(self) -> str:
        """What the fact is about."""
        if self.organisation is not None:
            return "seal organisation"
        return "seal" if self.text is None else "seal text"

    @property
    def expected(self) -> str:
        """The name, the text, or what kind of seal it is."""
        return self.organisation or self.text or f"{self.colour.value} {self.shape}"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Right when the seal at the place is the one stated; a name below `SURE` counts as flagged."""
        page = next((page for page in pages if page.page == self.page), None)
        seal = self._seal_on(page) if page is not None else None
        if seal is None:
            return Seen(right=False)
        if self.organisation is None and self.text is None:
            right = (seal.colour, seal.shape) == (self.colour, self.shape)
            return Seen(right=right, read=f"{seal.colour.value} {seal.shape}")
        wanted, read = (
            (self.text, seal.text)
            if self.organisation is None
            else (self.organisation, seal.organisation)
        )
        return Seen(
            right=plain(wanted or "") == plain(read), read=read, flagged=seal.confidence < SURE
        )

    def _seal_on(self, page: PageText) -> Seal | None:
        placed = [(overlap(page.place(seal.box).box, self.box), seal) for seal in page.seals]
        near = [pair for pair in placed if pair[0] >= LEAST_OVERLAP]
        return max(near, key=lambda pair: pair[0])[1] if near else None


class ElectronicSealFact(Frozen):
    """A PDF declares an electronic seal at `box` (page as displayed), with what it states about it."""

    kind: Literal["electronic_seal"] = "electronic_seal"
    page: int = 1
    box: Box
    declared: ElectronicSealKind
    signed: bool
    signer: str | None
    visible: bool

    @property
    def key(self) -> str:
        """What the fact is about."""
        return "electronic seal"

    @property
    def expected(self) -> str:
        """What the file declares."""
        return _shown(self.declared, signed=self.signed, signer=self.signer, visible=self.visible)

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Right when one is listed at the place and says the same."""
        page = next((page for page in pages if page.page == self.page), None)
        if page is None:
            return Seen(right=False)
        found = [
            _shown(seal.kind, signed=seal.signed, signer=seal.signer, visible=seal.visible)
            for seal in page.electronic_seals
            if overlap(page.place(seal.box).box, self.box) >= LEAST_OVERLAP
        ]
        return Seen(right=self.expected in found, read="；".join(found) or None)


def _shown(kind: ElectronicSealKind, *, signed: bool, signer: str | None, visible: bool) -> str:
    parts = [kind.value, "signed" if signed else "unsigned", signer or "no signer"]
    return ", ".join([*parts, "visible" if visible else "invisible"])
