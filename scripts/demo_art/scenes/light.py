"""Light: skies, lamps, and what a lens and a sensor do to it."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from PIL import Image

from demo_art.pixels import Array, Colour, Size, to_image

Gradient = tuple[tuple[float, Colour], ...]
"""Colours at shares of the height, from above; they blend between each other."""


def vertical_gradient(size: Size, stops: Gradient) -> Array:
    """The colours of a sky, say, or of water."""
    rows = np.linspace(0, 1, size[1])
    shares = [share for share, _ in stops]
    bands = [np.interp(rows, shares, [colour[i] for _, colour in stops]) for i in range(3)]
    column = np.stack(bands, -1).astype(np.float32)
    return np.repeat(column[:, None, :], size[0], 1)


def glow(size: Size, x: float, y: float, reach: float) -> Array:
    """A mask that is 1 at (x, y) and falls off as a Gaussian does; 1/e at `reach`."""
    rows, columns = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    far = np.hypot(columns - x, rows - y) / reach
    return np.asarray(np.exp(-(far**2)), np.float32)


def photograph(pixels: Array, rng: Generator, noise: float = 3.0) -> Image.Image:
    """The scene through a lens, whose corners are darker, onto a sensor with its noise."""
    height, width = pixels.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    far = np.hypot((columns - width / 2) / width, (rows - height / 2) / height)
    vignetted = pixels * (1 - 0.42 * far[..., None] ** 2)
    return to_image(vignetted + rng.normal(0, noise, (height, width, 1)).astype(np.float32))
