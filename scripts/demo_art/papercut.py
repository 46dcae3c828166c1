"""Papercuts: the round window flower 团花, folded eightfold and cut."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import default_rng
from PIL import Image

from demo_art.faces import BrushFaces
from demo_art.noise import grain
from demo_art.pen import Pen, box_around, draw_sheet, shrink
from demo_art.pixels import Array, Colour, Point, blur, composite, fill, to_image, to_mask

_WALL: Colour = (246, 243, 236)
_RED: Colour = (192, 26, 32)
_SIDE = 1200
_SIZE = (_SIDE, _SIDE)
_CENTRE = (_SIDE / 2, _SIDE / 2)
_FOLDS = 8
# pointed holes between the folds: radius, angle from the fold, half length, half angle
_LOZENGES = (
    (450, 0.16, 65, 0.07),
    (380, 0.3, 75, 0.06),
    (310, 0.12, 60, 0.09),
    (260, 0.28, 45, 0.1),
)


def paint_papercut(seed: int, character: str, faces: BrushFaces) -> Image.Image:
    """A window flower of red paper on a white wall, a character in its middle."""
    rng = default_rng(seed)
    cut = _cut_out(character, faces)
    wall = fill(_SIZE, _WALL) + grain(_SIZE, (300, 300), rng, 3) * 8
    wall -= np.roll(blur(cut, 7), (9, 6), (0, 1))[..., None] * 40
    red = fill(_SIZE, _RED) + grain(_SIZE, (40, 40), rng, 4) * 30
    return to_image(composite(wall, cut, red))


def _cut_out(character: str, faces: BrushFaces) -> Array:
    """What is left of the round paper."""

    def draw_disc(pen: Pen) -> None:
        pen.ellipse(box_around(_CENTRE, 530))

    def draw_holes(pen: Pen) -> None:
        for fold in range(_FOLDS):
            _draw_fold(pen, 2 * math.pi * fold / _FOLDS)
        pen.ellipse(box_around(_CENTRE, 200))
        pen.ellipse(box_around(_CENTRE, 186), 0)
        # a little above the middle, where the eye wants it
        pen.glyph(character, faces.regular, (_CENTRE[0] - 160, _CENTRE[1] - 165), 320)

    disc, holes = draw_sheet(_SIZE, draw_disc), draw_sheet(_SIZE, draw_holes)
    left = to_mask(disc) * (1 - to_mask(holes))
    return to_mask(shrink(to_image(left * 255)))


def _draw_fold(pen: Pen, fold: float) -> None:
    """The holes on both sides of a fold, on it, and at the rim before the next."""
    for mirror in (1, -1):
        _draw_half(pen, fold, mirror)
    pen.polygon(_polar(r, fold + a) for r, a in ((235, -0.2), (280, 0), (235, 0.2), (250, 0)))
    pen.ellipse(box_around(_polar(535, fold + math.pi / _FOLDS), 35))


def _draw_half(pen: Pen, fold: float, mirror: int) -> None:
    def at(radius: float, angle: float) -> Point:
        return _polar(radius, fold + mirror * angle)

    for r, a, long, wide in _LOZENGES:
        pen.polygon([at(r - long, a), at(r, a + wide), at(r + long, a), at(r, a - wide)])
    pen.polygon([at(537.5, 0.28), at(492.5, 0.36), at(537.5, 0.4)])
    pen.ellipse(box_around(at(500, 0.12), 12))
    pen.ellipse(box_around(at(345, 0), 10))


def _polar(radius: float, angle: float) -> Point:
    return _CENTRE[0] + radius * math.cos(angle), _CENTRE[1] + radius * math.sin(angle)
