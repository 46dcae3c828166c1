"""Boughs: they grow first and are drawn after, since blossoms want to know their tips."""

from __future__ import annotations

import math
from dataclasses import dataclass

from numpy.random import Generator

from demo_art.pen import Pen
from demo_art.pixels import Point

_SHORTEST = 8


@dataclass(frozen=True)
class Limb:
    start: Point
    end: Point
    thick: float


@dataclass(frozen=True)
class Bough:
    """All that grows from one limb."""

    limbs: tuple[Limb, ...] = ()
    tips: tuple[Point, ...] = ()
    """Where twigs end, and joints where one might."""

    def __add__(self, other: Bough) -> Bough:
        return Bough(self.limbs + other.limbs, self.tips + other.tips)


def grow(base: Point, angle: float, length: float, thick: float, rng: Generator) -> Bough:
    """A limb of about this angle (in radians, clockwise from the right), and its children."""
    if length < _SHORTEST:
        return Bough(tips=(base,))
    bend = angle + (rng.random() - 0.5) * 0.3
    end = (base[0] + math.cos(bend) * length, base[1] + math.sin(bend) * length)
    bough = Bough((Limb(base, end, thick),), (end,) if rng.random() > 0.3 else ())
    for turn in (-0.5, 0.42) if rng.random() > 0.12 else (-0.06,):
        towards = bend + turn * (0.6 + 0.7 * rng.random())
        bough += grow(end, towards, length * (0.68 + 0.2 * rng.random()), thick * 0.66, rng)
    return bough


def draw_bough(pen: Pen, bough: Bough) -> None:
    for limb in bough.limbs:
        pen.line([limb.start, limb.end], max(1, limb.thick))
