"""Pines in a landscape."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.random import Generator, default_rng

from demo_art.ink.paper import INK
from demo_art.pen import Pen, draw_mask
from demo_art.pixels import Array, Point, composite

_BOUGHS = 9
_NEEDLES = 240


def add_pines(pixels: Array, spots: Sequence[tuple[float, float, float]], seed: int) -> Array:
    """Pines at (x, y, height), in shares of the sheet; y is their foot."""
    rng = default_rng(seed)
    height, width = pixels.shape[:2]

    def draw(pen: Pen) -> None:
        for x, y, tall in spots:
            _draw_pine(pen, (x * width, y * height), tall * height, rng)

    return composite(pixels, draw_mask((width, height), draw, 0.5) * 0.86, INK)


def _draw_pine(pen: Pen, foot: Point, tall: float, rng: Generator) -> None:
    """A leaning trunk with boughs to the right, to the left and towards us; one is the top."""
    x, y = foot
    lean = (rng.random() - 0.5) * tall * 0.24
    trunk = [foot, (x + lean * 0.3, y - tall * 0.5), (x + lean, y - tall)]
    pen.line(trunk, max(1.5, tall * 0.04), 230)
    for step in range(_BOUGHS):
        share = 0.36 + 0.64 * step / (_BOUGHS - 1)
        side = (1, -1, 0)[step % 3] if step < _BOUGHS - 1 else 0
        reach = tall * (0.3 - 0.16 * share) * (0.8 + 0.4 * rng.random())
        centre = (x + lean * share + side * reach * 0.85, y - tall * share)
        fork = (x + lean * share, centre[1] + tall * 0.03)
        pen.line([fork, centre], max(1, tall * 0.014), 200)
        _draw_needles(pen, centre, reach, tall, rng)


def _draw_needles(pen: Pen, centre: Point, reach: float, tall: float, rng: Generator) -> None:
    """A flat cloud, dense in the middle since two random numbers are added, thin at its ends."""
    for _ in range(_NEEDLES):
        dx = (rng.random() + rng.random() - 1) * 1.3 * reach
        dy = (rng.random() - 0.5) * reach * 0.34 * (1 - abs(dx) / (1.4 * reach))
        root = (centre[0] + dx, centre[1] + dy)
        tip = (root[0] + (rng.random() - 0.5) * tall * 0.03, root[1] - tall * 0.025)
        pen.line([root, tip], 1, int(120 + 110 * rng.random()))
