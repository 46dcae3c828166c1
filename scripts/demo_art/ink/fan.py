"""A folding fan with calligraphy along its ribs."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.random import default_rng
from PIL import Image

from demo_art.faces import BrushFaces, glyph_mask
from demo_art.ink.lettering import flying_white
from demo_art.ink.paper import INK, xuan_paper
from demo_art.noise import grain
from demo_art.pixels import Array, Colour, Size, blur, composite, fill, to_image, to_mask

_WALL: Colour = (226, 220, 206)
_LEAF: Colour = (240, 228, 196)
_SIZE: Size = (1600, 860)
# the pivot lies below the picture; the leaf reaches from _INNER to _OUTER around it
_PIVOT = (_SIZE[0] / 2, 1000.0)
_INNER, _OUTER = 420.0, 900.0
_FOLDS_A_TURN = 64


def paint_fan(lines: Sequence[str], seed: int, faces: BrushFaces) -> Image.Image:
    """The fan's leaf on a wall; the first line stands at its right."""
    rng = default_rng(seed)
    wall = fill(_SIZE, _WALL) + grain(_SIZE, (400, 400), rng, 3) * 10
    leaf, folds = _leaf_and_folds()
    shadow = np.roll(blur(leaf, 14), (12, 8), (0, 1))
    wall -= shadow[..., None] * 46
    paper = xuan_paper(_SIZE, rng, _LEAF) - folds[..., None] * 15
    pixels = composite(wall, leaf, paper)
    return to_image(composite(pixels, flying_white(_write_radially(lines, faces), rng), INK))


def _leaf_and_folds() -> tuple[Array, Array]:
    """The mask of the leaf, and how deep its folds are everywhere."""
    y, x = np.mgrid[0 : _SIZE[1], 0 : _SIZE[0]].astype(np.float32)
    radius = np.hypot(x - _PIVOT[0], _PIVOT[1] - y)
    angle = np.arctan2(_PIVOT[1] - y, x - _PIVOT[0])
    spread = (angle > np.radians(22)) & (angle < np.radians(158))
    leaf = (((radius < _OUTER) & (radius > _INNER)) & spread).astype(np.float32)
    return leaf, 0.5 + 0.5 * np.sin(angle * _FOLDS_A_TURN)


def _write_radially(lines: Sequence[str], faces: BrushFaces) -> Array:
    """Lines that run to the pivot; characters grow smaller with the room between the ribs."""
    ink = Image.new("L", _SIZE)
    for index, line in enumerate(lines):
        degrees = 32 + (index + 0.5) * 116 / len(lines)
        for row, character in enumerate(line):
            radius = _OUTER - 66 - row * 94
            x = _PIVOT[0] + radius * math.cos(math.radians(degrees))
            y = _PIVOT[1] - radius * math.sin(math.radians(degrees))
            glyph = glyph_mask(character, faces.running, 92 - row * 6)
            glyph = glyph.rotate(degrees - 90, Image.Resampling.BICUBIC, expand=True)
            ink.paste(255, (int(x - glyph.width / 2), int(y - glyph.height / 2)), glyph)
    return to_mask(ink)
