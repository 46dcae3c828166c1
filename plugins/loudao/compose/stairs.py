"""Works on a staircase: each floor is a step, its works stand on it, the first at the foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from .arrange import Cell, Space
from .climb import RIGHT, step_heights

_MOST_STEPS = 6
_LEAST_STEPS = 3
_WORKS_A_STEP = 2
"""A floor with more of them takes several steps while there are few."""

_BEFORE_CODE, _AFTER_CODE = 14.0, 8.0
"""The second step begins where the code ends, which stands before it."""

_LAST = 0.68
_LASTS = {3: 0.6, 4: 0.64}
"""Where the highest begins, of the width: the title stands before it. High steps, of which there
are few, would be too narrow there for what has room above each other."""

_NUMERAL, _TWO_DIGITS = 29.0, 37.0
"""For the number of the floor, at the left of its step."""

_PAD = 5.5
_BESIDE, _MOST_BESIDE = 30.0, 54.0
"""A caption at the right of its picture, and where there is room."""

_LOW, _UPRIGHT = 84.0, 0.9
"""On steps so low, works that are all upright have their captions beside them: below, a caption
would take a third of their height. All other captions are below."""

_HOLE, _CAPTION_BESIDE = 60.0, 26.0
"""So much left over beside the one work of a high step is for its caption, which takes so much of
its height, and for what is written below that."""

_NARROWEST = 38.0
"""A caption below a picture is no narrower."""

_CAPTION = 0.78
"""Of what a caption takes elsewhere: the floor is said by the number of the step."""

_MOST_SPARE = 14.0
"""Two works on a step stand no farther apart than by this and the gap."""

_BEFORE_ONE = 0.4
"""Of what is left over, what is before a work that is alone on the only step."""

_LEAST = 22.0

_FREE, _APART = (60.0, 36.0), 12.0
"""What is worth writing on, at the right of the works of a step."""


class Step(NamedTuple):
    """One step, to the right edge of the sheet."""

    x: float
    y: float
    height: float
    floor: int | None
    """What stands on it; None where the step below has the same."""


class Stairs(NamedTuple):
    """Works on steps, the lowest first."""

    cells: list[Cell]
    """One with `beside` has its caption at its right, all others have it below."""
    steps: list[Step]
    free: tuple[float, float, float, float] | None = None
    """What the works of a step leave free at their right: left, top, width and height."""


def hang_on_stairs(aspects: Sequence[float], floors: Sequence[int | None], space: Space) -> Stairs:
    """Floors that have no works have no step; of more than six the ends and some between are shown.

    Works without a floor stand on steps without a number: a number says a floor.
    """
    if not aspects:
        return Stairs([], [])
    groups = _grouped(floors, aspects)
    lefts = [_left(number, len(groups), space) for number in range(len(groups))]
    starts = [x + _before(floor) for x, (floor, _) in zip(lefts, groups, strict=True)]
    around = 2 * _PAD + _CAPTION * space.caption
    talls = step_heights(groups, starts, aspects, around, space)
    cells, steps, frees = [], [], []
    y, before = space.height, None
    for (floor, works), x, start, tall in zip(groups, lefts, starts, talls, strict=True):
        y -= tall
        known = None if floor == before else floor
        steps.append(Step(round(x, 2), round(y, 2), round(tall, 2), known))
        stood = _stood(works, aspects, start, y, tall, space)
        if len(groups) == len(stood) == 1:
            stood = [replace(it, x=it.x + _BEFORE_ONE * _left_over(it, space)) for it in stood]
        elif stood and floor is None and _left_over(stood[-1], space) < _HOLE:
            # no number stands before them
            stood = [replace(it, x=it.x + _left_over(stood[-1], space) / 2) for it in stood]
        frees.append(_free_beside(stood, steps[-1], space))
        cells += stood
        before = floor
    free = max(frees, key=lambda it: it[2] * it[3])
    wide, high = _FREE
    return Stairs(cells, steps, free if free[2] >= wide and free[3] >= high else None)


def _before(floor: int | None) -> float:
    """What is kept free at the left of a step, for the number of its floor."""
    if floor is None:
        return RIGHT
    return _TWO_DIGITS if floor > 9 else _NUMERAL


def _left_over(cell: Cell, space: Space) -> float:
    return space.width - RIGHT - cell.x - cell.slot


def _free_beside(
    cells: Sequence[Cell], step: Step, space: Space
) -> tuple[float, float, float, float]:
    right = space.width - RIGHT - 4
    if len(cells) == 1 and cells[0].beside >= _HOLE:
        one, below = cells[0], _CAPTION_BESIDE * space.words
        left = one.x + one.width + 4
        box = (left, one.y + below, right - left, one.height - below)
        return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
    ends = (it.x + max(it.slot, it.width + it.beside) for it in cells)
    left = max(ends, default=step.x) + _APART
    wide, high = max(0.0, right - left), step.height - 2 * _PAD - 8
    return round(left, 2), round(step.y + _PAD + 4, 2), round(wide, 2), round(high, 2)


def _left(number: int, count: int, space: Space) -> float:
    if number == 0:
        return 0.0
    first = _BEFORE_CODE + space.code[0] + _AFTER_CODE
    last = space.width * _LASTS.get(count, _LAST)
    if count == 2:
        return first
    return first + (max(last, first) - first) * (number - 1) / (count - 2)


def _grouped(
    floors: Sequence[int | None], aspects: Sequence[float]
) -> list[tuple[int | None, list[int]]]:
    """The works of each step, the lowest floor first; those without a floor last, the widest of
    them lowest, where steps are long."""
    by_floor: dict[int | None, list[int]] = {}
    for n, floor in sorted(enumerate(floors), key=lambda it: (it[1] is None, it[1] or 0, it[0])):
        by_floor.setdefault(floor, []).append(n)
    by_floor.get(None, []).sort(key=lambda n: -aspects[n])
    kept = _spread(list(by_floor.items()))
    steps = Counter({floor: 1 for floor, _ in kept})
    while (count := sum(steps.values())) < _MOST_STEPS:
        floor, works = max(kept, key=lambda it: len(it[1]) / steps[it[0]])
        enough = _WORKS_A_STEP if count >= _LEAST_STEPS else 1
        if len(works) <= enough * steps[floor]:
            break
        steps[floor] += 1
    return [(floor, part) for floor, works in kept for part in _parts(works, steps[floor])]


def _spread(groups: list[tuple[int | None, list[int]]]) -> list[tuple[int | None, list[int]]]:
    """At most six of them: the ends, and those between at equal distances."""
    if len(groups) <= _MOST_STEPS:
        return groups
    last = len(groups) - 1
    chosen = sorted({round(n * last / (_MOST_STEPS - 1)) for n in range(_MOST_STEPS)})
    return [groups[n] for n in chosen]


def _parts(works: list[int], count: int) -> list[list[int]]:
    size, more = divmod(len(works), count)
    parts, start = [], 0
    for n in range(count):
        end = start + size + (n < more)
        parts.append(works[start:end])
        start = end
    return parts


def _stood(
    works: Sequence[int], aspects: Sequence[float], left: float, y: float, tall: float, space: Space
) -> list[Cell]:
    """As many of `works` on one step as are not too low."""
    width, caption = space.width - left - RIGHT, _CAPTION * space.caption
    cells: list[Cell] = []
    for shown in _beginnings(works, space.most):
        below = _in_line(shown, aspects, width, tall - 2 * _PAD - caption, 0, space)
        cells = below
        if tall <= _LOW and all(aspects[n] <= _UPRIGHT for n in shown):
            beside = _in_line(shown, aspects, width, tall - 2 * _PAD, _BESIDE, space)
            cells = max(below, beside, key=lambda cells: sum(c.width * c.height for c in cells))
        elif left > _BEFORE_CODE + _NUMERAL and len(works) == 1 and below:
            own = aspects[works[0]] * (tall - 2 * _PAD)
            if width - own >= _HOLE:
                cells = [Cell(works[0], 0.0, 0.0, round(own, 3), round(tall - 2 * _PAD, 3),
                              beside=round(width - own, 3), slot=width)]  # fmt: skip
        if cells and (len(shown) == 1 or min(c.height for c in cells) >= _LEAST):
            break
    high = max((c.height + (0 if c.beside else caption) for c in cells), default=0)
    top = y + (tall - high) / 2
    return [replace(cell, x=round(cell.x + left, 3), y=round(top, 3)) for cell in cells]


def _beginnings(works: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    """All of `works`, then fewer of them; each alone where the first is too long for the step."""
    for count in range(min(len(works), most), 0, -1):
        yield works[:count]
    for n in works[1:]:
        yield [n]


def _in_line(
    works: Sequence[int],
    aspects: Sequence[float],
    width: float,
    tall: float,
    beside: float,
    space: Space,
) -> list[Cell]:
    """At one height, the greatest at which all have their places."""

    def places(height: float) -> list[float]:
        if beside:
            return [aspects[n] * height + beside for n in works]
        return [max(aspects[n] * height, _NARROWEST) for n in works]

    room = width - space.gap * (len(works) - 1)
    height = tall
    while height > 4 and sum(places(height)) > room:
        height *= 0.97
    if height <= 4:
        return []
    slots = places(height)
    if beside:
        more = min(_MOST_BESIDE - beside, (room - sum(slots)) / len(works))
        beside, slots = beside + more, [slot + more for slot in slots]
    # they begin after the number, and what is left over is at their right
    spare = min(_MOST_SPARE, (room - sum(slots)) / len(works))
    cells, x = [], 0.0
    for n, slot in zip(works, slots, strict=True):
        own = round(aspects[n] * height, 3)
        cells.append(Cell(n, round(x, 3), 0.0, own, round(height, 3), beside=beside, slot=slot))
        x += slot + space.gap + spare
    return cells
