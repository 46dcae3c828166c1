"""Works about one axis: the widest on it, pairs of nearly one shape at both sides, every row as
wide as the space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import sqrt
from typing import NamedTuple

from .arrange import LEAST_HEIGHT, Cell, Row, Space, as_many_as_look_well, free_height, stack_rows
from .mirror import Works, parted, sizes_of_rows, widths

_ALONE = 0.8
"""Of the width, what hangs alone in its row takes; a long scroll takes all."""

_SCROLL = 3.0

_MIDDLE = (0.5, 0.66)
"""Of the width, what a work between two others takes: about 150 mm of 250."""

_LARGE = 0.6
"""Of the width: one work at least shall be so wide."""

_STRESS = (1.0, 1.3, 1.6, 2.0)
"""How much higher the row of the lead may be than another for which there is too little room."""

_LEAST = 0.85 * LEAST_HEIGHT
"""What mirrors another may be so low: smaller for its shape alone, it still is half of a pair."""

_MOST_A_ROW = 5
_NARROWEST = 30.0
"""A caption says little below a picture narrower than this."""

_BETWEEN_CAPTIONS = 4.0

_MOST_SPREAD = 14.0
"""A row too short for the space stands wider apart by no more than this; what has a work on the
axis reaches the edges all the same."""

_MOST_BREATH = 12.0

_BARE = 1.0
"""What a mm of height loses that no row can use."""

_WIDER = 40.0
"""A caption is wider than its work by no more than this."""


class _Sized(NamedTuple):
    """A row, how wide its middle is, how high its sides are."""

    works: Works
    own: float
    tall: float
    height: float
    spread: float
    """Between two works, more than the gap."""
    short: float
    """What it lacks of the whole width."""
    gaps: int


def hang_on_axis(aspects: Sequence[float], space: Space) -> list[Cell]:
    """Cells for as many works as look well, mirrored about the middle of the space.

    The highest row stands in the middle of the sheet, of two above.
    """
    return as_many_as_look_well(len(aspects), space, lambda n: _hung(aspects[:n], space), _LEAST)


def _hung(aspects: Sequence[float], space: Space) -> list[Cell]:
    best = max(_tries(aspects, space), key=lambda rows: _worth(rows, aspects, space), default=[])
    if not best:
        return []
    highest, *others = sorted(best, key=lambda row: -row.height)
    ordered = [others[0], highest, *others[1:]] if len(others) > 1 else [highest, *others]
    return stack_rows([_placed(row, aspects, space) for row in ordered], space, _MOST_BREATH)


def _tries(aspects: Sequence[float], space: Space) -> Iterator[list[_Sized]]:
    for sizes, lead_alone in product(sizes_of_rows(len(aspects), _MOST_A_ROW), (False, True)):
        free = free_height(len(sizes), space)
        if free <= 0 or (lead_alone and sum(size % 2 for size in sizes) < 2):
            continue
        rows = parted(sizes, aspects, lead_alone)
        natural = [_sized(row, aspects, space, free) for row in rows]
        if sum(row.height for row in natural) <= free:
            yield natural
            continue
        for stress in _STRESS if len(rows) > 1 else (1.0,):
            stresses = [stress, *[1.0] * (len(rows) - 1)]
            level = _level([row.height for row in natural], stresses, free)
            yield [
                _sized(row, aspects, space, level * more)
                for row, more in zip(rows, stresses, strict=True)
            ]


def _level(heights: Sequence[float], stresses: Sequence[float], free: float) -> float:
    """How high a row may be for all to have room; one under stress is so many times as high."""
    left, stress = free, sum(stresses)
    for height, own in sorted(zip(heights, stresses, strict=True), key=lambda it: it[0] / it[1]):
        if height / own > (level := left / stress):
            return level
        left, stress = left - height, stress - own
    return free


def _sized(works: Works, aspects: Sequence[float], space: Space, level: float) -> _Sized:
    """One row, no higher than `level`, its outer edges at those of the space."""
    width = space.width - 2 * space.mat
    apart = space.gap + 2 * space.mat
    gaps = 2 * len(works.pairs) - (works.middle is None)
    side, room = works.side(aspects), width - apart * gaps
    own = high = 0.0
    if works.middle is not None:
        aspect = aspects[works.middle]
        own = min(_middle_width(aspect, side, len(works.pairs), width, room), aspect * level)
        high = own / aspect
    tall = min(level, (room - own) / side) if side else 0.0
    short = room - own - tall * side if side else 0.0
    spread = short / gaps if gaps else 0.0
    if works.middle is None:
        spread = min(_MOST_SPREAD, spread)
    return _Sized(works, own, tall, max(tall, high), spread, short - spread * gaps, gaps)


def _middle_width(aspect: float, side: float, pairs: int, width: float, room: float) -> float:
    """Of what hangs on the axis: of one height with what hangs at its sides, but about as wide as
    a work between two others shall be."""
    if not pairs:
        return width * (1.0 if aspect >= _SCROLL else _ALONE)
    least, most = (part * width for part in _MIDDLE)
    alike = aspect * room / (aspect + side)
    return max(min(max(alike, least), most, room - 2 * pairs * _NARROWEST), 0.2 * room)


def _worth(rows: Sequence[_Sized], aspects: Sequence[float], space: Space) -> tuple[bool, float]:
    """None too low; large works, one above all, in rows that fill the width and the height."""
    worth, widest, enough = 0.0, 0.0, True
    for row in rows:
        sizes = []
        for a, b in row.works.pairs:
            one, other = widths(aspects[a], aspects[b])
            sizes += [(one * row.tall, aspects[a]), (other * row.tall, aspects[b])]
            worth -= abs(one - other) * row.tall
        if row.works.middle is not None:
            sizes.append((row.own, aspects[row.works.middle]))
        for wide, aspect in sizes:
            tall = wide / aspect
            worth += sqrt(wide * tall)
            worth -= 2 * max(0.0, LEAST_HEIGHT - tall) + max(0.0, _NARROWEST - wide)
            enough = enough and (tall >= _LEAST or wide >= space.width * 0.98)
            widest = max(widest, wide)
        if row.works.pairs:
            worth -= row.short + max(0.0, row.spread - _MOST_SPREAD) * row.gaps / 2
        else:
            worth -= max(0.0, space.width * 0.75 - row.own)
    bare = free_height(len(rows), space) - sum(row.height + _MOST_BREATH for row in rows)
    worth += min(0.0, widest - space.width * _LARGE) - _BARE * max(0.0, bare)
    return enough, worth


def _placed(row: _Sized, aspects: Sequence[float], space: Space) -> Row:
    apart = space.gap + 2 * space.mat + row.spread
    cells: list[Cell] = []

    def put(n: int, x: float, wide: float) -> None:
        tall = wide / aspects[n]
        y = (row.height - tall) / 2
        cells.append(Cell(n, round(x, 3), round(y, 3), round(wide, 3), round(tall, 3)))

    left, right = space.mat + row.short / 2, space.width - space.mat - row.short / 2
    for a, b in row.works.pairs:
        wide, other = (part * row.tall for part in widths(aspects[a], aspects[b]))
        put(a, left, wide)
        put(b, right - other, other)
        left, right = left + max(wide, other) + apart, right - max(wide, other) - apart
    if row.works.middle is not None:
        put(row.works.middle, (space.width - row.own) / 2, row.own)
    return Row(_with_slots(cells, space), row.height)


def _with_slots(cells: Sequence[Cell], space: Space) -> list[Cell]:
    """What is free at both sides of a work its caption may use, half of it towards a neighbour."""
    ordered = sorted(cells, key=lambda cell: cell.x)
    edge = space.gap + 2 * space.mat
    rights = [-edge, *(cell.x + cell.width for cell in ordered)]
    lefts = [*(cell.x for cell in ordered), space.width + edge]
    wider = [
        min(cell.x - before, after - cell.x - cell.width, _WIDER) - _BETWEEN_CAPTIONS
        for cell, before, after in zip(ordered, rights[:-1], lefts[1:], strict=True)
    ]
    return [
        replace(cell, slot=round(cell.width + max(more, 0.0), 3))
        for cell, more in zip(ordered, wider, strict=True)
    ]
