"""How wide the captions of works in bands may be, and how high they are then."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from .arrange import Cell, Shape, Space
from .bands import Laid

_BETWEEN_CAPTIONS = 4.0


_WIDER = 36.0
"""A caption is wider than its work by no more than this."""


_TITLE, _ABOUT, _LINE = 6.4, 5.0, 8.2
"""mm of A3: the letters of a title and of what is said below it, and from line to line."""


_MOST_LINES = 3


def caption_tall(shape: Shape, slot: float, space: Space) -> float:
    """What a caption of that width takes: one line where title and facts have room beside each
    other, else one for the facts and as many as the title needs."""
    more = space.words
    title, about = shape.title * _TITLE * more, shape.about * _ABOUT * more
    if space.joined and (title + about) * 1.06 + 3 <= slot:
        return space.caption - (_LINE - 1) * more
    # down to 0.85 of its size it is one line still
    lines = min(_MOST_LINES, max(1, ceil(title * (0.85 if title * 0.85 <= slot else 0.92) / slot)))
    return space.caption + (lines - 1) * _LINE * more


def with_slots(laid: Laid, space: Space) -> list[Cell]:
    """Every work with how wide its caption may be."""
    free = _free_beside if space.joined else _free_around
    places = [(c.x, c.y, c.width, c.height + c.below) for c in laid.cells]
    if laid.corner:
        right, top = laid.corner
        places.append((right - space.corner[0], top, *space.corner))
    found = []
    for cell, (x, y, wide, tall) in zip(laid.cells, places, strict=False):
        level = [(at, w) for at, top, w, high in places if top < y + tall and y < top + high]
        before = max((at + w for at, w in level if at + w <= x), default=None)
        after = min((at for at, _ in level if at >= x + wide), default=None)
        more = free(before, x, x + wide, after, space)
        found.append(replace(cell, slot=wide + min(_WIDER, max(more, 0.0))))
    return found


def _free_beside(
    before: float | None, left: float, right: float, after: float | None, space: Space
) -> float:
    """What is free at the right of a work, where its caption begins at its left edge."""
    return space.width - right if after is None else after - right - _BETWEEN_CAPTIONS


def _free_around(
    before: float | None, left: float, right: float, after: float | None, space: Space
) -> float:
    """The same at both sides, half of it towards a neighbour, about the middle of the work."""
    return min(
        2 * left if before is None else left - before - _BETWEEN_CAPTIONS,
        2 * (space.width - right) if after is None else after - right - _BETWEEN_CAPTIONS,
    )
