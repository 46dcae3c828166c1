"""The slots 栏位 of a board: how many there are, where they are, which of them a sheet takes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

Extent = tuple[float, float]
"""Width and height in mm."""

LEAST_GAP = 3.0
"""Between sheets and around them, in mm: two rows of A2 on a board 1.2 m high leave 4 mm."""

_DRAWN_GAP = 20.0
"""Of a board that nobody measured, in mm."""

_LIKELY = 2.0
"""Boards are about twice as wide as they are high."""

_ROUNDED = 1.0
"""Sizes of paper are whole mm: two sheets of A4 are 1 mm narrower than one of A3 is long."""

MOST = 99
"""Slots that a board may have."""


class Box(NamedTuple):
    """Something on a board, in mm from its upper left corner."""

    x: float
    y: float
    wide: float
    tall: float


@dataclass(frozen=True)
class Grid:
    """Slots of one size in rows, numbered from 1 as one reads; the last row may be short."""

    size: Extent
    """Of the board; as it is drawn where nobody measured it."""
    slot: Extent
    """As it stands."""
    count: int
    columns: int
    gap: Extent
    """Between two columns and two rows, and at the edges."""
    measured: bool = True

    @property
    def rows(self) -> int:
        return -(-self.count // self.columns)

    @property
    def slots(self) -> range:
        return range(1, self.count + 1)

    def box(self, number: int) -> Box:
        """Where a slot is."""
        row, column = divmod(number - 1, self.columns)
        (wide, tall), (across, down) = self.slot, self.gap
        return Box(across + column * (wide + across), down + row * (tall + down), wide, tall)

    def span(self, sheet: Extent) -> tuple[int, int]:
        """How many slots side by side, and one below the other, a sheet covers."""
        across, down = (
            math.ceil((side - _ROUNDED + gap) / (slot + gap))
            for side, slot, gap in zip(sheet, self.slot, self.gap, strict=True)
        )
        return max(1, across), max(1, down)

    def blocks(self, across: int, down: int) -> Iterator[tuple[int, ...]]:
        """Every rectangle of so many neighbours, as one reads."""
        for row in range(self.rows - down + 1):
            for column in range(self.columns - across + 1):
                first = row * self.columns + column + 1
                block = tuple(
                    first + r * self.columns + c for r in range(down) for c in range(across)
                )
                if block[-1] <= self.count:
                    yield block

    def cover(self, block: tuple[int, ...]) -> Box:
        """Several neighbours and what is between them."""
        first, last = self.box(block[0]), self.box(block[-1])
        return Box(first.x, first.y, last.x + last.wide - first.x, last.y + last.tall - first.y)

    def place(self, sheet: Extent, block: tuple[int, ...]) -> Box:
        """Where a sheet hangs: in the middle of the slots that it takes."""
        x, y, wide, tall = self.cover(block)
        return Box(x + (wide - sheet[0]) / 2, y + (tall - sheet[1]) / 2, *sheet)


def most_slots(slot: Extent, size: Extent) -> int:
    """How many slots a board of `size` has room for, all upright or all lying."""

    def fit(wide: float, tall: float) -> int:
        across, down = (
            max(0, math.floor((room - LEAST_GAP) / (side + LEAST_GAP)))
            for room, side in zip(size, (wide, tall), strict=True)
        )
        return across * down

    return min(MOST, max(fit(*slot), fit(*slot[::-1])))


def lay_out(slot: Extent, count: int, size: Extent | None) -> Grid | None:
    """The slots of a board, `slot` being that of an upright one; None where they have no room.

    Sheets mostly stand upright, so slots lie only where they do not fit otherwise. Rows are
    whole where that can be, and what is left of the board is spread as evenly as can be.
    """
    if size is None:
        return _drawn(slot, count)
    for stands in (slot, slot[::-1]):
        fitting = [
            grid
            for columns in range(1, count + 1)
            if min((grid := _spread(stands, count, columns, size)).gap) >= LEAST_GAP
        ]
        if fitting:
            return max(fitting, key=lambda grid: (count % grid.columns == 0, min(grid.gap)))
    return None


def _spread(slot: Extent, count: int, columns: int, size: Extent) -> Grid:
    rows = -(-count // columns)
    across = (size[0] - columns * slot[0]) / (columns + 1)
    down = (size[1] - rows * slot[1]) / (rows + 1)
    return Grid(size, slot, count, columns, (across, down))


def _drawn(slot: Extent, count: int) -> Grid:
    """A board that nobody measured: as wide as boards are, with few empty corners."""

    def grid(columns: int) -> Grid:
        rows = -(-count // columns)
        wide, tall = (
            number * side + (number + 1) * _DRAWN_GAP
            for number, side in zip((columns, rows), slot, strict=True)
        )
        gap = (_DRAWN_GAP, _DRAWN_GAP)
        return Grid((wide, tall), slot, count, columns, gap, measured=False)

    def strange(grid: Grid) -> float:
        empty = grid.rows * grid.columns - grid.count
        return abs(math.log(grid.size[0] / grid.size[1] / _LIKELY)) + empty / grid.count

    return min(map(grid, range(1, count + 1)), key=strange)
