"""A large sheet on an office printer: which part of it is printed on which page."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..compose.sizes import Extent

OVERLAP_MM = 10.0
"""Neighbours share so much, to be glued."""

MARGIN_MM = 9.0
"""What office printers leave white (5 mm), and room for the page's name."""


@dataclass(frozen=True)
class Tile:
    """One page: its name, and the corner of its window in the sheet, in mm."""

    name: str
    row: int
    column: int
    x: float
    y: float


@dataclass(frozen=True)
class Tiling:
    """Pages of `paper` that make a sheet of `sheet` mm; each shows `window` mm of it."""

    sheet: Extent
    paper: Extent
    window: tuple[float, float]
    rows: int
    columns: int

    @property
    def tiles(self) -> list[Tile]:
        """Row by row from the upper left: A-1, A-2, …, B-1."""
        step_x, step_y = (side - OVERLAP_MM for side in self.window)
        return [
            Tile(f"{row_name(row)}-{column + 1}", row, column, column * step_x, row * step_y)
            for row in range(self.rows)
            for column in range(self.columns)
        ]


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
    # pages of one size: a last strip of two centimetres is hard to glue
    window = tuple(
        round((side - OVERLAP_MM) / count + OVERLAP_MM, 2)
        for side, count in zip(sheet, (columns, rows), strict=True)
    )
    return Tiling(sheet, paper, (window[0], window[1]), rows, columns)


def needs_tiling(sheet: Extent, paper: Extent) -> bool:
    """Whether a sheet is larger than the printer's paper."""
    return min(sheet) > min(paper) or max(sheet) > max(paper)
