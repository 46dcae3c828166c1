"""Works about one axis: the widest on it, pairs of nearly one shape at both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from .arrange import ALWAYS, Cell, Space, shows_enough

_WIDEST_ALONE = 0.8
"""Of the width, what hangs alone in its row takes; a long scroll takes all."""

_SCROLL = 3.0
_ALIKE = 1.8
"""Two of a pair have places of one width, unless one is so many times as wide as the other."""

_MOST_BREATH = 10.0


class _Row(NamedTuple):
    """Works from left to right, and the width of a place for each over the row's height."""

    works: tuple[int, ...]
    slots: tuple[float, ...]


def hang_on_axis(aspects: Sequence[float], space: Space) -> list[Cell]:
    """Cells for as many works as look well, mirrored about the middle of the space.

    The two places of a pair are equally wide; each picture stands in the middle of its own.
    """
    best: list[Cell] = []
    for count in range(min(len(aspects), space.most), 0, -1):
        tried = (
            _place(_rows(sizes, aspects[:count]), aspects, space) for sizes in _sizes_of_rows(count)
        )
        best = max(tried, key=_worth)
        if best and (shows_enough(best, space) or count <= ALWAYS):
            break
    return sorted(best, key=lambda cell: cell.index)


def _worth(cells: Sequence[Cell]) -> float:
    return sum(sqrt(cell.width * cell.height) for cell in cells)


def _sizes_of_rows(count: int) -> Iterator[tuple[int, ...]]:
    """Every way to hang `count` works in rows of one, two or three."""
    if count == 0:
        yield ()
    for first in range(1, min(3, count) + 1):
        for rest in _sizes_of_rows(count - first):
            yield (first, *rest)


def _rows(sizes: Sequence[int], aspects: Sequence[float]) -> list[_Row]:
    """The widest works on the axis, a row alone before a row of three; the others in pairs."""
    by_width = sorted(range(len(aspects)), key=lambda n: (-aspects[n], n))
    odd = sorted((n for n, size in enumerate(sizes) if size != 2), key=lambda n: (sizes[n], n))
    middle = dict(zip(odd, by_width, strict=False))
    sides = by_width[len(odd) :]
    pairs = list(zip(sides[::2], sides[1::2], strict=True))
    paired = sorted((n for n, size in enumerate(sizes) if size > 1), key=lambda n: (sizes[n], n))
    flanks = dict(zip(paired, pairs, strict=True))
    rows = []
    for n, size in enumerate(sizes):
        if size == 1:
            rows.append(_Row((middle[n],), (aspects[middle[n]],)))
            continue
        left, right = flanks[n]
        own = (aspects[left], aspects[right])
        alike = max(own) <= _ALIKE * min(own)
        first, last = (max(own), max(own)) if alike else own
        if size == 2:
            rows.append(_Row((left, right), (first, last)))
        else:
            rows.append(_Row((left, middle[n], right), (first, aspects[middle[n]], last)))
    return rows


def _place(rows: Sequence[_Row], aspects: Sequence[float], space: Space) -> list[Cell]:
    free = space.height - space.gap * (len(rows) - 1) - space.caption * len(rows)
    if free <= 0:
        return []
    heights = [_full_height(row, space) for row in rows]
    scale = min(1.0, free / sum(heights))
    leftover = free - sum(heights) * scale
    breath = min(leftover / len(rows), _MOST_BREATH)
    y = (leftover - breath * len(rows)) / 2
    cells = []
    for row, full in zip(rows, heights, strict=True):
        tall = full * scale
        widths = [slot * tall for slot in row.slots]
        x = (space.width - sum(widths) - space.gap * (len(widths) - 1)) / 2
        for n, wide in zip(row.works, widths, strict=True):
            own = aspects[n] * tall
            left = x + (wide - own) / 2
            size = (round(own, 3), round(tall, 3))
            cells.append(Cell(n, round(left, 3), round(y, 3), *size, slot=round(wide, 3)))
            x += wide + space.gap
        y += tall + space.caption + space.gap + breath
    return cells


def _full_height(row: _Row, space: Space) -> float:
    alone = len(row.works) == 1 and row.slots[0] < _SCROLL
    width = space.width * (_WIDEST_ALONE if alone else 1) - space.gap * (len(row.works) - 1)
    return width / sum(row.slots)
