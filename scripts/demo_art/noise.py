"""Value noise: what makes paper, ink, cloud and water uneven."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from PIL import Image

from demo_art.pixels import Array, Size, clamp


def value_noise(size: Size, cell: Size, rng: Generator) -> Array:
    """Values from 0 to 1 that change over about `cell` pixels."""
    grid = (max(2, size[1] // cell[1] + 2), max(2, size[0] // cell[0] + 2))
    coarse = Image.fromarray(rng.random(grid, dtype=np.float32))
    return clamp(np.asarray(coarse.resize(size, Image.Resampling.BICUBIC)))


def fractal_noise(size: Size, cell: Size, rng: Generator, octaves: int) -> Array:
    """Value noise summed over octaves: cells half as large, and half as strong, each time."""
    total = np.zeros((size[1], size[0]), np.float32)
    weight = 0.0
    for octave in range(octaves):
        scale = 2**octave
        part = (max(1, cell[0] // scale), max(1, cell[1] // scale))
        total += value_noise(size, part, rng) / scale
        weight += 1 / scale
    return total / np.float32(weight)


def grain(size: Size, cell: Size, rng: Generator, octaves: int) -> Array:
    """Fractal noise around 0, with an axis for colour, to be added to pixels."""
    return fractal_noise(size, cell, rng, octaves)[..., None] - 0.5


def crest_line(width: int, low: float, high: float, cell: int, rng: Generator) -> Array:
    """The height of a range of hills over each column, between `low` and `high`."""
    line = fractal_noise((width, 2), (cell, 2), rng, 6)[0]
    line = (line - line.min()) / (line.max() - line.min())
    # a power above 1 widens valleys and sharpens peaks
    return np.asarray(low + (high - low) * line**1.35, np.float32)
