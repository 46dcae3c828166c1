"""Morning on a lake: hills, haze, and their reflection."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.noise import crest_line, fractal_noise
from demo_art.pen import Pen, draw_mask
from demo_art.pixels import Array, Colour, Size, clamp, composite
from demo_art.scenes.light import Gradient, photograph, vertical_gradient

_SIZE: Size = (1600, 1067)
_SHORE = _SIZE[1] // 2 + 40
_SKY: Gradient = (
    (0, (150, 184, 214)),
    (0.6, (236, 214, 196)),
    (1, (250, 226, 190)),
)
_CLOUD: Colour = (255, 244, 232)
_RIPPLE: Colour = (250, 236, 214)
_REED: Colour = (34, 50, 38)
# how near each range is, and its colour in the haze
_RANGES: tuple[tuple[float, Colour], ...] = (
    (0.0, (154, 170, 186)),
    (0.5, (104, 130, 138)),
    (1.0, (52, 84, 76)),
)


def paint_lake(seed: int) -> Image.Image:
    rng = default_rng(seed)
    land = _paint_land(rng)
    pixels = np.concatenate([land, _reflect(land, rng)])
    return photograph(composite(pixels, _draw_reeds(rng), _REED), rng)


def _paint_land(rng: Generator) -> Array:
    """All above the shore line."""
    size = (_SIZE[0], _SHORE)
    cloud = clamp((fractal_noise(size, (520, 80), rng, 5) - 0.55) * 3, 0.6)
    land = composite(vertical_gradient(size, _SKY), cloud, _CLOUD)
    rows = np.arange(_SHORE, dtype=np.float32)[:, None]
    for near, tone in _RANGES:
        low, high = _SHORE * (0.1 - 0.07 * near), _SHORE * (0.5 - 0.24 * near)
        crest = _SHORE - crest_line(_SIZE[0], low, high, int(420 - 160 * near), rng)
        land = composite(land, clamp(rows - crest[None, :]) * (0.8 + 0.2 * near), tone)
    return land


def _reflect(land: Array, rng: Generator) -> Array:
    """The land upside down and darker; each row is moved by waves that grow towards us."""
    water = land[::-1][: _SIZE[1] - _SHORE] * np.array([0.82, 0.88, 0.9], np.float32)
    depth = np.arange(water.shape[0], dtype=np.float32)
    waves = np.sin(depth / 2.1) * (1 + depth / 36) + np.sin(depth / 5.7) * (1 + depth / 22)
    for row, shift in enumerate(waves.astype(int)):
        water[row] = np.roll(water[row], shift, 0)
    ripples = fractal_noise((_SIZE[0], water.shape[0]), (160, 5), rng, 3)
    return composite(water, clamp((ripples - 0.56) * 3, 0.4), _RIPPLE)


def _draw_reeds(rng: Generator) -> Array:
    """Reeds on the near shore, closer together to the left."""
    width, height = _SIZE

    def draw(pen: Pen) -> None:
        for _ in range(150):
            x = rng.random() ** 2.2 * width * 0.62
            tall = 60 + 130 * rng.random()
            middle = (x + 16 * rng.random(), height - tall)
            tip = (x + 40 * rng.random(), height - tall * 1.24)
            pen.line([(x, height), middle, tip], 2.5, 235)

    return draw_mask(_SIZE, draw, 0.6)
