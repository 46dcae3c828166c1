"""Works in pairs of nearly one shape, and those that are on the axis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import log

_LEAD_ASPECT = 1.6
"""What looks best as the chief work."""

ALIKE = 1.45
"""Two works whose shapes differ by no more have frames of one shape, so that they mirror."""

_ALONE_WORTH = 0.12
"""What a wide work gains alone on the axis, against what an unlike pair loses (both logarithms)."""


@lru_cache(maxsize=256)
def paired(
    works: tuple[int, ...], alone: int, aspects: Sequence[float]
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


def unlike(aspect: float) -> float:
    """How far from what looks best as the chief work."""
    return max(aspect / _LEAD_ASPECT, _LEAD_ASPECT / aspect)
