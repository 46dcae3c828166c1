"""Where the pages of a large sheet meet: beside codes and titles rather than across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path

from ..photos.calm import busy_lines
from .tiling import MARGIN_MM, OVERLAP_MM, Tiling, even_parts

_STEP_MM = 2
_LEAST_MM = 60.0
"""Of a page's part: less is hard to glue."""

_EVEN = 0.02
"""What a mm away from equal parts costs: as good as nothing beside one stroke of type."""


def place_seams(tiling: Tiling, pictures: Sequence[Path]) -> Tiling:
    """The same pages with their seams where least is drawn, on all small `pictures` of the pages
    of the sheet together."""
    lines = [busy_lines(picture) for picture in pictures]
    columns, rows = (
        [sum(values) for values in zip(*(page[way] for page in lines), strict=True)]
        for way in (0, 1)
    )
    room = (tiling.paper[0] - 2 * MARGIN_MM, tiling.paper[1] - 2 * MARGIN_MM)
    return replace(
        tiling,
        lefts=choose_seams(tiling.sheet[0], room[0], tiling.columns, columns),
        tops=choose_seams(tiling.sheet[1], room[1], tiling.rows, rows),
    )


def choose_seams(
    length: float, room: float, count: int, busy: Sequence[float]
) -> tuple[float, ...]:
    """Where each of `count` parts of `length` mm begins, none longer than `room`; neighbours share
    the overlap, where the least is cut. `busy` says how much, from one end to the other."""
    even = (length - OVERLAP_MM) / count
    least = min(_LEAST_MM, even)
    places = range(0, int(length - OVERLAP_MM) + 1, _STEP_MM)
    per_mm = len(busy) / length
    cut = {
        at: sum(busy[int(at * per_mm) : ceil((at + OVERLAP_MM) * per_mm)]) / per_mm for at in places
    }
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for part in range(1, count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for at in places:
            before = [
                best[start]
                for start in best
                if least <= at - start <= room - OVERLAP_MM and at <= length - OVERLAP_MM - least
            ]
            if before:
                cost, starts = min(before)
                own = cut[at] + _EVEN * abs(at - part * even)
                reached[at] = (cost + own, (*starts, at))
        best = reached
    ends = [found for at, found in best.items() if length - at <= room]
    if not ends:  # parts fill their pages to the mm
        return even_parts(length, count)
    return tuple(float(start) for start in min(ends)[1])
