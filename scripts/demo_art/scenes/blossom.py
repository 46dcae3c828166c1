"""A flowering branch before the soft green of a courtyard."""

from __future__ import annotations

import math
from collections.abc import Sequence

from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.pen import Pen, box_around, draw_mask
from demo_art.pixels import Array, Colour, Point, Size, clamp, composite
from demo_art.scenes.boughs import draw_bough, grow
from demo_art.scenes.light import Gradient, glow, photograph, vertical_gradient

_SIZE: Size = (1600, 1200)
_COURTYARD: Gradient = (
    (0, (206, 226, 232)),
    (0.5, (176, 204, 160)),
    (1, (104, 142, 92)),
)
_FAR_BLOSSOM: Colour = (250, 214, 222)
_FAR_LEAF: Colour = (214, 232, 178)
_BARK: Colour = (64, 44, 40)
_STAMENS: Colour = (196, 60, 84)
# deep ones behind, pale ones in front
_PETALS: tuple[Colour, ...] = ((226, 128, 156), (246, 176, 196), (255, 226, 234))


def paint_blossom(seed: int) -> Image.Image:
    rng = default_rng(seed)
    width, height = _SIZE
    pixels = _add_bokeh(vertical_gradient(_SIZE, _COURTYARD), rng)
    bough = grow((-30, height * 0.75), -0.46, 310, 29, rng)
    bough += grow((width + 20, height * 0.15), 2.7, 215, 17, rng)
    pixels = composite(pixels, draw_mask(_SIZE, lambda pen: draw_bough(pen, bough), 0.7), _BARK)
    for layer, tone in enumerate(_PETALS):
        mask = _draw_flowers(bough.tips[:: 9 + layer * 3], 20 - layer * 1.5, rng)
        pixels = composite(pixels, mask * 0.92, tone)
    hearts = draw_mask(_SIZE, lambda pen: _draw_hearts(pen, bough.tips[::45]), 0.4)
    return photograph(composite(pixels, hearts * 0.8, _STAMENS), rng)


def _add_bokeh(pixels: Array, rng: Generator) -> Array:
    """Discs: what is bright and far out of focus."""
    width, height = _SIZE
    for _ in range(60):
        x, y, r = rng.random() * width, rng.random() * height, 40 + 110 * rng.random()
        tone = _FAR_BLOSSOM if rng.random() < 0.5 else _FAR_LEAF
        disc = clamp((glow(_SIZE, x, y, r) - 0.5) * 8) * 0.16
        pixels = composite(pixels, disc, tone)
    return pixels


def _draw_flowers(tips: Sequence[Point], petal: float, rng: Generator) -> Array:
    """Five petals around a point near each tip."""

    def draw(pen: Pen) -> None:
        for x, y in tips:
            cx, cy = x + (rng.random() - 0.5) * 30, y + (rng.random() - 0.5) * 30
            r = petal * (0.7 + 0.6 * rng.random())
            start = rng.random() * 6.28
            for fifth in range(5):
                angle = start + fifth * 1.257
                centre = (cx + math.cos(angle) * r * 0.75, cy + math.sin(angle) * r * 0.75)
                pen.ellipse(box_around(centre, r * 0.62), 235)

    return draw_mask(_SIZE, draw, 0.8)


def _draw_hearts(pen: Pen, tips: Sequence[Point]) -> None:
    for tip in tips:
        pen.ellipse(box_around(tip, 3.5))
