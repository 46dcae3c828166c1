"""The elevation 立面 of a wall: works in one row at the size at which they hang, in mm.

Heights are above the floor, or above the step below a work; `x` is from the wall's left end.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

CENTRE = 1500.0
"""Of a work: museums hang at the eyes of who stands before it, 1,450 to 1,550 mm."""

LOWEST, HIGHEST = 600.0, 2300.0
"""Of a large work's edges: above a child's hand and what a mop wets, below a usual door's lintel
and within what is read without a step back."""

SKIRTING = 100.0
"""No work hangs lower, however high it is."""

LABEL_CENTRE = 1300.0
"""Of a label, which is read by who sits in a wheelchair too."""

BESIDE = 20.0
"""Between a work and its label, and between the label and the next work at least."""

_LEAST_GAP, _MOST_GAP = 150.0, 600.0
"""Between works; what stands farther apart is no row any more."""


class Spot(NamedTuple):
    """Where one work hangs."""

    nth: int
    """In the row."""
    x: float
    """Of its left edge."""
    width: float
    height: float
    bottom: float

    @property
    def middle(self) -> float:
        """Where its nail is, from the wall's left end."""
        return self.x + self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height

    @property
    def is_low(self) -> bool:
        """Whether its lower edge is lower than that of a large work should be."""
        return self.bottom < LOWEST

    @property
    def is_high(self) -> bool:
        return self.top > HIGHEST


class Elevation(NamedTuple):
    """A wall with its works from the left."""

    width: float
    """Of the wall; as long as the row needs it where nobody measured it, or where it is short."""
    gap: float
    spots: tuple[Spot, ...]


class Stretch(NamedTuple):
    """A part of a wall that is drawn by itself."""

    start: float
    end: float
    spots: tuple[Spot, ...]


def least_gap(label_width: float) -> float:
    """Between two works, of which the left one has its label at its right; whole centimetres."""
    return max(_LEAST_GAP, ceil((label_width + 2 * BESIDE) / 10) * 10.0)


def least_width(widths: Sequence[float], gap: float) -> float:
    """What a row needs: a gap before each work, and one at the end."""
    return sum(widths) + gap * (len(widths) + 1)


def fitting(widths: Sequence[float], gap: float, wall: float) -> int:
    """How many of the works, from the first, have room on a wall."""
    return max(
        (n for n in range(len(widths) + 1) if least_width(widths[:n], gap) <= wall), default=0
    )


def bottom_of(height: float) -> float:
    """The lower edge of a work: its middle at `CENTRE`, a large one's upper edge no higher than
    `HIGHEST`; what is too high for a wall stands as low as it may."""
    return max(SKIRTING, min(CENTRE - height / 2, HIGHEST - height))


def elevate(
    sizes: Sequence[tuple[float, float]], gap: float, wall: float | None = None
) -> Elevation:
    """The works of `sizes` from the left, `gap` or more apart and all alike, in the middle of a
    wall. One that is too short for them, or that nobody measured, is as long as they need."""
    needed = least_width([width for width, _ in sizes], gap)
    whole = max(needed, wall or 0.0)
    most = max(gap, _MOST_GAP)
    apart = min(most, gap + (whole - needed) / (len(sizes) + 1))
    row = sum(width for width, _ in sizes) + apart * (len(sizes) - 1)
    x = (whole - row) / 2
    spots = []
    for index, (width, height) in enumerate(sizes):
        spots.append(Spot(index, x, width, height, bottom_of(height)))
        x += width + apart
    return Elevation(whole, apart, tuple(spots))


def stretches(wall: Elevation, longest: float) -> list[Stretch]:
    """The wall in parts no longer than `longest` where its works let it, cut just before a work:
    a label is never parted from its own."""
    parts: list[list[Spot]] = [[]]
    start = 0.0
    for number, spot in enumerate(wall.spots):
        last = number == len(wall.spots) - 1
        end = wall.width if last else wall.spots[number + 1].x - BESIDE / 2
        if parts[-1] and end - start > longest:
            parts.append([])
            start = spot.x - BESIDE / 2
        parts[-1].append(spot)
    cuts = [0.0, *(part[0].x - BESIDE / 2 for part in parts[1:]), wall.width]
    return [
        Stretch(start, end, tuple(part))
        for start, end, part in zip(cuts[:-1], cuts[1:], parts, strict=True)
    ]


def in_cm(length: float) -> str:
    """127.5, as a tape has it; whole centimetres without a point."""
    return f"{length / 10:.1f}".removesuffix(".0")
