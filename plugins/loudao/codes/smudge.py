"""What a dirty thumb takes from a symbol, and whether its error correction bears it."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .layout import FINDER, layout_of, side_of, version_of

SHARE = 0.1
"""Of a symbol's area under a thumb's mark; a tenth of 26 mm is a round spot of 9 mm."""

_PLACES = 32
_SEED = 18004


class Smudge(NamedTuple):
    """A round spot; its middle from the upper left corner and its radius in sides of the symbol."""

    x: float
    y: float
    radius: float


class Toll(NamedTuple):
    """What a smudge does to one symbol."""

    smudge: Smudge
    spare: int
    """Codewords that the worst block could lose besides; below 0 the symbol cannot be read."""


def tolls(dark: Sequence[bool], level: str) -> list[Toll]:
    """What each smudge of the seeded places takes, the worst first.

    `dark` are the modules row by row. A reader sees all of a spot as dark, or all as light:
    the worse of both counts.
    """
    side = math.isqrt(len(dark))
    picture = sum(1 << index for index, is_dark in enumerate(dark) if is_dark)
    bearable = layout_of(version_of(side), level).bearable
    found = [
        Toll(smudge, bearable - _lost(picture, blocks))
        for smudge, blocks in _covered(version_of(side), level)
    ]
    return sorted(found, key=lambda toll: toll.spare)


@lru_cache(maxsize=32)
def bears_any_smudge(version: int, level: str) -> bool:
    """Whether symbols of `version` and `level` bear each smudge, whatever they say."""
    bearable = layout_of(version, level).bearable
    return all(len(parts) <= bearable for _, blocks in _covered(version, level) for parts in blocks)


def _lost(picture: int, blocks: Sequence[Sequence[int]]) -> int:
    """Wrong codewords of the block that loses most; `blocks` are the covered parts as bits."""
    as_light = max(sum(picture & part != 0 for part in parts) for parts in blocks)
    as_dark = max(sum(picture & part != part for part in parts) for parts in blocks)
    return max(as_light, as_dark)


@lru_cache(maxsize=32)
def _covered(version: int, level: str) -> list[tuple[Smudge, list[list[int]]]]:
    """For each smudge, and for each block under it, the covered modules of its codewords."""
    layout = layout_of(version, level)
    found = []
    for smudge in smudges_on(side_of(version)):
        blocks: Mapping[int, list[int]] = defaultdict(list)
        for block, modules in layout.codewords:
            part = sum(1 << module for module in modules if _covers(smudge, module, layout.side))
            if part:
                blocks[block].append(part)
        found.append((smudge, list(blocks.values())))
    return found


def _covers(smudge: Smudge, module: int, side: int) -> bool:
    row, column = divmod(module, side)
    across = (column + 0.5) / side - smudge.x
    down = (row + 0.5) / side - smudge.y
    return math.hypot(across, down) <= smudge.radius


@lru_cache(maxsize=64)
def smudges_on(side: int) -> tuple[Smudge, ...]:
    """Places of a smudge within a symbol of `side` modules: its middle, and seeded ones.

    All lie clear of the finder patterns and their separators: over those no level helps, since
    readers find a symbol by them.
    """
    radius = math.sqrt(SHARE / math.pi)
    dice = random.Random(_SEED + side)
    found, smudge = list[Smudge](), Smudge(0.5, 0.5, radius)
    while len(found) < _PLACES:
        if _clear(smudge, side):
            found.append(smudge)
        x, y = (dice.uniform(radius, 1 - radius) for _ in range(2))
        smudge = Smudge(x, y, radius)
    return tuple(found)


def _clear(smudge: Smudge, side: int) -> bool:
    edge = FINDER / side
    corners = [(smudge.x, smudge.y), (1 - smudge.x, smudge.y), (smudge.x, 1 - smudge.y)]
    return all(math.hypot(max(0, x - edge), max(0, y - edge)) >= smudge.radius for x, y in corners)
