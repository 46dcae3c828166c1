"""Works on a wall, close together: the chief one above, bands of the others below it, every picture
as large as its neighbours let it be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import inf

from .arrange import Cell, Shape, Space
from .bands import Laid, Piece, Tried, tried
from .laid import as_many_as_show, best_laid
from .mirror import unlike

_CHIEFS = 3
"""Works tried as the chief one."""

_MOST_A_BAND, _MOST_COLUMNS, _MOST_STACKED = 5, 4, 3
_MOST_BANDS = 5
_LEAST_WIDE = 0.74
_FEW = 4
_CARDS, _FEW_CARDS = (0.8, 1.8, 2.3, 2.9), 6
"""Shapes that a card for prose may have besides its own."""

_POOREST = 40.0
"""What is worse than this hangs nowhere, whatever is with it."""


def hang_on_wall(
    shapes: Sequence[Shape], space: Space
) -> tuple[list[Cell], tuple[float, float] | None]:
    """Cells for as many works as are no stamps, and the place of the code where they leave one."""
    cells, laid = as_many_as_show(shapes, space, _best)
    return cells, laid.corner if laid else None


def _best(shapes: Sequence[Shape], space: Space) -> Laid | None:
    """What is worth most, with cards for prose as they are and, of few works, in other shapes."""
    ways = [shapes]
    if len(shapes) <= _FEW_CARDS and any(shape.prose for shape in shapes):
        ways += [[it._replace(aspect=card) if it.prose else it for it in shapes] for card in _CARDS]
    found = [laid for way in ways if (laid := best_laid(_tries(way, space), way, space))]
    return max(found, key=lambda it: it.worth, default=None)


def _tries(shapes: Sequence[Shape], space: Space) -> Iterator[Sequence[Tried]]:
    for order in _orders(shapes):
        pieces = [
            Piece(n, shapes[n].aspect, shapes[n].aspect, space.caption, shapes[n].prose)
            for n in order
        ]
        yield from _in_bands(pieces, space)


def _orders(shapes: Sequence[Shape]) -> Iterator[Sequence[int]]:
    """A chief one first; the others as they are, by their width, narrow ones between wide ones."""
    aspects = [shape.aspect for shape in shapes]
    by_look = sorted(
        range(len(shapes)), key=lambda n: (not shapes[n].is_picture, unlike(aspects[n]))
    )
    seen = set()
    for chief in by_look[:_CHIEFS]:
        others = [n for n in range(len(shapes)) if n != chief]
        narrow = sorted(others, key=lambda n: aspects[n])
        half = len(narrow) // 2
        mixed = [n for pair in zip(narrow[:half], narrow[::-1], strict=False) for n in pair]
        mixed += [n for n in narrow if n not in mixed]
        for rest in (others, narrow, narrow[::-1], mixed):
            if (order := (chief, *rest)) not in seen:
                seen.add(order)
                yield order


def _in_bands(pieces: Sequence[Piece], space: Space) -> Iterator[Sequence[Tried]]:
    """Every way to hang them in bands, in this order, that is not far too high."""

    few = len(pieces) <= _FEW
    least, poorest = (0.45, inf) if few else (_LEAST_WIDE, _POOREST)

    @cache
    def bands(start: int, end: int) -> list[tuple[float, Tried]]:
        found = []
        beside = space.beside_corner if end == len(pieces) else 0.0
        for columns in _columns(start, end):
            band = tried([[pieces[n] for n in column] for column in columns], space, beside)
            if band.poor < poorest and (start or len(columns[0]) == 1):
                found.append((band.line.slope * space.width * least + band.line.base, band))
        return found

    def rest(start: int, height: float, before: list[Tried]) -> Iterator[Sequence[Tried]]:
        if start == len(pieces):
            yield _chief_above(before, space)
        elif len(before) < _MOST_BANDS:
            for end in range(start + 1, min(len(pieces), start + _MOST_A_BAND) + 1):
                for tall, band in bands(start, end):
                    if height + tall <= space.height or not before:
                        yield from rest(end, height + tall, [*before, band])

    yield from rest(0, 0.0, [])


def _chief_above(bands: list[Tried], space: Space) -> Sequence[Tried]:
    """The band of the largest work first; what is beside the code stays below all."""
    free = bands[:-1] if space.corner[0] else bands
    if len(free) < 2:
        return bands
    chief = max(free, key=lambda it: it.largest)
    return [chief, *(it for it in bands if it is not chief)]


@cache
def _columns(start: int, end: int) -> list[list[range]]:
    """Every way to part a band into columns."""
    if start == end:
        return [[]]
    found = []
    for cut in range(start + 1, min(end, start + _MOST_STACKED) + 1):
        found += [[range(start, cut), *others] for others in _columns(cut, end)]
    return [columns for columns in found if len(columns) <= _MOST_COLUMNS]
