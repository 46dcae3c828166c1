"""Shapes drawn as masks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from demo_art.faces import glyph_mask
from demo_art.pixels import Array, Point, Size, to_mask

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

# Pillow draws hard edges; a sheet twice as large, made small again, has soft ones
_SUPERSAMPLING = 2


def box_around(centre: Point, across: float, up: float | None = None) -> Box:
    """The box of an ellipse from its half axes; of a circle without `up`."""
    up = across if up is None else up
    return (centre[0] - across, centre[1] - up, centre[0] + across, centre[1] + up)


class Pen:
    """Draws on a supersampled sheet; points and widths are pixels of the finished mask.

    `tone` is how much the shape lets through, from 0 to 255.
    """

    def __init__(self, sheet: Image.Image) -> None:
        self._sheet = sheet
        self._draw = ImageDraw.Draw(sheet)

    def polygon(self, corners: Iterable[Point], tone: int = 255) -> None:
        self._draw.polygon([_scaled(corner) for corner in corners], fill=tone)

    def line(self, points: Iterable[Point], width: float, tone: int = 255) -> None:
        self._draw.line(
            [_scaled(point) for point in points], fill=tone, width=int(width * _SUPERSAMPLING)
        )

    def rectangle(self, box: Box, tone: int = 255) -> None:
        self._draw.rectangle(_scaled_box(box), fill=tone)

    def rounded_rectangle(self, box: Box, radius: float, tone: int = 255) -> None:
        self._draw.rounded_rectangle(_scaled_box(box), radius * _SUPERSAMPLING, fill=tone)

    def ellipse(self, box: Box, tone: int = 255) -> None:
        self._draw.ellipse(_scaled_box(box), fill=tone)

    def hoop(self, box: Box, width: float, tone: int = 255) -> None:
        """The outline of an ellipse."""
        self._draw.ellipse(_scaled_box(box), outline=tone, width=int(width * _SUPERSAMPLING))

    def sector(self, box: Box, start: float, end: float, tone: int = 255) -> None:
        """A slice of an ellipse, clockwise between two angles in degrees."""
        self._draw.pieslice(_scaled_box(box), start, end, fill=tone)

    def blade(self, base: Point, middle: Point, tip: Point, half: Point, tone: int = 255) -> None:
        """A leaf or a petal: pointed at both ends, widest at `middle`, `half` to each side."""
        left = (middle[0] + half[0], middle[1] + half[1])
        right = (middle[0] - half[0], middle[1] - half[1])
        self.polygon((base, left, tip, right), tone)

    def glyph(self, character: str, face: Path, corner: Point, em: int) -> None:
        """A character in a square of `em` whose upper left corner is `corner`."""
        mask = glyph_mask(character, face, em * _SUPERSAMPLING)
        left, top = _scaled(corner)
        self._sheet.paste(255, (int(left), int(top)), mask)


def draw_sheet(size: Size, draw: Callable[[Pen], None]) -> Image.Image:
    """What `draw` draws, still supersampled."""
    sheet = Image.new("L", (size[0] * _SUPERSAMPLING, size[1] * _SUPERSAMPLING))
    draw(Pen(sheet))
    return sheet


def shrink(sheet: Image.Image) -> Image.Image:
    """A supersampled sheet at its finished size."""
    size = (sheet.width // _SUPERSAMPLING, sheet.height // _SUPERSAMPLING)
    return sheet.resize(size, Image.Resampling.LANCZOS)


def draw_mask(size: Size, draw: Callable[[Pen], None], blur: float = 0) -> Array:
    """What `draw` draws, its edges blurred by that radius."""
    mask = shrink(draw_sheet(size, draw))
    return to_mask(mask.filter(ImageFilter.GaussianBlur(blur)) if blur else mask)


def _scaled(point: Point) -> Point:
    return point[0] * _SUPERSAMPLING, point[1] * _SUPERSAMPLING


def _scaled_box(box: Box) -> Box:
    return (*_scaled(box[:2]), *_scaled(box[2:]))
