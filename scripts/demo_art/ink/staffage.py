"""What gives a landscape its scale 点景: a pavilion, a boat, birds."""

from __future__ import annotations

from collections.abc import Iterable

from numpy.random import default_rng

from demo_art.ink.paper import INK
from demo_art.pen import Pen, draw_mask
from demo_art.pixels import Array, Point, composite

# around the foot, in heights of the pavilion
_ROOF = (
    (-0.7, -0.52),
    (-0.34, -0.66),
    (0, -1),
    (0.34, -0.66),
    (0.7, -0.52),
    (0.4, -0.56),
    (-0.4, -0.56),
)
_POSTS = (-0.38, -0.13, 0.13, 0.38)
# around the keel, in halves of the boat's length
_HULL = ((-1, -0.14), (-0.7, 0), (0.7, 0), (1, -0.16), (0.5, -0.07), (-0.5, -0.07))
_AWNING = ((-0.32, -0.3), (0.22, 0.12))
_BOATMAN = ((0.55, -0.06), (0.5, -0.42))
_HAT = ((0.45, -0.5), (0.56, -0.4))
_OAR = ((0.3, -0.5), (0.86, 0.12))
_BIRDS = 7


def add_pavilion(pixels: Array, x: float, y: float, tall: float) -> Array:
    """A pavilion with its foot at (x, y); all in shares of the sheet."""
    height, width = pixels.shape[:2]
    foot, unit = (x * width, y * height), tall * height

    def draw(pen: Pen) -> None:
        pen.polygon(_placed(_ROOF, foot, unit), 235)
        for post in _POSTS:
            pen.line(_placed(((post, -0.56), (post, 0)), foot, unit), max(1, unit * 0.045), 220)
        pen.line(_placed(((-0.5, 0), (0.5, 0)), foot, unit), max(1.5, unit * 0.06), 230)

    return composite(pixels, draw_mask((width, height), draw, 0.4) * 0.9, INK)


def add_boat(pixels: Array, x: float, y: float) -> Array:
    """A boat with an awning and somebody at the oar; its keel is at (x, y), in shares."""
    height, width = pixels.shape[:2]
    keel, unit = (x * width, y * height), width * 0.065

    def draw(pen: Pen) -> None:
        awning, hat = (_placed(corners, keel, unit) for corners in (_AWNING, _HAT))
        pen.polygon(_placed(_HULL, keel, unit), 235)
        pen.sector((*awning[0], *awning[1]), 180, 360, 215)
        pen.line(_placed(_BOATMAN, keel, unit), 3, 230)
        pen.ellipse((*hat[0], *hat[1]), 230)
        pen.line(_placed(_OAR, keel, unit), 1.5, 200)

    return composite(pixels, draw_mask((width, height), draw, 0.4) * 0.92, INK)


def add_birds(pixels: Array, x: float, y: float, seed: int) -> Array:
    """Birds far away, right of and below (x, y), in shares of the sheet."""
    rng = default_rng(seed)
    height, width = pixels.shape[:2]

    def draw(pen: Pen) -> None:
        for _ in range(_BIRDS):
            body = ((x + rng.random() * 0.25) * width, (y + rng.random() * 0.1) * height)
            wings = _placed(((-1, -0.5), (0, 0), (1, -0.6)), body, 6 + 4.5 * rng.random())
            pen.line(wings, 1.5, 210)

    return composite(pixels, draw_mask((width, height), draw, 0.4) * 0.92, INK)


def _placed(shape: Iterable[Point], origin: Point, unit: float) -> list[Point]:
    """A shape, given in units around its origin, in pixels."""
    return [(origin[0] + x * unit, origin[1] + y * unit) for x, y in shape]
