"""Xuan paper, and the ink for it."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from demo_art.noise import grain
from demo_art.pixels import Array, Colour, Size, fill

PAPER: Colour = (244, 236, 217)
INK: Colour = (30, 28, 27)


def xuan_paper(size: Size, rng: Generator, tone: Colour = PAPER) -> Array:
    """An aged sheet: stains, stronger in blue, so that they look yellow, and lying fibres."""
    stains = grain(size, (500, 500), rng, 4)
    fibres = grain(size, (90, 3), rng, 2)
    return fill(size, tone) + stains * np.array([14, 18, 26], np.float32) + fibres * 9
