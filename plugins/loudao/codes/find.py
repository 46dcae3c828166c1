"""Every code on a photo: of a board from afar, askew, half in the shade, out of focus."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from .scan import Corner, Reading, read_codes


class Pixels(Protocol):
    """Grey pixels that can be cut and scaled: photos/ has them."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def pixels(self) -> bytes: ...
    def crop(self, left: int, top: int, right: int, bottom: int) -> Pixels: ...
    def scaled(self, factor: float) -> Pixels: ...


class _Look(NamedTuple):
    """A way to look at a photo: in tiles so long a side, 0 for the whole, so many times larger."""

    side: int
    scale: float


_LOOKS = (_Look(0, 1), _Look(0, 0.5), _Look(0, 0.25), _Look(1400, 1), _Look(800, 2))
"""The whole finds nearly all; a smaller one what is out of focus; tiles what is lost among much
else, and what is small: twice as large, modules of less than 2 pixels are told apart."""

_OVERLAP = 0.4
"""Of a tile's side: a code as large is whole on one of them, a larger one on the whole photo."""


def find_codes(photo: Pixels) -> list[Reading]:
    """Every QR code, each once, from the top down; corners are in pixels of the photo."""
    found: list[Reading] = []
    for look in _LOOKS:
        for reading in _seen(photo, look):
            if not any(_is_same(reading, known) for known in found):
                found.append(reading)
    return sorted(found, key=lambda reading: (reading.corners[0][1], reading.corners[0][0]))


def _seen(photo: Pixels, look: _Look) -> Iterator[Reading]:
    for left, top, right, bottom in _tiles(photo.width, photo.height, look.side):
        whole = (right - left, bottom - top) == (photo.width, photo.height)
        tile = photo if whole else photo.crop(left, top, right, bottom)
        tile = tile if look.scale == 1 else tile.scaled(look.scale)
        for reading in read_codes(tile.width, tile.height, tile.pixels):
            yield _placed(reading, left, top, look.scale)


def _tiles(width: int, height: int, side: int) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, right and bottom of each."""
    for top in _starts(height, side):
        for left in _starts(width, side):
            yield left, top, min(width, left + (side or width)), min(height, top + (side or height))


def _starts(length: int, side: int) -> list[int]:
    """Where tiles begin so that neighbours overlap and the last ends where the photo does."""
    if not side or length <= side:
        return [0]
    count = math.ceil((length - side) / (side * (1 - _OVERLAP))) + 1
    return [round(i * (length - side) / (count - 1)) for i in range(count)]


def _placed(reading: Reading, left: int, top: int, scale: float) -> Reading:
    def moved(corner: Corner) -> Corner:
        return round(corner[0] / scale) + left, round(corner[1] / scale) + top

    a, b, c, d = reading.corners
    return Reading(
        reading.text, (moved(a), moved(b), moved(c), moved(d)), reading.version, reading.level
    )


def _is_same(one: Reading, other: Reading) -> bool:
    """Whether two say the same at one place: nearer to each other than two codes can stand."""
    if one.text != other.text:
        return False
    (ax, ay), (bx, by) = _middle(one), _middle(other)
    (left, top), _, (right, bottom), _ = one.corners
    return math.hypot(ax - bx, ay - by) < math.hypot(right - left, bottom - top) / 2


def _middle(reading: Reading) -> tuple[float, float]:
    xs, ys = zip(*reading.corners, strict=True)
    return sum(xs) / 4, sum(ys) / 4
