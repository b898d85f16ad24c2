"""A sheet of paper to draw on: text, lines and paragraphs, in points with the origin top left."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

from golden_docs.maker.fonts import Face, load_font

Colour = tuple[int, int, int]
BLACK: Colour = (25, 25, 28)
RED: Colour = (205, 30, 38)
A4 = (595.0, 842.0)


@dataclass(frozen=True)
class Printed:
    """One line of text as drawn: its em box begins at (x, y), in points; `ends` are the right ends of its characters."""

    text: str
    x: float
    y: float
    size: float
    ends: tuple[float, ...]


@dataclass(frozen=True)
class Stamped:
    """A seal as drawn: the text on its ring and its box (x0, y0, x1, y1) in points."""

    text: str
    box: tuple[float, float, float, float]


class Paper:
    """One page being drawn; lengths are points (1/72 inch), `tags` names the facts it carries, `spots` says where.

    `boxes` are the empty boxes before options, as the characters that a file with text has in their place.
    """

    def __init__(
        self, *, dpi: int, size: tuple[float, float] = A4, tint: Colour = (255, 255, 255)
    ) -> None:
        """An empty sheet of `size` points, rasterised at `dpi`."""
        self.width, self.height = size
        self.dpi = dpi
        self.scale = dpi / 72
        self.image = Image.new(
            "RGB", (round(size[0] * self.scale), round(size[1] * self.scale)), tint
        )
        self.pen = ImageDraw.Draw(self.image)
        self.tags: set[str] = set()
        self.spots: dict[str, tuple[float, float, float, float]] = {}
        self.printed: list[Printed] = []
        self.boxes: list[Printed] = []
        self.stamped: list[Stamped] = []
        self.ruled: list[tuple[float, float, float, float]] = []

    def px(self, length: float) -> int:
        """Points to whole pixels."""
        return round(length * self.scale)

    def text_width(self, text: str, face: Face, size: float, *, spacing: float = 0) -> float:
        """Width in points of one line of text."""
        font = load_font(face, self.px(size))
        return font.getlength(text) / self.scale + spacing * max(0, len(text) - 1)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        face: Face = "song",
        size: float = 10.5,
        *,
        align: str = "l",
        colour: Colour = BLACK,
        spacing: float = 0,
        weight: float = 0,
    ) -> float:
        """One line whose em box starts at y; returns its right end. align: l, c or r about x."""
        width = self.text_width(text, face, size, spacing=spacing)
        if align == "c":
            x -= width / 2
        elif align == "r":
            x -= width
        font = load_font(face, self.px(size))
        stroke = weight * self.scale
        base = (y + size * 0.86) * self.scale
        self._record(x, y, text, face, size, spacing)
        if not spacing:
            self.pen.text(
                (x * self.scale, base), text, colour, font, anchor="ls", stroke_width=stroke
            )
            return x + width
        at = x
        for char in text:
            self.pen.text(
                (at * self.scale, base), char, colour, font, anchor="ls", stroke_width=stroke
            )
            at += font.getlength(char) / self.scale + spacing
        return x + width

    def _record(
        self, x: float, y: float, text: str, face: Face, size: float, spacing: float
    ) -> None:
        font = load_font(face, self.px(size))
        at, ends = x, []
        for char in text:
            at += font.getlength(char) / self.scale
            ends.append(at)
            at += spacing
        if text.strip():
            self.printed.append(Printed(text, x, y, size, tuple(ends)))

    def spread(
        self, x: float, y: float, text: str, width: float, face: Face, size: float, **kw: Colour
    ) -> None:
        """A label whose characters are spread evenly over `width`, as certificates print them."""
        gap = (width - self.text_width(text, face, size)) / max(1, len(text) - 1)
        colour = kw.get("colour", BLACK)
        self.text(x, y, text, face, size, spacing=max(0.0, gap), colour=colour)

    def wrap(
        self, text: str, width: float, face: Face, size: float, *, indent: float = 0
    ) -> list[str]:
        """Break a text into lines of at most `width` points; the first is `indent` shorter."""
        lines: list[str] = []
        for part in text.split("\n"):
            line, room = "", width - (indent if not lines else 0)
            for atom in atoms(part):
                if line and self.text_width(line + atom, face, size) > room and atom not in CLOSING:
                    lines.append(line)
                    line, room = "", width
                line += atom
            lines.append(line)
        return lines

    def paragraph(
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        face: Face = "song",
        size: float = 10.5,
        *,
        leading: float = 1.5,
        indent: float = 0,
        colour: Colour = BLACK,
        align: str = "l",
    ) -> float:
        """A wrapped paragraph; returns the y below it. `indent` in points, for the first line."""
        for number, line in enumerate(self.wrap(text, width, face, size, indent=indent)):
            at = x + width / 2 if align == "c" else x + (indent if number == 0 else 0)
            self.text(at, y, line, face, size, colour=colour, align=align)
            y += size * leading
        return y

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        width: float = 0.6,
        colour: Colour = BLACK,
    ) -> None:
        """A straight line."""
        self.ruled.append((x0, y0, x1, y1))
        points = [(x0 * self.scale, y0 * self.scale), (x1 * self.scale, y1 * self.scale)]
        self.pen.line(points, colour, max(1, self.px(width)))

    def rect(
        self,
        box: tuple[float, float, float, float],
        *,
        width: float = 0.6,
        colour: Colour = BLACK,
        fill: Colour | None = None,
    ) -> None:
        """A rectangle (x0, y0, x1, y1)."""
        corners = [self.px(v) for v in box]
        self.pen.rectangle(
            corners, fill=fill, outline=colour, width=max(1, self.px(width)) if width else 0
        )

    def stamp(self, mask: Image.Image, x: float, y: float, colour: Colour) -> None:
        """Ink of `colour` through an L mask (in pixels) whose top left is at (x, y): multiplied, as ink is."""
        at = (self.px(x), self.px(y))
        layer = Image.new("RGB", mask.size, (255, 255, 255))
        layer.paste(Image.new("RGB", mask.size, colour), mask=mask)
        box = (*at, at[0] + mask.width, at[1] + mask.height)
        under = self.image.crop(box)
        self.image.paste(ImageChops.multiply(under, layer), at)
        self.pen = ImageDraw.Draw(self.image)


CLOSING = set("，。；：、）》”！？,.;:)%％")


def atoms(text: str) -> list[str]:
    """The pieces between which a line may break: a Chinese character, or a run of Latin letters and digits."""
    out: list[str] = []
    for char in text:
        latin = char.isascii() and char != " "
        if latin and out and out[-1][-1].isascii() and out[-1][-1] != " ":
            out[-1] += char
        else:
            out.append(char)
    return out
