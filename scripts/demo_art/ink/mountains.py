"""Ranges of mountains with mist between them, in ink or in blue and green."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, default_rng

from demo_art.ink.paper import xuan_paper
from demo_art.noise import crest_line, fractal_noise
from demo_art.pixels import Array, Colour, Size, clamp, composite

_GREY_INK: Colour = (52, 56, 58)
_OCHRE: Colour = (176, 124, 70)
_AZURITE = np.array([54, 108, 104])
_MALACHITE = np.array([64, 96, 70])


@dataclass(frozen=True)
class _Range:
    """One range on its sheet; each array covers the sheet."""

    below: Array
    """Pixels below the crest, less than 0 above it."""
    texture: Array
    near: float
    """From 0, the farthest range, to 1."""

    @property
    def body(self) -> Array:
        """The mask of all below the crest."""
        return clamp(self.below + 0.5)


def paint_mountains(
    size: Size, seed: int, layers: int, *, coloured: bool = False, sky: float = 0.12
) -> Array:
    """Ranges behind each other, as pixels; above the farthest is `sky` of the height."""
    rng = default_rng(seed)
    pixels = xuan_paper(size, rng)
    for layer in range(layers):
        hills = _raise_range(size, layer / (layers - 1), sky, rng)
        depth = size[1] * (0.3 - 0.1 * hills.near)
        ink = _ink_of(hills, size[1], depth)
        if coloured:
            pixels = composite(pixels, ink, _mineral_colour(hills.near))
            pixels = composite(pixels, _ochre_wash(hills, depth), _OCHRE)
        else:
            pixels = composite(pixels, ink, _GREY_INK)
    return pixels


def _raise_range(size: Size, near: float, sky: float, rng: Generator) -> _Range:
    """Nearer ranges are lower and closer set."""
    width, height = size
    low, high = height * (0.48 - 0.44 * near), height * (1 - sky - 0.5 * near)
    high *= 0.92 + 0.1 * rng.random()
    crest = height - crest_line(width, low, high, int(width * (0.42 - 0.14 * near)), rng)
    rows = np.arange(height, dtype=np.float32)[:, None]
    return _Range(rows - crest[None, :], fractal_noise(size, (26, 90), rng, 4), near)


def _ink_of(hills: _Range, height: int, depth: float) -> Array:
    """Texture strokes 皴 that fade into mist at `depth` below the crest, and its outline."""
    near = hills.near
    mist = clamp(1 - hills.below / depth) ** 1.3
    strokes = clamp((hills.texture - 0.47) * 4.2)
    outline = np.exp(-np.maximum(hills.below, 0) / (height * 0.006))
    ink = hills.body * mist * (0.16 + 0.36 * near + (0.2 + 0.28 * near) * strokes)
    ink += hills.body * outline * (0.12 + 0.3 * near)
    return clamp(ink, 0.93)


def _mineral_colour(near: float) -> Colour:
    """Blue far away, green near by."""
    red, green, blue = _AZURITE * (1 - near) + _MALACHITE * near
    return int(red), int(green), int(blue)


def _ochre_wash(hills: _Range, depth: float) -> Array:
    """Ochre where the texture leaves the rock bare."""
    mist = clamp(1 - hills.below / (depth * 1.6))
    return hills.body * mist * clamp((0.55 - hills.texture) * 2, 0.35)
