"""Works about one axis: the widest on it, pairs of nearly one shape at both sides, every row as
wide as the space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from .arrange import LEAST_HEIGHT, Cell, Row, Space, as_many_as_look_well, free_height, stack_rows

_ALONE = 0.8
"""Of the width, what hangs alone in its row takes; a long scroll takes all."""

_SCROLL = 3.0

_MIDDLE = (0.5, 0.66)
"""Of the width, what a work between two others takes: about 150 mm of 250."""

_LARGE = 0.6
"""Of the width: one work at least shall be so wide."""

_LEAD_ASPECT = 1.9
"""What looks best on the axis, between two upright works."""

_STRESS = (1.0, 1.3, 1.6, 2.0)
"""How much higher the row of the lead may be than another for which there is too little room."""

_MOST_A_ROW = 5
_NARROWEST = 30.0
"""A caption says little below a picture narrower than this."""

_BETWEEN_CAPTIONS = 4.0

_MOST_SPREAD = 14.0
"""A row too short for the space stands wider apart by no more than this; what has a work on the
axis reaches the edges all the same."""

_MOST_BREATH = 12.0


class _Works(NamedTuple):
    """The works of a row: pairs from the outer to the inner, and what is on the axis."""

    pairs: tuple[tuple[int, int], ...]
    middle: int | None

    def side(self, aspects: Sequence[float]) -> float:
        """The width of its sides over their height; about an axis both take as much."""
        sides = [(aspects[a], aspects[b]) for a, b in self.pairs]
        return sum(map(sum if self.middle is None else _twice_the_wider, sides))


class _Sized(NamedTuple):
    """A row, how wide its middle is, how high its sides are."""

    works: _Works
    own: float
    tall: float
    height: float
    spread: float
    """Between two works, more than the gap."""
    short: float
    """What it lacks of the whole width."""


def hang_on_axis(aspects: Sequence[float], space: Space) -> list[Cell]:
    """Cells for as many works as look well, mirrored about the middle of the space.

    The highest row stands in the middle of the sheet, of two above.
    """
    return as_many_as_look_well(len(aspects), space, lambda n: _hung(aspects[:n], space))


def _hung(aspects: Sequence[float], space: Space) -> list[Cell]:
    best = max(_tries(aspects, space), key=lambda rows: _worth(rows, aspects, space), default=[])
    if not best:
        return []
    highest, *others = sorted(best, key=lambda row: -row.height)
    ordered = [others[0], highest, *others[1:]] if len(others) > 1 else [highest, *others]
    return stack_rows([_placed(row, aspects, space) for row in ordered], space, _MOST_BREATH)


def _tries(aspects: Sequence[float], space: Space) -> Iterator[list[_Sized]]:
    for sizes in _sizes_of_rows(len(aspects), _MOST_A_ROW):
        free = free_height(len(sizes), space)
        if free <= 0:
            continue
        rows = _parted(sizes, aspects)
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


@lru_cache(maxsize=64)
def _sizes_of_rows(count: int, most: int) -> tuple[tuple[int, ...], ...]:
    """Every way to part `count` works into rows of at most `most`, large rows first."""
    if count == 0:
        return ((),)
    return tuple(
        (first, *rest)
        for first in range(min(most, count), 0, -1)
        for rest in _sizes_of_rows(count - first, first)
    )


def _parted(sizes: Sequence[int], aspects: Sequence[float]) -> list[_Works]:
    """Rows, that of the lead first: it is on the axis of the row with the fewest pairs, which are
    the narrowest; on that of the others are the widest works."""
    by_width = sorted(range(len(aspects)), key=lambda n: (-aspects[n], n))
    odd = sorted((n for n, size in enumerate(sizes) if size % 2), key=lambda n: -sizes[n])
    middle: dict[int, int] = {}
    if odd:
        lead = min(by_width, key=lambda n: _unlike(aspects[n]))
        by_width.remove(lead)
        middle = dict(zip(odd, [lead, *by_width], strict=False))
        by_width = [n for n in by_width if n not in middle.values()]
    order = [*odd, *(n for n in range(len(sizes)) if n not in odd)]
    narrow = iter(by_width[::-1])
    rows = []
    for n in order:
        pairs = tuple((next(narrow), next(narrow)) for _ in range(sizes[n] // 2))
        rows.append(_Works(pairs, middle.get(n)))
    return rows


def _unlike(aspect: float) -> float:
    return max(aspect / _LEAD_ASPECT, _LEAD_ASPECT / aspect)


def _twice_the_wider(pair: tuple[float, float]) -> float:
    return 2 * max(pair)


def _level(heights: Sequence[float], stresses: Sequence[float], free: float) -> float:
    """How high a row may be for all to have room; one under stress is so many times as high."""
    left, stress = free, sum(stresses)
    for height, own in sorted(zip(heights, stresses, strict=True), key=lambda it: it[0] / it[1]):
        if height / own > (level := left / stress):
            return level
        left, stress = left - height, stress - own
    return free


def _sized(works: _Works, aspects: Sequence[float], space: Space, level: float) -> _Sized:
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
    return _Sized(works, own, tall, max(tall, high), spread, short - spread * gaps)


def _middle_width(aspect: float, side: float, pairs: int, width: float, room: float) -> float:
    """Of what hangs on the axis: of one height with what hangs at its sides, but about as wide as
    a work between two others shall be."""
    if not pairs:
        return width * (1.0 if aspect >= _SCROLL else _ALONE)
    least, most = (part * width for part in _MIDDLE)
    alike = aspect * room / (aspect + side)
    return max(min(max(alike, least), most, room - 2 * pairs * _NARROWEST), 0.2 * room)


def _worth(rows: Sequence[_Sized], aspects: Sequence[float], space: Space) -> float:
    """Large works, one above all, none too small, in rows that fill the width."""
    worth, widest = 0.0, 0.0
    for row in rows:
        sizes = [(aspects[n] * row.tall, row.tall) for pair in row.works.pairs for n in pair]
        if row.works.middle is not None:
            sizes.append((row.own, row.own / aspects[row.works.middle]))
        for wide, tall in sizes:
            worth += sqrt(wide * tall)
            worth -= 2 * max(0.0, LEAST_HEIGHT - tall) + max(0.0, _NARROWEST - wide)
            widest = max(widest, wide)
        if row.works.pairs:
            worth -= row.short + row.spread
        else:
            worth -= max(0.0, space.width * 0.75 - row.own)
    return worth + min(0.0, widest - space.width * _LARGE)


def _placed(row: _Sized, aspects: Sequence[float], space: Space) -> Row:
    apart = space.gap + 2 * space.mat + row.spread
    cells: list[Cell] = []

    def put(n: int, x: float, wide: float) -> None:
        tall = wide / aspects[n]
        slot = wide + space.gap + 2 * space.mat - _BETWEEN_CAPTIONS
        y = (row.height - tall) / 2
        cells.append(
            Cell(n, round(x, 3), round(y, 3), round(wide, 3), round(tall, 3), slot=round(slot, 3))
        )

    left, right = space.mat + row.short / 2, space.width - space.mat - row.short / 2
    for a, b in row.works.pairs:
        wide, other = aspects[a] * row.tall, aspects[b] * row.tall
        put(a, left, wide)
        put(b, right - other, other)
        step = (wide, other) if row.works.middle is None else (max(wide, other),) * 2
        left, right = left + step[0] + apart, right - step[1] - apart
    if row.works.middle is not None:
        put(row.works.middle, (space.width - row.own) / 2, row.own)
    return Row(cells, row.height)
