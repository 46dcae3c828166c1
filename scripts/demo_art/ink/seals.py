"""Seals in cinnabar paste."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.random import default_rng
from PIL import Image, ImageDraw, ImageFont

from demo_art.noise import fractal_noise
from demo_art.pixels import Array, Colour, clamp, composite, to_mask

_CINNABAR: Colour = (176, 40, 30)


def stamp_seal(pixels: Array, text: str, x: int, y: int, side: int, face: Path) -> Array:
    """A seal 白文, its characters cut into the stone, printed at (x, y)."""
    worn = _cut_stone(text, side, face)
    # paste sticks unevenly; seeded by its side, a seal looks the same on every sheet
    worn *= clamp(fractal_noise((side, side), (5, 5), default_rng(side), 2) * 3.2)
    impression = np.zeros(pixels.shape[:2], np.float32)
    impression[y : y + side, x : x + side] = worn
    return composite(pixels, impression * 0.94, _CINNABAR)


def _cut_stone(text: str, side: int, face: Path) -> Array:
    """Two characters below each other, or four in columns from the right."""
    stone = Image.new("L", (side, side))
    pen = ImageDraw.Draw(stone)
    pen.rounded_rectangle((0, 0, side - 1, side - 1), side // 10, fill=255)
    one_column = len(text) <= 2
    font = ImageFont.truetype(face, int(side * (0.46 if one_column else 0.44)))
    for index, character in enumerate(text):
        column, row = divmod(index, 2)
        x = side / 2 if one_column else side * (0.73 - 0.46 * column)
        pen.text((x, side * (0.27 + 0.46 * row)), character, fill=0, font=font, anchor="mm")
    return to_mask(stone)
