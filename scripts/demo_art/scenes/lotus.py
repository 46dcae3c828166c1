"""A pond in summer: round leaves and three lotus flowers."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.noise import fractal_noise
from demo_art.pen import Pen, box_around, draw_mask
from demo_art.pixels import Array, Colour, Point, Size, clamp, composite
from demo_art.scenes.light import Gradient, glow, photograph, vertical_gradient

_SIZE: Size = (1600, 1067)
_WATER: Gradient = (
    (0, (120, 164, 160)),
    (0.5, (62, 112, 104)),
    (1, (28, 66, 62)),
)
_RIPPLE: Colour = (196, 222, 214)
_DEEP: Colour = (14, 40, 38)
_SHEEN: Colour = (190, 222, 150)
_VEIN: Colour = (170, 204, 140)
_PETAL_TIP: Colour = (214, 74, 118)
_SEED_POD: Colour = (244, 206, 84)
# petals from the outermost row to the innermost: how many, reach, lift, colour
_PETAL_ROWS: tuple[tuple[int, float, float, Colour], ...] = (
    (11, 1.0, 1.0, (222, 104, 142)),
    (9, 0.84, 0.9, (240, 142, 172)),
    (7, 0.66, 0.8, (250, 190, 206)),
    (5, 0.46, 0.68, (255, 224, 230)),
)
# seen at a slant, a round leaf is this high for its width
_SLANT = 0.42


def paint_lotus(seed: int) -> Image.Image:
    rng = default_rng(seed)
    width, height = _SIZE
    ripples = clamp((fractal_noise(_SIZE, (240, 9), rng, 4) - 0.55) * 3, 0.35)
    pixels = composite(vertical_gradient(_SIZE, _WATER), ripples, _RIPPLE)
    for _ in range(64):
        near = rng.random()
        centre = (rng.random() * width, height * (0.12 + 0.95 * near**0.8))
        pixels = _add_leaf(pixels, centre, 34 + 150 * near, rng)
    for x, y, r in ((0.3, 0.5, 190), (0.68, 0.36, 140), (0.82, 0.72, 215)):
        pixels = _add_flower(pixels, x * width, y * height, r)
    return photograph(pixels, rng)


def _add_leaf(pixels: Array, centre: Point, r: float, rng: Generator) -> Array:
    """A leaf with its notch, its veins, light on its upper left and a shadow on the water."""
    x, y = centre
    green = (
        int(52 + 56 * rng.random()),
        int(112 + 52 * rng.random()),
        int(62 + 26 * rng.random()),
    )
    start = rng.random() * 360

    def draw_blade(pen: Pen) -> None:
        pen.sector(box_around(centre, r, r * _SLANT), start, start + 344)

    def draw_veins(pen: Pen) -> None:
        for k in range(13):
            angle = math.radians(start + 10 + k * 27)
            rim = (x + r * 0.94 * math.cos(angle), y + r * 0.4 * math.sin(angle))
            pen.line([centre, rim], max(0.5, r * 0.01), 150)

    blade = draw_mask(_SIZE, draw_blade, 0.7)
    pixels = composite(pixels, np.roll(blade, int(r * 0.1), 0) * 0.4, _DEEP)
    pixels = composite(pixels, blade, green)
    sheen = glow(_SIZE, x - r * 0.3, y - r * 0.15, r * 0.7)
    pixels = composite(pixels, blade * sheen * 0.4, _SHEEN)
    return composite(pixels, draw_mask(_SIZE, draw_veins, 0.6) * blade * 0.5, _VEIN)


def _add_flower(pixels: Array, x: float, y: float, r: float) -> Array:
    """Petals spread from right to left, row before row, and the seed pod."""
    for count, reach, lift, tone in _PETAL_ROWS:
        for k in range(count):
            angle = math.pi * (0.06 + 0.88 * k / (count - 1))
            across, up = math.cos(angle) * r, math.sin(angle) * r
            tip = (x + across * reach, y - up * lift * 0.9)
            middle = (x + across * reach * 0.6, y - up * lift * 0.55)
            half = (up * 0.17, across * 0.17)
            petal = _draw_petal((x, y + r * 0.12), middle, tip, half)
            pixels = composite(pixels, petal * 0.95, tone)
            flush = glow(_SIZE, tip[0], tip[1], r * 0.3)
            pixels = composite(pixels, petal * flush * 0.5, _PETAL_TIP)
    pod = clamp(glow(_SIZE, x, y - r * 0.16, r * 0.13) * 1.3)
    return composite(pixels, pod, _SEED_POD)


def _draw_petal(base: Point, middle: Point, tip: Point, half: Point) -> Array:
    return draw_mask(_SIZE, lambda pen: pen.blade(base, middle, tip, half), 1.6)
