"""Red lanterns over a lane at night."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.pen import Pen, box_around, draw_mask
from demo_art.pixels import Array, Colour, Size, clamp, composite
from demo_art.scenes.light import Gradient, glow, photograph, vertical_gradient

_SIZE: Size = (1200, 1600)
_NIGHT: Gradient = (
    (0, (14, 16, 36)),
    (0.55, (40, 26, 44)),
    (1, (74, 36, 30)),
)
_FAR_LIGHTS: tuple[Colour, ...] = ((255, 176, 92), (255, 112, 74), (255, 222, 160))
_HALO: Colour = (255, 84, 40)
_RED: Colour = (206, 26, 22)
_FLAME: Colour = (255, 168, 72)
_BRASS: Colour = (240, 186, 80)
# a lantern is wider than high
_SQUAT = 0.82


def paint_lanterns(seed: int) -> Image.Image:
    """Rows from far to near; nearer ones are larger, higher, and hide those behind."""
    rng = default_rng(seed)
    width, height = _SIZE
    pixels = _add_bokeh(vertical_gradient(_SIZE, _NIGHT), rng)
    for row in range(5):
        y = height * (0.62 - 0.125 * row)
        start = width * (0.1 if row % 2 else 0.0)
        for x in np.arange(start, width * 1.1, width * (0.16 + 0.05 * row)).tolist():
            pixels = _hang_lantern(pixels, x, y + 18 * math.sin(x / 130), 84 * (0.4 + 0.17 * row))
    return photograph(pixels, rng, 3.4)


def _add_bokeh(pixels: Array, rng: Generator) -> Array:
    """Discs: the lights of the lane, far out of focus."""
    width, height = _SIZE
    for _ in range(70):
        x, y, r = rng.random() * width, height * (0.45 + 0.5 * rng.random()), 12 + 34 * rng.random()
        tone = _FAR_LIGHTS[int(rng.random() * 3)]
        disc = clamp((glow(_SIZE, x, y, r) - 0.42) * 6) * 0.3
        pixels = composite(pixels, disc, tone)
    return pixels


def _hang_lantern(pixels: Array, x: float, y: float, r: float) -> Array:
    """A lantern around (x, y), `r` from its middle to its side."""

    def draw_body(pen: Pen) -> None:
        pen.ellipse(box_around((x, y), r, r * _SQUAT))

    pixels = composite(pixels, glow(_SIZE, x, y, r * 2.6) * 0.34, _HALO)
    pixels = composite(pixels, draw_mask(_SIZE, draw_body, 0.7), _RED)
    lit = draw_mask(_SIZE, draw_body) * glow(_SIZE, x, y + r * 0.1, r * 0.78)
    pixels = composite(pixels, lit * 0.85, _FLAME)
    brass = draw_mask(_SIZE, lambda pen: _draw_brass(pen, x, y, r), 0.5)
    return composite(pixels, brass * 0.9, _BRASS)


def _draw_brass(pen: Pen, x: float, y: float, r: float) -> None:
    """Ribs, the rims above and below, and the tassel."""
    for share in (0.34, 0.7, 1.0):
        pen.hoop(box_around((x, y), r * share, r * _SQUAT), max(0.5, r * 0.025), 150)
    for side in (-1, 1):
        pen.rectangle(box_around((x, y + side * r * _SQUAT), r * 0.42, r * 0.09))
    for k in range(-3, 4):
        thread = [(x + k * r * 0.1, y + r * 0.9), (x + k * r * 0.11, y + r * 1.55)]
        pen.line(thread, max(1, r * 0.025), 210)
