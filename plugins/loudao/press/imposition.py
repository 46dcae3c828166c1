"""Many sheets in one file: pages of the printer's paper, small sheets side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..compose.sizes import Extent


@dataclass(frozen=True)
class Piece:
    """A page of a PDF and its size in mm, with all that lies beyond the trim."""

    pdf: str
    page: int
    size: Extent


@dataclass(frozen=True)
class Placed:
    """A piece on a page of paper, its upper left corner in mm."""

    piece: Piece
    x: float
    y: float


@dataclass(frozen=True)
class ImposedPage:
    paper: Extent
    placed: tuple[Placed, ...]


def impose(pieces: Iterable[Piece], paper: Extent | None) -> Iterator[ImposedPage]:
    """Pieces in order on `paper`, as many on one as have room; without a paper each by itself.

    A piece larger than the paper keeps a page of its own size.
    """
    for size, group in groupby(pieces, key=lambda piece: piece.size):
        alike = list(group)
        sheet, spots = _spots(size, paper)
        for start in range(0, len(alike), len(spots)):
            chunk = alike[start : start + len(spots)]
            placed = (Placed(p, *spot) for p, spot in zip(chunk, spots, strict=False))
            yield ImposedPage(sheet, tuple(placed))


def _spots(size: Extent, paper: Extent | None) -> tuple[Extent, Sequence[tuple[float, float]]]:
    """The paper and the places on it."""
    if paper is None or sorted(size) == sorted(paper):
        return size, [(0.0, 0.0)]
    best: tuple[Extent, list[tuple[float, float]]] = (size, [(0.0, 0.0)])
    most = 0
    for sheet in (paper, (paper[1], paper[0])):
        columns, rows = sheet[0] // size[0], sheet[1] // size[1]
        if columns * rows > most:
            most = columns * rows
            left = (sheet[0] - columns * size[0]) / 2
            top = (sheet[1] - rows * size[1]) / 2
            spots = [
                (left + column * size[0], top + row * size[1])
                for row in range(rows)
                for column in range(columns)
            ]
            best = sheet, spots
    return best
