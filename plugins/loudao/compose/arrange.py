"""Pictures of any shape in justified rows on a sheet: geometry only, in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

MOST_WORKS = 9
"""More pictures than this on an A3 sheet are stamps; the rest is behind the code."""

ALWAYS = 4
"""So few works are all shown, however small a scroll makes the rest."""

_MOST_BREATH = 9.0
"""Rows farther apart than this fall to pieces; what is left over goes above and below."""

_LEAST_HEIGHT = 36.0
"""A picture lower than 36 mm says nothing from the far side of a landing (1 m)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where the item `index` of the sheet is set; its caption hangs below it."""

    index: int
    x: float
    y: float
    width: float
    height: float
    cord: float = 0.0
    """How far it hangs below a rail."""
    beside: float = 0.0
    """The width of its caption, where that stands at its right."""
    slot: float = 0.0
    """The width of its place, where that is wider than it."""
    role: str = ""
    """What it is to the sheet, where not all are alike."""


class Space(NamedTuple):
    """Where works are set, and what each needs; all in mm."""

    width: float
    height: float
    gap: float
    caption: float
    """What is kept free below each picture."""
    most: int = MOST_WORKS
    large: bool = False
    """For elders: fewer, with larger words."""
    code: tuple[float, float] = (72.0, 87.0)
    """Width and height of the code, for those who give it a place among the works."""


def arrange(aspects: Sequence[float], space: Space) -> list[Cell]:
    """Cells in rows for as many of the pictures, in order, as look well in the space.

    `aspects` are width over height. Nothing is cropped: a cell has its picture's aspect.
    """
    best: list[Cell] = []
    for count in range(min(len(aspects), space.most), 0, -1):
        best = best_rows(aspects[:count], space)
        if shows_enough(best, space) or count <= ALWAYS:
            break
    return best


def shows_enough(cells: Sequence[Cell], space: Space) -> bool:
    """Whether no picture is too low, long scrolls that fill the width left out."""
    return all(c.height >= _LEAST_HEIGHT or c.width >= space.width * 0.98 for c in cells)


def best_rows(aspects: Sequence[float], space: Space) -> list[Cell]:
    """All of the pictures in the rows that make them largest."""
    candidates = (
        _place(_split(tuple(aspects), rows), aspects, space) for rows in range(1, len(aspects) + 1)
    )
    return max(candidates, key=lambda cells: sum(c.width * c.height for c in cells))


@lru_cache(maxsize=256)
def _split(aspects: tuple[float, ...], rows: int) -> list[range]:
    """Consecutive rows whose sums of aspects differ least from each other.

    Remembered: a rail tries the same works in many heights, which change nothing here.
    """
    total = list(accumulate(aspects, initial=0.0))
    target = total[-1] / rows
    costs = [0.0] + [float("inf")] * len(aspects)
    trail: list[list[int]] = []
    for _ in range(rows):
        best, cuts = [float("inf")] * (len(aspects) + 1), [0] * (len(aspects) + 1)
        for end in range(1, len(aspects) + 1):
            for start in range(end):
                cost = costs[start] + (total[end] - total[start] - target) ** 2
                if cost < best[end]:
                    best[end], cuts[end] = cost, start
        costs = best
        trail.append(cuts)
    bounds = [len(aspects)]
    for cuts in reversed(trail):
        bounds.append(cuts[bounds[-1]])
    return [range(a, b) for a, b in pairwise(reversed(bounds))]


def _place(rows: list[range], aspects: Sequence[float], space: Space) -> list[Cell]:
    """The rows set in the space: full width where they can be, else as tall as it allows."""
    gap = space.gap
    free = space.height - gap * (len(rows) - 1) - space.caption * len(rows)
    if free <= 0:
        return []
    wide = [(space.width - gap * (len(row) - 1)) / sum(aspects[i] for i in row) for row in rows]
    scale = min(1.0, free / sum(wide))
    leftover = free - sum(wide) * scale
    breath = min(leftover / len(rows), _MOST_BREATH)
    cells = []
    y = (leftover - breath * len(rows)) / 2
    for row, row_height in zip(rows, wide, strict=True):
        tall = row_height * scale
        used = sum(aspects[i] for i in row) * tall
        x = (space.width - used - gap * (len(row) - 1)) / 2
        for i in row:
            cells.append(
                Cell(i, round(x, 3), round(y, 3), round(aspects[i] * tall, 3), round(tall, 3))
            )
            x += aspects[i] * tall + gap
        y += tall + space.caption + gap + breath
    return cells
