"""What a specimen wears when it is drawn as a picture: typefaces, paper, frame, ink of its titles, emblem, code."""

from __future__ import annotations

import random
from dataclasses import dataclass

from golden_docs.maker.document import Style
from golden_docs.maker.fonts import Face
from golden_docs.maker.paper import BLACK, RED, Colour

WHITE: Colour = (255, 255, 255)
_FACES: tuple[tuple[Face, Face], ...] = (  # body, head
    ("song", "hei"),
    ("serif", "serif-bold"),
    ("kai", "hei"),
    ("hei", "sans-bold"),
    ("song", "serif-bold"),
    ("sans", "sans-bold"),
)
_TINTS: tuple[Colour, ...] = ((255, 252, 244), (250, 252, 255), (252, 255, 250), (255, 250, 246))
_EDGES: tuple[Colour, ...] = ((168, 140, 90), (190, 60, 50), (70, 110, 90), (60, 90, 140))
_KINDS = ("double", "key", "waves")
_INKS: tuple[Colour, ...] = (BLACK, BLACK, (150, 30, 35), (120, 88, 30))
_RED_HEADS = ("文件", "人民政府", "委员会", "厅", "局")


@dataclass(frozen=True)
class Dress:
    """Colours, ornaments and placing; the plain one is black on white, with the one frame of framed sheets."""

    tint: Colour = WHITE
    edge: Colour = (168, 140, 90)
    edge_kind: str = "double"
    waves: Colour = (244, 240, 228)
    title: Colour = BLACK
    red_head: bool = False
    emblem: bool = False
    code: bool = False
    half_sheet: bool = False
    """Whether what fits on half a sheet stands on one."""

    drop: float = 0.0
    """Share of the room left below that stands above instead."""

    def ink_of(self, title: str) -> Colour:
        """The ink of a title: what heads an authority's notice is red."""
        bare = title.replace(" ", "").replace("　", "")
        return RED if self.red_head and bare.endswith(_RED_HEADS) else self.title


PLAIN = Dress()


def dress_of(kind: str | None, page: str, rng: random.Random) -> tuple[Style, Dress]:
    """The typefaces and the dress of a layout: certificates are tinted, licences carry emblem and code."""
    body, head = rng.choice(_FACES)
    style = Style(dpi=150, body=body, head=head)
    licence = kind == "business_license"
    ornate = "!framed" in page or licence
    edge = rng.choice(_EDGES)
    return style, Dress(
        tint=rng.choice(_TINTS) if ornate or "!landscape" in page else WHITE,
        edge=edge,
        edge_kind=rng.choice(_KINDS),
        waves=tuple(255 - (255 - part) // 12 for part in edge),  # type: ignore[arg-type]
        title=rng.choice(_INKS) if ornate or "!landscape" in page else BLACK,
        red_head="\n---\n" in page and rng.random() < 0.7,
        emblem=licence,
        code=licence or (ornate and rng.random() < 0.3),
        half_sheet=True,
        drop=rng.uniform(0.1, 0.45) if "!landscape" in page or ornate else rng.uniform(0, 0.1),
    )
