"""Pictures of any shape in justified rows on a sheet: geometry only, in millimetres."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

MOST_WORKS = 9
"""More pictures than this on an A3 sheet are stamps; the rest is behind the code."""

ALWAYS = 4
"""So few works are all shown, however small a scroll makes the rest."""

_MOST_BREATH = 9.0
"""Rows farther apart than this fall to pieces; what is left over goes above and below."""

_ABOVE = 0.36
"""Of what is left over, what goes above: works belong to the title, not to the foot."""

LEAST_HEIGHT = 36.0
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
    across: float = 0.0
    down: float = 0.0
    """How far its frame reaches beyond it, at either side and above and below."""
    below: float = 0.0
    """What is kept free for its caption, where that is not alike for all."""
    grown: float = 1.0
    """How much larger its caption is than usual."""


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
    mat: float = 0.0
    """What is kept free round each picture for its mat, within the width."""
    intro: bool = True
    """Whether something is said of the works, for those who keep a place for it."""
    joined: bool = False
    """Whether a caption is one line where it has room."""

    grown: float = 1.0
    """How much larger captions are than usual."""
    corner: tuple[float, float] = (0.0, 0.0)
    """Width and height of what is kept free at the right of the lowest works, for the code."""

    @property
    def words(self) -> float:
        """How large words are, over the usual."""
        return self.grown * (1.34 if self.large else 1.0)

    @property
    def beside_corner(self) -> float:
        """How much narrower the lowest works are for it."""
        return self.corner[0] + self.gap if self.corner[0] else 0.0

    def with_words(self, grown: float) -> Space:
        """The same with larger captions."""
        return self._replace(grown=grown, caption=self.caption * grown)


class Shape(NamedTuple):
    """What an arrangement is told of a work."""

    aspect: float
    """Width over height, of a text that of the card it is set on."""
    floor: int | None = None
    is_picture: bool = True
    title: float = 4.0
    about: float = 6.0
    """How long its title is and what is said of it, in characters as wide as high."""
    prose: float = 0.0
    """How many characters a text has that is to be read; its card may have any shape."""


class Row(NamedTuple):
    """Works beside each other: where they are set in a row of that height."""

    cells: Sequence[Cell]
    height: float


def arrange(aspects: Sequence[float], space: Space) -> list[Cell]:
    """Cells in rows for as many of the pictures, in order, as look well in the space.

    `aspects` are width over height. Nothing is cropped: a cell has its picture's aspect.
    """
    return as_many_as_look_well(len(aspects), space, lambda n: best_rows(aspects[:n], space))


def as_many_as_look_well(
    count: int, space: Space, hang: Callable[[int], list[Cell]], least: float = LEAST_HEIGHT
) -> list[Cell]:
    """What `hang` gives for `count` works, or for fewer until all of them hang and none is lower
    than `least`; in the order of the works."""
    cells: list[Cell] = []
    for shown in range(min(count, space.most), 0, -1):
        cells = hang(shown)
        if cells and (shows_enough(cells, space, least) or shown <= ALWAYS):
            break
    return sorted(cells, key=lambda cell: cell.index)


def shows_enough(cells: Sequence[Cell], space: Space, least: float = LEAST_HEIGHT) -> bool:
    """Whether no picture is too low, long scrolls that fill the width left out."""
    return all(c.height >= least or c.width >= space.width * 0.98 for c in cells)


def best_rows(aspects: Sequence[float], space: Space) -> list[Cell]:
    """All of the pictures in the rows that make them largest and leave the sides least bare."""
    parted = [
        (_scale(parts, space) ** 3 * parts.area, parts)
        for parts in _ways_to_part(tuple(aspects), space.width, space.gap)
    ]
    _, best = max(parted, key=lambda it: it[0])
    return stack_rows(_rows(best, aspects, space), space, _MOST_BREATH)


class _Parts(NamedTuple):
    """Rows of pictures, each as high as fills the width."""

    rows: Sequence[range]
    heights: Sequence[float]
    area: float
    """Of all pictures."""


def _scale(parts: _Parts, space: Space) -> float:
    """How much lower all rows are than they would like to be."""
    return min(1.0, max(0.0, free_height(len(parts.rows), space)) / sum(parts.heights))


@lru_cache(maxsize=256)
def _ways_to_part(aspects: tuple[float, ...], width: float, gap: float) -> list[_Parts]:
    """For each number of rows the best there are.

    Remembered: a rail tries the same works in many heights, which change nothing here.
    """
    found = []
    for count in range(1, len(aspects) + 1):
        rows = _split(aspects, count)
        sums = [sum(aspects[n] for n in row) for row in rows]
        heights = [
            (width - gap * (len(row) - 1)) / wide for row, wide in zip(rows, sums, strict=True)
        ]
        area = sum(high * high * wide for high, wide in zip(heights, sums, strict=True))
        found.append(_Parts(rows, heights, area))
    return found


def _split(aspects: tuple[float, ...], rows: int) -> list[range]:
    """Consecutive rows whose sums of aspects differ least from each other."""
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


def _rows(parts: _Parts, aspects: Sequence[float], space: Space) -> list[Row]:
    """Rows of the whole width where they can be, else all as tall as the space allows."""
    scale, gap = _scale(parts, space), space.gap
    if scale <= 0:
        return []
    rows = []
    for part, full in zip(parts.rows, parts.heights, strict=True):
        tall = full * scale
        x = (space.width - sum(aspects[i] for i in part) * tall - gap * (len(part) - 1)) / 2
        cells = []
        for i in part:
            cells.append(Cell(i, round(x, 3), 0.0, round(aspects[i] * tall, 3), round(tall, 3)))
            x += aspects[i] * tall + gap
        rows.append(Row(cells, tall))
    return rows


def free_height(count: int, space: Space) -> float:
    """What so many rows have for their pictures."""
    around = space.caption + 2 * space.mat
    return space.height - space.gap * (count - 1) - around * count


def stack_rows(rows: Sequence[Row], space: Space, most_breath: float) -> list[Cell]:
    """Rows below each other; what is left over stands between them, up to `most_breath`, the rest
    above and below."""
    if not rows:
        return []
    leftover = free_height(len(rows), space) - sum(row.height for row in rows)
    breath = min(leftover / len(rows), most_breath)
    y = (leftover - breath * len(rows)) * _ABOVE + space.mat
    cells = []
    for row in rows:
        cells += [replace(cell, y=round(cell.y + y, 3)) for cell in row.cells]
        y += row.height + 2 * space.mat + space.caption + space.gap + breath
    return cells
