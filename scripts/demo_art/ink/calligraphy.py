"""Works of calligraphy: inscriptions and a couplet on a door."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.faces import BrushFaces
from demo_art.ink.lettering import Columns, flying_white, write_columns
from demo_art.ink.paper import INK, PAPER, xuan_paper
from demo_art.ink.seals import stamp_seal
from demo_art.noise import fractal_noise, grain
from demo_art.pixels import Array, Colour, Size, clamp, composite, fill, to_image

_SEAL = "书画之友"
_DOOR: Colour = (92, 64, 46)
_RED: Colour = (186, 24, 30)
_GOLD: Colour = (232, 178, 74)
_BLACK: Colour = (24, 16, 14)


@dataclass(frozen=True)
class Inscription:
    """A sheet of calligraphy, and by whom it is signed, if it is."""

    size: Size
    columns: Columns
    seed: int
    signature: str = ""
    tone: Colour = PAPER


def paint_inscription(work: Inscription, faces: BrushFaces) -> Image.Image:
    """The sheet, with its signature and seal."""
    rng = default_rng(work.seed)
    pixels = xuan_paper(work.size, rng, work.tone)
    mask = write_columns(work.size, work.columns, rng)
    pixels = composite(pixels, flying_white(mask, rng), INK)
    return to_image(_sign(pixels, work, faces, rng) if work.signature else pixels)


def _sign(pixels: Array, work: Inscription, faces: BrushFaces, rng: Generator) -> Array:
    """A signature 落款: smaller, lower, left of the last column, a seal below it."""
    columns, height = work.columns, work.size[1]
    em = int(columns.em * 0.42)
    right = int(columns.right - columns.em * (columns.pitch * len(columns.lines)) - em * 0.4)
    signature = Columns((work.signature,), faces.running, em, int(height * 0.36), right, 1)
    pixels = composite(pixels, write_columns(work.size, signature, rng), INK)
    y = int(height * 0.36 + em * (len(work.signature) + 0.7))
    return stamp_seal(pixels, _SEAL, right - em - 6, y, int(em * 1.2), faces.regular)


def paint_couplet(upper: str, lower: str, seed: int, faces: BrushFaces) -> Image.Image:
    """Two red strips on a doorway; the upper line hangs on the right."""
    rng = default_rng(seed)
    size = width, height = 900, 1500
    pixels = fill(size, _DOOR) + grain(size, (30, 700), rng, 4) * 60
    for x, line in ((width - 300, upper), (60, lower)):
        strip = np.zeros((height, width), np.float32)
        strip[60 : height - 60, x : x + 240] = 1
        pixels = composite(pixels, strip, _gold_flecked_paper(size, rng))
        columns = Columns((line,), faces.regular, 176, 130, x + 208, 1)
        mask = write_columns(size, columns, rng)
        pixels = composite(pixels, flying_white(mask, rng, 0.62), _BLACK)
    return to_image(pixels)


def _gold_flecked_paper(size: Size, rng: Generator) -> Array:
    red = fill(size, _RED) + grain(size, (60, 60), rng, 3) * 26
    flecks = clamp((fractal_noise(size, (9, 9), rng, 2) - 0.8) * 20)
    return composite(red, flecks, _GOLD)
