"""Yellow chrysanthemums in a pot on a windowsill."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.pen import Pen, draw_mask
from demo_art.pixels import Array, Colour, Point, Size, clamp, composite
from demo_art.scenes.light import Gradient, glow, photograph, vertical_gradient

_SIZE: Size = (1200, 1500)
# the wall down to the sill at 0.7
_ROOM: Gradient = (
    (0, (206, 214, 214)),
    (0.7, (170, 178, 170)),
    (0.71, (188, 172, 150)),
    (1, (150, 132, 110)),
)
_DAYLIGHT: Colour = (255, 246, 226)
_GLAZE: Colour = (58, 88, 128)
_GLAZE_SHINE: Colour = (190, 208, 226)
_LEAF: Colour = (58, 92, 54)
# x and y in shares of the picture, and the radius in pixels
_HEADS = (
    (0.3, 0.36, 150),
    (0.55, 0.25, 172),
    (0.74, 0.42, 146),
    (0.44, 0.53, 158),
    (0.66, 0.6, 120),
)
_RINGS = 7


def paint_chrysanthemum(seed: int) -> Image.Image:
    rng = default_rng(seed)
    pixels = vertical_gradient(_SIZE, _ROOM)
    pixels = composite(pixels, glow(_SIZE, _SIZE[0] * 0.2, 100, 900) * 0.5, _DAYLIGHT)
    pixels = _add_pot(pixels)
    pixels = composite(pixels, _draw_leaves(rng), _LEAF)
    for x, y, radius in _HEADS:
        pixels = _add_head(pixels, (x * _SIZE[0], y * _SIZE[1]), radius, rng)
    return photograph(pixels, rng)


def _add_pot(pixels: Array) -> Array:
    """A glazed pot; the light comes from the left."""
    width, height = _SIZE

    def draw(pen: Pen) -> None:
        body = ((0.31, 0.75), (0.69, 0.75), (0.63, 0.93), (0.37, 0.93))
        pen.polygon((x * width, y * height) for x, y in body)
        pen.rectangle((width * 0.29, height * 0.72, width * 0.71, height * 0.76))

    pot = draw_mask(_SIZE, draw, 0.8)
    columns = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    pixels = composite(pixels, pot, _GLAZE)
    return composite(pixels, pot * clamp(-columns * 0.7, 0.5), _GLAZE_SHINE)


def _draw_leaves(rng: Generator) -> Array:
    """Stems that gather in the pot, and leaves around them."""
    width, height = _SIZE

    def draw(pen: Pen) -> None:
        for x, y, _ in _HEADS:
            root = (width / 2 + (x - 0.5) * 60, height * 0.74)
            pen.line([(x * width, y * height), root], 7, 210)
        for _ in range(110):
            base = (width * (0.32 + 0.36 * rng.random()), height * (0.5 + 0.24 * rng.random()))
            angle, long = rng.random() * 6.28, 30 + 30 * rng.random()
            across, down = math.cos(angle) * long, math.sin(angle) * long
            middle = (base[0] + across * 0.5, base[1] + down * 0.5)
            tip = (base[0] + across, base[1] + down)
            tone = int(150 + 100 * rng.random())
            pen.blade(base, middle, tip, (-down * 0.3, across * 0.3), tone)

    return draw_mask(_SIZE, draw, 0.7)


def _add_head(pixels: Array, centre: Point, radius: float, rng: Generator) -> Array:
    """Rings of petals from the outermost; inner ones are shorter, fewer and paler."""
    for ring in range(_RINGS):
        tone = (240 - ring * 4, 188 + ring * 8, 36 + ring * 14)
        pixels = composite(pixels, _draw_ring(centre, radius, ring, rng) * 0.9, tone)
    return pixels


def _draw_ring(centre: Point, radius: float, ring: int, rng: Generator) -> Array:
    reach, count = radius * (1 - ring * 0.125), 30 - ring * 3

    def draw(pen: Pen) -> None:
        for k in range(count):
            angle = k * 6.283 / count + ring * 0.4 + (rng.random() - 0.5) * 0.14
            across, down = math.cos(angle) * reach, math.sin(angle) * reach
            middle = (centre[0] + across * 0.66, centre[1] + down * 0.57)
            tip = (centre[0] + across, centre[1] + down * 0.86)
            tone = int(170 + 85 * rng.random())
            pen.blade(centre, middle, tip, (-down * 0.075, across * 0.075), tone)

    return draw_mask(_SIZE, draw, 0.6)
