"""A photo as large as it was taken, in tiles: of what 看大图 shows only what is looked at comes.

A phone's photo of 12 MP is 12 tiles of some 150 KB instead of one file of 2 MB, and no browser
has to hold all its pixels. Levels are halves of each other, down to the size that pages show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product

from .derivative import Derivative
from .sizes import Size

TILE = 1024
"""Pixels of a tile's side: a phone held upright shows six of them, each one comes within a second
at 1 Mbit/s."""

_MOST = 48_000_000
"""Pixels of the finest level, 144 MB while it is made; a larger photo is halved first."""

_NEARER = 1.25
"""A level that is hardly larger than what pages show shows nothing new."""


@dataclass(frozen=True, slots=True)
class Level:
    """A photo at one size; its tiles row by row from the top, the last ones smaller."""

    width: int
    """In pixels, as is the height."""
    height: int
    tiles: tuple[Derivative, ...]

    @property
    def base(self) -> int:
        """How many times smaller than the photo it is; a power of two."""
        return self.tiles[0].base

    @property
    def stem(self) -> str:
        """How the addresses of its tiles begin; their numbers and `.jpg` follow."""
        return self.tiles[0].uri.removesuffix("0.jpg")


@dataclass(frozen=True, slots=True)
class Near:
    """All levels of a photo, finest first."""

    key: str
    """Of the photo's bytes, of the recipe and of how tiles are cut."""
    levels: tuple[Level, ...]

    @property
    def tiles(self) -> tuple[Derivative, ...]:
        """Those of all levels."""
        return tuple(chain.from_iterable(level.tiles for level in self.levels))


def plan_near(web_key: str, size: Size, shown: int) -> Near | None:
    """The tiles of the photo of that key and size, of which pages show up to `shown` pixels along
    its long edge; None where that is all there is."""
    key = hashlib.sha256(f"{web_key} near {TILE}".encode()).hexdigest()[:16]
    sizes = list(_sizes(size, shown))
    levels = (Level(*size, tuple(_tiles(key, size, base))) for base, size in sizes)
    return Near(key, tuple(levels)) if sizes else None


def _sizes(photo: Size, shown: int) -> Iterator[tuple[int, Size]]:
    """The base of each level and its size, finest first."""
    (width, height), base = photo, 1
    while width * height > _MOST * base * base:
        base *= 2
    while max(photo) >= base * shown * _NEARER:
        yield base, (-(-width // base), -(-height // base))
        base *= 2


def _tiles(key: str, size: Size, base: int) -> Iterator[Derivative]:
    width, height = size
    for number, (top, left) in enumerate(product(range(0, height, TILE), range(0, width, TILE))):
        right, bottom = min(left + TILE, width), min(top + TILE, height)
        box = (left, top, right, bottom)
        name = f"{key}-{base}t{number}.jpg"
        yield Derivative(name, right - left, bottom - top, "jpg", base=base, box=box)
