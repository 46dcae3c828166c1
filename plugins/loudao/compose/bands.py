"""Works in bands below each other: columns beside each other, as high as each other, that fill the
width. Nothing is cropped; geometry only, in millimetres.

A picture in a column is as wide as the column, so the height of a column grows with its width along
a line, and so does that of columns beside each other and of bands below each other. How wide and
high all are in a space is therefore computed, not tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, sqrt
from typing import NamedTuple

from .arrange import Cell, Space
from .worth import stamped, starved

BETWEEN = 0.6
"""Of the gap, what is between a caption and the work below it: the caption is air already."""


class Piece(NamedTuple):
    """A work and what is round it."""

    work: int
    """Its place among the shapes."""
    aspect: float
    frame: float
    """The aspect of its frame: its own, or what it has in common with its pair."""
    below: float
    """What its caption takes."""
    prose: float = 0.0
    """How many characters are to be read in it."""


Column = Sequence[Piece]


Band = Sequence[Column]


class Line(NamedTuple):
    """A height: so much for each mm of width, and so much besides."""

    slope: float
    base: float


class Tried(NamedTuple):
    """A band, and what it is like as wide as the space."""

    band: Band
    line: Line
    area: float
    """Of its works."""
    poor: float
    """How much its works fall short of what looks well."""
    largest: float
    next: float
    """The roots of the areas of its two largest works."""


class Laid(NamedTuple):
    """Bands in a space, every work as it hangs, and what they are worth there."""

    bands: Sequence[Band]
    cells: Sequence[Cell]
    worth: float
    corner: tuple[float, float] | None = None
    """Where the right end of the code's place is, and its upper edge, where that is kept free."""

    @property
    def area(self) -> float:
        """Of all works."""
        return sum(cell.width * cell.height for cell in self.cells)


def tried(columns: Iterable[Sequence[Piece]], space: Space, beside: float = 0.0) -> Tried:
    """A band of columns, which end in captions of one height so that pictures end level; so much
    of its width is kept free."""
    band = _levelled(columns)
    line, lines = _line_of(band, space)
    line = Line(line.slope, line.base - line.slope * beside)
    height = line.slope * space.width + line.base
    area = poor = largest = second = 0.0
    for column, own in zip(band, lines, strict=True):
        inner = (height - own.base) / own.slope - 2 * space.mat
        if inner <= 4:
            return Tried(band, line, 0.0, inf, 0.0, 0.0)
        for piece in column:
            wide = min(inner, inner / piece.frame * piece.aspect)
            size = wide / sqrt(piece.aspect)
            if size > largest:
                largest, second = size, largest
            elif size > second:
                second = size
            area += size * size
            poor += stamped(wide, wide / piece.aspect) + starved(size * size, piece.prose)
    return Tried(band, line, area, poor, largest, second)


def _levelled(columns: Iterable[Column]) -> Band:
    columns = list(columns)
    below = max(column[-1].below for column in columns)
    return [
        column if column[-1].below == below else [*column[:-1], column[-1]._replace(below=below)]
        for column in columns
    ]


def _line_of(band: Band, space: Space) -> tuple[Line, list[Line]]:
    """How high a band is, by its width, and each of its columns."""
    inverse, base = 0.0, -space.gap * (len(band) - 1)
    lines = [line_of_column(column, space) for column in band]
    for slope, own in lines:
        inverse += 1 / slope
        base += own / slope
    return Line(1 / inverse, base / inverse), lines


def line_of_column(column: Column, space: Space) -> Line:
    slope, base = 0.0, BETWEEN * space.gap * (len(column) - 1)
    for piece in column:
        slope += 1 / piece.frame
        base += piece.below + 2 * space.mat * (1 - 1 / piece.frame)
    return Line(slope, base)
