"""Scrolls: pictures mounted on silk."""

from __future__ import annotations

from numpy.random import Generator
from PIL import Image, ImageDraw

from demo_art.noise import grain
from demo_art.pixels import Colour, fill, to_image

_SILK: Colour = (196, 182, 148)
_INNER_BORDER: Colour = (250, 246, 234)
_WOOD: Colour = (74, 46, 30)
_WOOD_SHINE: Colour = (110, 72, 48)


def mount(
    picture: Image.Image, edge: int, head: int, rng: Generator, *, rollers: bool
) -> Image.Image:
    """A scroll: silk `edge` wide at the sides and `head` high, and rollers where it hangs."""
    wide, tall = picture.width + 2 * edge, picture.height + 2 * head
    weave = grain((wide, tall), (6, 6), rng, 2)
    scroll = to_image(fill((wide, tall), _SILK) + weave * 18)
    pen = ImageDraw.Draw(scroll)
    pen.rectangle((edge - 7, head - 7, wide - edge + 6, tall - head + 6), fill=_INNER_BORDER)
    scroll.paste(picture, (edge, head))
    for y in (0, tall - 26) if rollers else ():
        pen.rectangle((0, y, wide, y + 26), fill=_WOOD)
        pen.rectangle((0, y + 4, wide, y + 9), fill=_WOOD_SHINE)
    return scroll
