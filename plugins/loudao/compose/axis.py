"""Works about one axis: pairs of nearly one shape in frames of one shape at both sides, the others
on it; bands of them fill the width and the height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from .arrange import Cell, Shape, Space
from .bands import Column, Piece, Tried, tried
from .laid import as_many_as_show, best_laid
from .mirror import ALIKE, paired, unlike

_LEADS = 2
"""Works tried as the chief one, on the axis."""

_MOST_STACKED = 2
_MOST_BANDS = 4
_LEAST_WIDE = 0.75
_FEW = 4

_Pair = tuple[Piece, Piece]


def hang_on_axis(shapes: Sequence[Shape], space: Space) -> list[Cell]:
    """Cells for as many works as are no stamps, mirrored about the middle of the space."""
    cells, _ = as_many_as_show(
        shapes, space, lambda shown, own: best_laid(_tries(shown, own), shown, own)
    )
    return cells


def _tries(shapes: Sequence[Shape], space: Space) -> Iterator[Sequence[Tried]]:
    aspects = tuple(shape.aspect for shape in shapes)
    for pairs, singles in _parted(shapes):
        framed = [_framed(pair, aspects, space) for pair in pairs]
        for order in {singles, singles[::-1]}:
            on_axis = [Piece(n, aspects[n], aspects[n], space.caption) for n in order]
            for sides in (framed, framed[::-1]) if len(framed) > 1 else (framed,):
                yield from _in_bands(sides, on_axis, space)


def _parted(
    shapes: Sequence[Shape],
) -> Iterator[tuple[Sequence[tuple[int, int]], tuple[int, ...]]]:
    """Pairs, and what is on the axis: whatever has no pair like it, or a chief work besides."""
    aspects = tuple(shape.aspect for shape in shapes)
    by_width = tuple(sorted(range(len(aspects)), key=lambda n: (-aspects[n], n)))
    by_look = sorted(by_width, key=lambda n: (not shapes[n].is_picture, unlike(aspects[n])))
    seen = set()
    for alone in range(len(aspects) % 2, len(aspects) + 1, 2):
        for lead in (None, *by_look[:_LEADS]):
            if lead is None:
                found = paired(by_width, alone, aspects)
            elif alone:
                others = tuple(n for n in by_width if n != lead)
                pairs, singles = paired(others, alone - 1, aspects)
                found = pairs, (lead, *singles)
            else:
                continue
            if found not in seen:
                seen.add(found)
                yield found


def _framed(pair: tuple[int, int], aspects: Sequence[float], space: Space) -> _Pair:
    """Two works in frames of one shape, where that leaves neither too small in its own."""
    one, other = (aspects[n] for n in pair)
    alike = max(one, other) <= ALIKE * min(one, other)
    common = (one * other) ** 0.5
    a, b = (Piece(n, aspects[n], common if alike else aspects[n], space.caption) for n in pair)
    return a, b


def _in_bands(
    pairs: Sequence[_Pair], singles: Sequence[Piece], space: Space
) -> Iterator[Sequence[Tried]]:
    """Every way to hang them in bands, in these orders, that is not far too high."""

    few = len(pairs) * 2 + len(singles) <= _FEW
    least = 0.45 if few else _LEAST_WIDE

    @cache
    def band(p: int, s: int, outer: int, inner: int, middle: int) -> Tried:
        columns = _mirrored(pairs[p : p + outer], pairs[p + outer : p + outer + inner])
        if middle:
            columns.insert(len(columns) // 2, singles[s : s + middle])
        return tried(columns, space)

    def rest(p: int, s: int, height: float, before: list[Tried]) -> Iterator[Sequence[Tried]]:
        if p == len(pairs) and s == len(singles):
            yield before
        elif len(before) < _MOST_BANDS:
            for outer, inner, middle in _bands(len(pairs) - p, len(singles) - s):
                sides = pairs[p : p + outer + inner]
                if len(sides) > 1 and not all(map(_mirrors, sides)):
                    continue
                made = band(p, s, outer, inner, middle)
                now = height + made.line.slope * space.width * least + made.line.base
                if now <= space.height or not before:
                    yield from rest(p + outer + inner, s + middle, now, [*before, made])

    for found in rest(0, 0, 0.0, []):
        # the highest in the middle of the sheet, of two above
        highest, *others = sorted(found, key=lambda it: -it.line.slope * space.width - it.line.base)
        yield [others[0], highest, *others[1:]] if len(others) > 1 else [highest, *others]


def _mirrors(pair: _Pair) -> bool:
    """Whether both have frames of one shape."""
    one, other = pair
    return one.frame == other.frame


@cache
def _bands(pairs: int, singles: int) -> list[tuple[int, int, int]]:
    """How many pairs a band may have in its outer columns and in its inner ones, and how many
    works on the axis, where so many are left."""
    return [
        (outer, inner, middle)
        for outer in range(min(_MOST_STACKED, pairs) + 1)
        for inner in range((min(_MOST_STACKED, pairs - outer) if outer else 0) + 1)
        for middle in range(min(_MOST_STACKED if outer else 1, singles) + 1)
        if outer + middle
    ]


def _mirrored(*sides: Sequence[_Pair]) -> list[Column]:
    """Columns from the left to the right, of every pair one work on each side."""
    shown = [side for side in sides if side]
    lefts: list[Column] = [[a for a, _ in side] for side in shown]
    return lefts + [[b for _, b in side] for side in shown[::-1]]
