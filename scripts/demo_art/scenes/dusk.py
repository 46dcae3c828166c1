"""Apartment blocks at dusk, windows lit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.noise import fractal_noise
from demo_art.pen import Box, Pen, draw_mask
from demo_art.pixels import Array, Colour, Size, clamp, composite
from demo_art.scenes.light import Gradient, glow, photograph, vertical_gradient

_SIZE: Size = (1600, 1067)
_SKY: Gradient = (
    (0, (38, 52, 98)),
    (0.32, (120, 96, 138)),
    (0.55, (236, 150, 106)),
    (0.72, (252, 206, 142)),
    (1, (120, 90, 84)),
)
_CLOUD: Colour = (250, 178, 142)
_SUN: Colour = (255, 236, 190)
_LAMPLIGHT: Colour = (255, 214, 132)
# how near a row stands, its colour in the haze, how many blocks
_ROWS: tuple[tuple[int, Colour, int], ...] = (
    (0, (126, 100, 116), 9),
    (1, (78, 64, 86), 7),
    (2, (36, 32, 48), 6),
)


@dataclass
class _Row:
    """Blocks beside each other, and their windows with light in them."""

    blocks: list[Box] = field(default_factory=list)
    windows: list[Box] = field(default_factory=list)


def paint_dusk(seed: int) -> Image.Image:
    rng = default_rng(seed)
    pixels = _paint_sky(rng)
    for near, haze, count in _ROWS:
        row = _build_row(near, count, rng)
        pixels = composite(pixels, _draw_walls(row), haze)
        pixels = composite(pixels, _draw_windows(row) * (0.55 + 0.2 * near), _LAMPLIGHT)
    return photograph(pixels, rng)


def _paint_sky(rng: Generator) -> Array:
    streaks = fractal_noise(_SIZE, (700, 60), rng, 5)
    sky = vertical_gradient(_SIZE, _SKY)
    sky = composite(sky, clamp((streaks - 0.5) * 2.4, 0.55), _CLOUD)
    return composite(sky, glow(_SIZE, 1080, 730, 330) * 0.8, _SUN)


def _build_row(near: int, count: int, rng: Generator) -> _Row:
    """Nearer blocks are lower in the picture and have larger windows; a third of them are lit."""
    width, height = _SIZE
    row = _Row()
    pane, step = 9 + near * 6, 22 + near * 15
    x = -60.0
    for _ in range(count):
        wide = width / count * (0.7 + 0.35 * rng.random())
        top = height * (0.5 + 0.1 * near - (0.2 - 0.02 * near) * rng.random())
        row.blocks.append((x, top, x + wide, height))
        for y in np.arange(top + step, height - 40, step * 1.25):
            for left in np.arange(x + step * 0.6, x + wide - step * 0.8, step):
                if rng.random() < 0.34:
                    row.windows.append((left, y, left + pane, y + pane * 1.25))
        x += wide + width / count * 0.22 * rng.random()
    return row


def _draw_walls(row: _Row) -> Array:
    """Each block with the head of its stairs on the roof."""

    def draw(pen: Pen) -> None:
        for left, top, right, bottom in row.blocks:
            wide = right - left
            pen.rectangle((left, top, right, bottom))
            pen.rectangle((left + wide * 0.3, top - 16, left + wide * 0.5, top))

    return draw_mask(_SIZE, draw, 0.6)


def _draw_windows(row: _Row) -> Array:
    """Lamps differ in brightness, by the place of their window."""

    def draw(pen: Pen) -> None:
        for box in row.windows:
            pen.rectangle(box, int(150 + 105 * ((box[0] * 7 + box[1]) % 1)))

    return draw_mask(_SIZE, draw, 0.8)
