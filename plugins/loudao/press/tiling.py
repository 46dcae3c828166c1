"""A large sheet on an office printer: which part of it is printed on which page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..compose.sizes import Extent

OVERLAP_MM = 10.0
"""Neighbours share so much, to be glued."""

MARGIN_MM = 9.0
"""What office printers leave white (5 mm), and room for the page's name."""


@dataclass(frozen=True)
class Tile:
    """One page: its name, and its window in the sheet, in mm."""

    name: str
    row: int
    column: int
    x: float
    y: float
    wide: float
    tall: float


@dataclass(frozen=True)
class Tiling:
    """Pages of `paper` that make a sheet of `sheet` mm; each shows a window of it."""

    sheet: Extent
    paper: Extent
    lefts: tuple[float, ...]
    """Where the window of each column begins."""
    tops: tuple[float, ...]

    @property
    def rows(self) -> int:
        return len(self.tops)

    @property
    def columns(self) -> int:
        return len(self.lefts)

    @property
    def tiles(self) -> list[Tile]:
        """Row by row from the upper left: A-1, A-2, …, B-1."""
        return [
            Tile(f"{row_name(row)}-{column + 1}", row, column, x, y, wide, tall)
            for row, (y, tall) in enumerate(_windows(self.tops, self.sheet[1]))
            for column, (x, wide) in enumerate(_windows(self.lefts, self.sheet[0]))
        ]


def _windows(starts: Sequence[float], length: float) -> Iterator[tuple[float, float]]:
    """Where each begins and how long it is: neighbours share the overlap."""
    ends = [start + OVERLAP_MM for start in starts[1:]] + [length]
    return ((start, end - start) for start, end in zip(starts, ends, strict=True))


def row_name(row: int) -> str:
    """A, B, …, Z, AA, …"""
    name = ""
    row += 1
    while row:
        row, letter = divmod(row - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def plan_tiling(sheet: Extent, paper: Extent) -> Tiling:
    """The tiling of `sheet` with the fewest pages of `paper`, upright or lying."""
    upright, lying = _tiling(sheet, paper), _tiling(sheet, (paper[1], paper[0]))
    return min(upright, lying, key=lambda tiling: tiling.rows * tiling.columns)


def _tiling(sheet: Extent, paper: Extent) -> Tiling:
    columns, rows = (
        max(1, math.ceil(round((side - OVERLAP_MM) / (room - 2 * MARGIN_MM - OVERLAP_MM), 6)))
        for side, room in zip(sheet, paper, strict=True)
    )
    return Tiling(sheet, paper, even_parts(sheet[0], columns), even_parts(sheet[1], rows))


def even_parts(length: float, count: int) -> tuple[float, ...]:
    """Where each begins, all of one size: a last strip of two centimetres is hard to glue."""
    return tuple(round(part * (length - OVERLAP_MM) / count, 2) for part in range(count))


def needs_tiling(sheet: Extent, paper: Extent) -> bool:
    """Whether a sheet is larger than the printer's paper."""
    return min(sheet) > min(paper) or max(sheet) > max(paper)
