"""The reading corner: shelves of books in lamp light."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.noise import grain
from demo_art.pixels import Array, Colour, Size, fill
from demo_art.scenes.light import glow, photograph

_SIZE: Size = (1600, 1200)
_BACK: Colour = (84, 56, 38)
_BOARD: Colour = (122, 82, 54)
_GILT: Colour = (226, 190, 112)
_WARM = np.array([1.06, 0.98, 0.86], np.float32)
_CLOTHS: tuple[Colour, ...] = (
    (150, 44, 40),
    (36, 74, 108),
    (198, 160, 84),
    (60, 98, 70),
    (222, 210, 184),
    (96, 70, 104),
    (186, 98, 52),
    (46, 52, 66),
)


def paint_bookshelf(seed: int) -> Image.Image:
    rng = default_rng(seed)
    pixels = fill(_SIZE, _BACK) + grain(_SIZE, (600, 14), rng, 4) * 34
    for shelf in range(3):
        board = 366 + shelf * 384
        _stand_books(pixels, board, rng)
        _lay_board(pixels, board, rng)
    lamp = glow(_SIZE, _SIZE[0] * 0.36, _SIZE[1] * 0.3, 1000)[..., None]
    return photograph(pixels * (0.42 + 0.86 * lamp) * _WARM, rng)


def _stand_books(pixels: Array, board: int, rng: Generator) -> None:
    """Books on a board, into `pixels`; now and then one has been borrowed."""
    x = 50.0
    while x < _SIZE[0] - 80:
        wide, tall = 26 + 44 * rng.random(), 220 + 90 * rng.random()
        cloth = _CLOTHS[int(rng.random() * len(_CLOTHS))]
        if rng.random() < 0.06:
            x += 60 + 70 * rng.random()
            continue
        left, right, top = int(x), int(x + wide), int(board - tall)
        pixels[top:board, left:right] = _bind_book((right - left, board - top), cloth)
        x += wide + 2


def _bind_book(size: Size, cloth: Colour) -> Array:
    """A spine: round, so darker at its sides, with three gilt bands."""
    across = np.linspace(-1, 1, size[0], dtype=np.float32)[None, :, None]
    book = fill(size, cloth) * (1.08 - 0.34 * across**2)
    for share in (0.1, 0.14, 0.84):
        band = slice(int(size[1] * share), int(size[1] * share) + 4)
        book[band] = book[band] * 0.4 + np.array(_GILT, np.float32) * 0.6
    return book


def _lay_board(pixels: Array, board: int, rng: Generator) -> None:
    """A board and the shadow below it, into `pixels`."""
    width = _SIZE[0]
    pixels[board : board + 34] = (
        fill((width, 34), _BOARD) + grain((width, 34), (300, 6), rng, 3) * 30
    )
    shadow = pixels[board + 34 : board + 58]
    shadow *= np.linspace(0.4, 0.95, len(shadow), dtype=np.float32)[:, None, None]
