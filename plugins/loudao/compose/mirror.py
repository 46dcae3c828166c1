"""How works are parted into rows that mirror: pairs of nearly one shape, and one on the axis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

_LEAD_ASPECT = 1.9
"""What looks best on the axis, between two upright works."""

_ALIKE = 1.7
"""Two works whose shapes differ by no more hang as wide as each other, so that they mirror."""

_ALONE_WORTH = 0.12
"""What a wide work gains alone on the axis, against what an unlike pair loses (both logarithms)."""


class Works(NamedTuple):
    """The works of a row: pairs from the outer to the inner, and what is on the axis."""

    pairs: tuple[tuple[int, int], ...]
    middle: int | None

    def side(self, aspects: Sequence[float]) -> float:
        """The width of its sides over their height; about the axis both take as much."""
        return sum(2 * max(widths(aspects[a], aspects[b])) for a, b in self.pairs)


@lru_cache(maxsize=64)
def sizes_of_rows(count: int, most: int) -> tuple[tuple[int, ...], ...]:
    """Every way to part `count` works into rows of at most `most`, large rows first."""
    if count == 0:
        return ((),)
    return tuple(
        (first, *rest)
        for first in range(min(most, count), 0, -1)
        for rest in sizes_of_rows(count - first, first)
    )


def parted(sizes: Sequence[int], aspects: Sequence[float], lead_alone: bool) -> list[Works]:
    """Rows, those with a work on the axis first: the lead is on that of the row with the most
    pairs, which are the narrowest, or `lead_alone` on that with the fewest."""
    by_width = sorted(range(len(aspects)), key=lambda n: (-aspects[n], n))
    odd = sorted((n for n, size in enumerate(sizes) if size % 2), key=lambda n: -sizes[n])
    middle: dict[int, int] = {}
    if odd:
        lead = min(by_width, key=lambda n: _unlike(aspects[n]))
        by_width.remove(lead)
    pairs, alone = _paired(tuple(by_width), max(0, len(odd) - 1), tuple(aspects))
    if odd:
        others = odd[:-1] if lead_alone else odd[1:]
        middle = {odd[-1 if lead_alone else 0]: lead, **dict(zip(others, alone, strict=True))}
    order = [*odd, *(n for n in range(len(sizes)) if n not in odd)]
    narrow = iter(pairs[::-1])
    return [Works(tuple(next(narrow) for _ in range(sizes[n] // 2)), middle.get(n)) for n in order]


@lru_cache(maxsize=256)
def _paired(
    works: tuple[int, ...], alone: int, aspects: tuple[float, ...]
) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Neighbours of `works`, the widest first, in the pairs most alike, and so many left alone."""

    @cache
    def best(start: int, alone: int) -> tuple[float, tuple[tuple[int, int], ...], tuple[int, ...]]:
        left = len(works) - start
        if not left:
            return 0.0, (), ()
        found = []
        if left > alone:
            one, other = works[start], works[start + 1]
            cost, pairs, singles = best(start + 2, alone)
            cost += log(aspects[one] / aspects[other])
            found.append((cost, ((other, one), *pairs), singles))
        if alone:
            cost, pairs, singles = best(start + 1, alone - 1)
            cost -= _ALONE_WORTH * log(aspects[works[start]])
            found.append((cost, pairs, (works[start], *singles)))
        return min(found, key=lambda it: it[0])

    return best(0, alone)[1:]


def _unlike(aspect: float) -> float:
    return max(aspect / _LEAD_ASPECT, _LEAD_ASPECT / aspect)


def widths(a: float, b: float) -> tuple[float, float]:
    """Of a pair, over the height of the taller: the same, where the shapes allow it."""
    return (min(a, b),) * 2 if max(a, b) <= _ALIKE * min(a, b) else (a, b)
