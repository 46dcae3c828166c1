"""A courtyard in snow: houses, bare trees, a lamp, flakes near the lens."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.noise import fractal_noise
from demo_art.pen import Box, Pen, draw_mask
from demo_art.pixels import Array, Colour, Size, clamp, composite
from demo_art.scenes.boughs import draw_bough, grow
from demo_art.scenes.light import Gradient, glow, photograph, vertical_gradient

_SIZE: Size = (1600, 1067)
# the sky down to the horizon at 0.62, then the ground
_AIR: Gradient = (
    (0, (116, 136, 168)),
    (0.5, (178, 192, 212)),
    (0.62, (214, 222, 234)),
    (0.63, (232, 238, 246)),
    (1, (196, 208, 226)),
)
_DRIFT_SHADE: Colour = (170, 186, 212)
_WALL: Colour = (134, 142, 162)
_PANE: Colour = (96, 108, 134)
_SNOW: Colour = (240, 245, 252)
_SNOW_ON_BARK: Colour = (246, 250, 255)
_FLAKE: Colour = (252, 253, 255)
_BARK: Colour = (54, 56, 68)
_IRON: Colour = (48, 52, 66)
_WINDOW_LIGHT: Colour = (255, 216, 140)
_LAMPLIGHT: Colour = (255, 224, 164)
_LIT_SNOW: Colour = (255, 220, 160)
# left, top and width of each house, and where its windows are lit, in shares of the picture
_HOUSES = ((-0.02, 0.3, 0.27), (0.33, 0.38, 0.17), (0.66, 0.34, 0.36))
_LIT_WINDOWS = (
    (0.064, 0.4),
    (0.154, 0.51),
    (0.215, 0.345),
    (0.385, 0.47),
    (0.76, 0.385),
    (0.84, 0.495),
    (0.9, 0.44),
)


def paint_snow(seed: int) -> Image.Image:
    rng = default_rng(seed)
    pixels = _paint_ground(rng)
    pixels = _add_houses(pixels)
    pixels = _add_trees(pixels, rng)
    pixels = _add_lamp(pixels)
    pixels = _add_flakes(pixels, rng)
    return photograph(pixels, rng, 2.4)


def _paint_ground(rng: Generator) -> Array:
    drifts = fractal_noise(_SIZE, (500, 70), rng, 4)
    rows = np.arange(_SIZE[1], dtype=np.float32)[:, None]
    shade = clamp((drifts - 0.45) * 3, 0.4) * (rows > _SIZE[1] * 0.63)
    return composite(vertical_gradient(_SIZE, _AIR), shade, _DRIFT_SHADE)


def _add_houses(pixels: Array) -> Array:
    """Houses in the haze with snow on their roofs; a few windows are lit."""
    pixels = composite(pixels, draw_mask(_SIZE, _draw_walls, 1.6) * 0.8, _WALL)
    pixels = composite(pixels, draw_mask(_SIZE, _draw_panes, 1.2) * 0.5, _PANE)
    pixels = composite(pixels, draw_mask(_SIZE, _draw_roofs, 1.2), _SNOW)
    for x, y in _LIT_WINDOWS:
        light = glow(_SIZE, x * _SIZE[0], y * _SIZE[1], 13) * 0.9
        pixels = composite(pixels, light, _WINDOW_LIGHT)
    return pixels


def _draw_walls(pen: Pen) -> None:
    for x, top, wide in _HOUSES:
        pen.rectangle(_on_sheet(x, top, x + wide, 0.635))


def _draw_panes(pen: Pen) -> None:
    for x, top, wide in _HOUSES:
        for y in np.arange(top + 0.035, 0.6, 0.055):
            for left in np.arange(x + 0.018, x + wide - 0.02, 0.03):
                pen.rectangle(_on_sheet(left, y, left + 0.014, y + 0.03))


def _draw_roofs(pen: Pen) -> None:
    for x, top, wide in _HOUSES:
        roof = _on_sheet(x - 0.006, top - 0.018, x + wide + 0.006, top + 0.008)
        pen.rounded_rectangle(roof, 6)


def _add_trees(pixels: Array, rng: Generator) -> Array:
    """Bare trees; snow lies on the upper three pixels of every limb."""
    width, height = _SIZE
    trees = grow((width * 0.17, height * 0.86), -1.62, 165, 22, rng)
    trees += grow((width * 0.83, height * 0.8), -1.5, 150, 19, rng)
    limbs = draw_mask(_SIZE, lambda pen: draw_bough(pen, trees), 0.6)
    pixels = composite(pixels, limbs * 0.92, _BARK)
    return composite(pixels, clamp(np.roll(limbs, -3, 0) - limbs), _SNOW_ON_BARK)


def _add_lamp(pixels: Array) -> Array:
    """A lamp post, its light, and its light on the snow."""
    width, height = _SIZE

    def draw(pen: Pen) -> None:
        pen.line([(width * 0.53, height * 0.83), (width * 0.53, height * 0.46)], 7.5)
        shade = ((0.515, 0.46), (0.545, 0.46), (0.5375, 0.415), (0.5225, 0.415))
        pen.polygon((x * width, y * height) for x, y in shade)

    pixels = composite(pixels, draw_mask(_SIZE, draw, 0.6), _IRON)
    light = glow(_SIZE, width * 0.53, height * 0.44, 150)
    pixels = composite(pixels, light * 0.75, _LAMPLIGHT)
    pool = glow(_SIZE, width * 0.53, height * 0.84, 330)
    return composite(pixels, pool * 0.28, _LIT_SNOW)


def _add_flakes(pixels: Array, rng: Generator) -> Array:
    """Many small flakes and a few large ones; each touches no more than 40 × 40 pixels."""
    width, height = _SIZE
    pixels = pixels.copy()
    for _ in range(420):
        x, y, r = rng.random() * width, rng.random() * height, 1.5 + 6 * rng.random() ** 4
        left, right = int(max(0, x - 20)), int(min(width, x + 20))
        top, bottom = int(max(0, y - 20)), int(min(height, y + 20))
        flake = glow((right - left, bottom - top), x - left, y - top, r) * 0.85
        pixels[top:bottom, left:right] = composite(pixels[top:bottom, left:right], flake, _FLAKE)
    return pixels


def _on_sheet(left: float, top: float, right: float, bottom: float) -> Box:
    """A box given in shares of the picture, in pixels."""
    width, height = _SIZE
    return left * width, top * height, right * width, bottom * height
