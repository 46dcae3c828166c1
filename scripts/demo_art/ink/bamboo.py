"""Bamboo: stalks with their joints, leaves in the shape of 个 and 介."""

from __future__ import annotations

import math
from dataclasses import dataclass

from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.faces import BrushFaces
from demo_art.ink.lettering import Columns, flying_white, write_columns
from demo_art.ink.paper import INK, xuan_paper
from demo_art.ink.seals import stamp_seal
from demo_art.pen import Pen, draw_mask
from demo_art.pixels import Array, Point, Size, composite, to_image

_JOINTS = 9


@dataclass(frozen=True)
class _Stalk:
    """From below the sheet to above it; lengths are shares of the sheet's width."""

    foot: float
    top: float
    thick: float
    ink: float
    """How dark, from 0 to 1."""
    leaf_clusters: int

    def at(self, share: float, size: Size) -> Point:
        """The point at a share of its length."""
        x = (self.foot + (self.top - self.foot) * share) * size[0]
        return x, (1.02 - 1.06 * share) * size[1]


# pale ones stand behind, so they come first
_STALKS = (
    _Stalk(foot=0.62, top=0.7, thick=0.05, ink=0.34, leaf_clusters=16),
    _Stalk(foot=0.3, top=0.22, thick=0.042, ink=0.5, leaf_clusters=16),
    _Stalk(foot=0.43, top=0.5, thick=0.06, ink=0.86, leaf_clusters=24),
)


def paint_bamboo(size: Size, seed: int, faces: BrushFaces) -> Image.Image:
    """Three stalks, two lines of a poem beside them, and a seal."""
    rng = default_rng(seed)
    pixels = xuan_paper(size, rng)
    for stalk in _STALKS:
        mask = flying_white(_draw_stalk(stalk, size, rng), rng, 0.5)
        pixels = composite(pixels, mask * stalk.ink, INK)
        leaves = _draw_leaves(stalk, size, rng)
        pixels = composite(pixels, leaves * (stalk.ink + 0.08), INK)
    lines = ("未出土时先有节", "及凌云处尚虚心")
    columns = Columns(lines, faces.running, em=46, top=120, right=size[0] - 60, pitch=1.3)
    pixels = composite(pixels, write_columns(size, columns, rng), INK)
    return to_image(stamp_seal(pixels, "竹友", size[0] - 150, 520, 56, faces.regular))


def _draw_stalk(stalk: _Stalk, size: Size, rng: Generator) -> Array:
    """Segments with a gap between them, and a dark stroke over each joint."""

    def draw(pen: Pen) -> None:
        for joint in range(_JOINTS):
            share = joint / _JOINTS
            ax, ay = stalk.at(share, size)
            bx, by = stalk.at((joint + 1) / _JOINTS - 0.008, size)
            half = stalk.thick * size[0] * (1.05 - 0.45 * share) / 2
            segment = [
                (ax - half, ay),
                (ax + half, ay),
                (bx + half * 0.94, by),
                (bx - half * 0.94, by),
            ]
            pen.polygon(segment, 200 + int(40 * rng.random()))
            ring = [(bx - half * 1.18, by - 1.5), (bx, by - 4.5), (bx + half * 1.18, by - 1.5)]
            pen.line(ring, 3.5)

    return draw_mask(size, draw, 0.6)


def _draw_leaves(stalk: _Stalk, size: Size, rng: Generator) -> Array:
    """Clusters at the ends of twigs; near the foot there are none."""

    def draw(pen: Pen) -> None:
        for _ in range(stalk.leaf_clusters):
            node = stalk.at(0.3 + 0.68 * rng.random(), size)
            side = 1 if rng.random() > 0.5 else -1
            x = node[0] + side * (30 + 95 * rng.random())
            end = (x, node[1] - 15 + 45 * rng.random())
            pen.line([node, end], 2, 190)
            for _ in range(int(3 + 3 * rng.random())):
                _draw_leaf(pen, end, side, rng)

    return draw_mask(size, draw, 0.5)


def _draw_leaf(pen: Pen, base: Point, side: int, rng: Generator) -> None:
    """Leaves hang, and spread to the side of their twig."""
    angle = math.pi / 2 + (rng.random() - 0.5) * 1.5 - side * 0.35
    long = 85 + 75 * rng.random()
    across, down = long * math.cos(angle), long * math.sin(angle)
    middle = (base[0] + across * 0.38, base[1] + down * 0.38)
    tip = (base[0] + across, base[1] + down)
    half = (-down * 0.075, across * 0.075)
    pen.blade(base, middle, tip, half, 205 + int(50 * rng.random()))
