"""Characters written with a brush, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from numpy.random import Generator
from PIL import Image

from demo_art.faces import glyph_mask
from demo_art.noise import fractal_noise
from demo_art.pixels import Array, Size, clamp, to_mask


@dataclass(frozen=True)
class Columns:
    """Lines set upright, from right to left, in pixels of the sheet."""

    lines: tuple[str, ...]
    face: Path
    em: int
    top: int
    right: int
    """The right edge of the first column."""
    pitch: float
    """From column to column, in ems."""


def write_columns(size: Size, columns: Columns, rng: Generator) -> Array:
    """The columns as a mask; each character leans and wanders a little, as from a hand."""
    em = columns.em
    sheet = Image.new("L", size)
    for index, line in enumerate(columns.lines):
        x = columns.right - em - index * em * columns.pitch
        y = float(columns.top)
        for character in line:
            side = int(em * (0.9 + 0.2 * rng.random()))
            lean = (rng.random() - 0.5) * 5
            glyph = glyph_mask(character, columns.face, side)
            glyph = glyph.rotate(lean, Image.Resampling.BICUBIC)
            sheet.paste(255, (int(x + (rng.random() - 0.5) * em * 0.1), int(y)), glyph)
            y += em * (0.94 + 0.1 * rng.random())
    return to_mask(sheet)


def flying_white(mask: Array, rng: Generator, threshold: float = 0.55) -> Array:
    """Strokes 飞白: where the brush runs dry its hairs part and leave paper between them.

    Hairs part where their noise is above `threshold`.
    """
    size = (mask.shape[1], mask.shape[0])
    hairs = fractal_noise(size, (8, 60), rng, 3)
    wet = fractal_noise(size, (220, 220), rng, 2)
    dry = clamp((hairs - threshold) * 9) * clamp((wet - 0.42) * 5)
    strokes: Array = mask * (1 - 0.75 * dry) * (0.86 + 0.14 * wet)
    return strokes
