"""Where the codewords of a QR symbol lie, and how many its blocks can lose (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

FINDER = 8
"""Modules a side of a finder pattern with its separator."""


# Table 9, by version from 1 on: error correction codewords a block, and blocks
_CORRECTION = {
    "L": "7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30"
    " 30 30 30 30 30 30 30 30 30 30 30 30",
    "M": "10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28"
    " 28 28 28 28 28 28 28 28 28 28 28 28",
    "Q": "13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28 30 30"
    " 30 30 30 30 30 30 30 30 30 30 30 30",
    "H": "17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24 30 30 30 30 30 30"
    " 30 30 30 30 30 30 30 30 30 30 30 30",
}
_BLOCKS = {
    "L": "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20"
    " 21 22 24 25",
    "M": "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35"
    " 37 38 40 43 45 47 49",
    "Q": "1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45"
    " 48 51 53 56 59 62 65 68",
    "H": "1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51"
    " 54 57 60 63 66 70 74 77 81",
}


class Codeword(NamedTuple):
    """Eight modules of a symbol that are right or wrong together."""

    block: int
    modules: tuple[int, ...]
    """Each row × side + column."""


class Layout(NamedTuple):
    """The codewords of all symbols of one version and level."""

    side: int
    codewords: tuple[Codeword, ...]
    bearable: int
    """Wrong codewords of one block that the others mend."""


def side_of(version: int) -> int:
    """Modules a side."""
    return 17 + 4 * version


def version_of(side: int) -> int:
    return (side - 17) // 4


@lru_cache(maxsize=32)
def layout_of(version: int, level: str) -> Layout:
    """The layout of symbols of `version` (1 to 40) at `level` (L, M, Q or H)."""
    side = side_of(version)
    path = list(_data_path(side, _patterns(version)))
    count = len(path) // 8
    correction = int(_CORRECTION[level].split()[version - 1])
    blocks = int(_BLOCKS[level].split()[version - 1])
    words = [tuple(path[8 * i : 8 * i + 8]) for i in range(count)]
    owners = _interleaved(count, blocks, correction)
    codewords = tuple(
        Codeword(block, modules) for block, modules in zip(owners, words, strict=True)
    )
    return Layout(side, codewords, correction // 2)


def _interleaved(count: int, blocks: int, correction: int) -> list[int]:
    """Which block each codeword of the stream belongs to; the last blocks are longer by one."""
    short, longer = count // blocks - correction, count % blocks
    data = [block for _ in range(short) for block in range(blocks)]
    return data + list(range(blocks - longer, blocks)) + list(range(blocks)) * correction


def _patterns(version: int) -> set[int]:
    """The modules that hold no data."""
    side = side_of(version)
    squares = [(0, 0, FINDER + 1), (side - FINDER, 0, FINDER + 1), (0, side - FINDER, FINDER + 1)]
    found = {(6, i) for i in range(side)} | {(i, 6) for i in range(side)}
    for top, left, edge in squares:
        found |= {(y, x) for y in range(top, top + edge) for x in range(left, left + edge)}
    centres = _alignment(version)
    for y in centres:
        for x in centres:
            if (y, x) not in ((6, 6), (6, side - 7), (side - 7, 6)):
                found |= {(y + dy, x + dx) for dy in range(-2, 3) for dx in range(-2, 3)}
    if version >= 7:
        found |= {(y, side - 11 + x) for y in range(6) for x in range(3)}
        found |= {(side - 11 + x, y) for y in range(6) for x in range(3)}
    return {y * side + x for y, x in found if y < side and x < side}


def _alignment(version: int) -> list[int]:
    """Rows and columns in which alignment patterns have their middle (Annex E)."""
    if version == 1:
        return []
    count = version // 7 + 2
    side = side_of(version)
    step = 26 if version == 32 else (version * 8 + count * 3 + 5) // (count * 4 - 4) * 2
    return [6, *sorted(side - 7 - i * step for i in range(count - 1))]


def _data_path(side: int, patterns: set[int]) -> Iterator[int]:
    """The data modules in the order of their bits: up and down in columns of two."""
    upward = True
    for right in range(side - 1, 0, -2):
        column = right - 1 if right <= 6 else right
        for row in range(side - 1, -1, -1) if upward else range(side):
            for x in (column, column - 1):
                if row * side + x not in patterns:
                    yield row * side + x
        upward = not upward
