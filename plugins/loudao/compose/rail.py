"""Works on a rail: upright ones hang from it by cords of unequal length, the others in rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt

from .arrange import ALWAYS, Cell, Space, as_many_as_look_well, best_rows, shows_enough

_CORDS = (18.0, 12.0, 15.0, 20.0)
"""From the rail to the pictures, in mm: no two neighbours at one height, none close to the rail."""

_GROWS = (0.8, 0.33, 0.6, 1.0)
"""Of what a rail is too short for, how much makes each cord longer."""

_FEWEST = 2
"""So many hang from it where there are as many."""

_UPRIGHT = 0.9
"""Aspects of what is taller than wide."""

_SHARES = (0.72, 0.66, 0.6, 0.54, 0.48, 0.42, 0.36, 0.3)
"""Of the height, tried for what hangs from the rail; of equals the first, which has long cords."""

_STAMP = 40.0
"""What is narrower or lower says little."""

_USUAL_BAND = 40.0
"""From the lowest picture on a cord to the first below: a caption and some air."""

_WIDEST_GAP = 30.0
_APART = 3.0
"""Between two captions."""

_OVERHANG = 2.4
"""A rail is longer than the works by this at either end, as the rods of scrolls are."""

_MORE_APART, _MOST_APART = 20.0, 52.0
"""How much farther works of a row stand apart to be as wide as the rail is long, and as wide as
what is above or below them."""

_BESIDE = 62.0
"""The least width of a caption at the right of the lowest work, where that is alone in its row."""

_STACKED = "stacked"
"""The role of works of a block that stay as they are."""

_COLUMNS, _STEP, _AIR = (0.28, 0.31, 0.34, 0.37, 0.4), 44.0, 4.0
"""Of the width, tried for that column; how much higher it may begin than the work beside it; what
is free in it below a caption."""

_LOWEST, _BELOW = (0.34, 0.37, 0.4, 0.43, 0.46, 0.49), 4.0
"""Of the height below what hangs, tried for such a work, and what is free below it."""

_LONGEST, _LONGEST_ALONE = 36.0, 110.0
"""Cords grow by no more than this; where nothing hangs below, by more."""


def hang_on_rail(aspects: Sequence[float], space: Space) -> list[Cell]:
    """Cells for as many works as look well; `cord` is how far each hangs below the rail.

    The rail is the upper edge of the space.
    """
    cells = as_many_as_look_well(len(aspects), space, lambda n: _best(aspects[:n], space))
    return sorted(_in_a_block(cells, space), key=lambda cell: cell.index)


def rail_above(cells: Sequence[Cell], space: Space) -> tuple[float, float]:
    """Where the rail begins and how long it is: no longer than its works need it."""
    if not cells:
        return 0.0, space.width
    left = max(0.0, min(cell.x for cell in cells) - _OVERHANG)
    right = min(space.width, max(cell.x + cell.width for cell in cells) + _OVERHANG)
    return round(left, 2), round(right - left, 2)


def _in_a_block(cells: Sequence[Cell], space: Space) -> list[Cell]:
    """The same, each row as wide as the widest, where its works need not stand too far apart."""
    if not cells:
        return []
    rows: dict[float, list[Cell]] = {}
    for cell in sorted((it for it in cells if it.role != _STACKED), key=lambda it: it.x):
        rows.setdefault(-1.0 if cell.cord else round(cell.y, 1), []).append(cell)
    natural = {y: _end(row[-1]) - row[0].x for y, row in rows.items()}
    roomy = [natural[y] + _MORE_APART * (len(row) - 1) for y, row in rows.items()]
    wide = max(*natural.values(), min(space.width, *roomy))
    found = [it for it in cells if it.role == _STACKED]
    for y, row in rows.items():
        between = len(row) - 1
        more = min((wide - natural[y]) / between, _MOST_APART - space.gap) if between else 0.0
        left = (space.width - natural[y] - more * between) / 2
        moved = [replace(it, x=left + it.x - row[0].x + more * n) for n, it in enumerate(row)]
        if row[-1].beside:
            left = (space.width - wide) / 2
            beside = wide - row[-1].width
            moved = [replace(row[-1], x=left, beside=round(beside, 3))]
        ends = [*(it.x - _APART for it in moved[1:]), min(space.width, left + wide + _APART)]
        found += [
            replace(it, x=round(it.x, 3), slot=round(max(it.width, end - it.x), 3))
            for it, end in zip(moved, ends, strict=True)
        ]
    return found


def _end(cell: Cell) -> float:
    return cell.x + cell.width + cell.beside


def _best(aspects: Sequence[float], space: Space) -> list[Cell]:
    tried = _tries(aspects, space)
    return max(tried, key=lambda cells: _worth(cells, space), default=[])


def _worth(cells: Sequence[Cell], space: Space) -> tuple[float, float]:
    """Large works, none a stamp, what hangs as wide as what is below, with no bare band between
    them or below them and no hole over a caption; of nearly equals the one with long cords."""
    below = [cell for cell in cells if not cell.cord]
    hung_x = min(cell.x for cell in cells if cell.cord)
    bare, band = hung_x, 0.0
    if below:
        below_x = min(cell.x for cell in below)
        bare = max(hung_x, below_x) + abs(hung_x - below_x)
        hung = max(cell.y + cell.height for cell in cells if cell.cord)
        lowest = max(c.y + c.height + (0 if c.beside else space.caption) for c in below)
        band = max(0.0, min(cell.y for cell in below) - hung - _USUAL_BAND) + space.height - lowest
    stamps = sum(max(0.0, _STAMP - min(cell.width, cell.height)) for cell in below)
    holes = sum(sqrt(c.beside * max(0.0, c.height - space.caption)) for c in cells)
    worth = sum(sqrt(c.width * c.height) for c in cells) - bare - band - stamps - holes
    return round(worth / 8), sum(cell.cord for cell in cells)


def _tries(aspects: Sequence[float], space: Space) -> Iterator[list[Cell]]:
    order = range(len(aspects))
    upright = [n for n in order if aspects[n] <= _UPRIGHT]
    if len(upright) < _FEWEST:  # one alone leaves the rail bare
        upright = sorted(order, key=lambda n: aspects[n])[: _FEWEST + 1]
    for count in range(min(_FEWEST, len(upright)), min(len(_CORDS), len(upright)) + 1):
        hung = sorted(upright[:count])
        rest = [n for n in order if n not in hung]
        if not rest:
            yield _hung(hung, aspects, space.height, space, _LONGEST_ALONE)
            return
        for share in _SHARES:
            band = space.height * share
            above = _hung(hung, aspects, band, space)
            if below := _below(rest, aspects, band + space.gap, space):
                yield [*above, *below]
            yield from ([*above, *it] for it in _below_beside(rest, aspects, band, space))
            yield from ([*above, *it] for it in _stacked(rest, aspects, above, space))


def _below(rest: Sequence[int], aspects: Sequence[float], top: float, space: Space) -> list[Cell]:
    """All of the rest; none where one would be too low."""
    left = space._replace(height=space.height - top)
    cells = best_rows([aspects[n] for n in rest], left)
    if not (shows_enough(cells, left) or len(rest) <= ALWAYS):
        return []
    wider = space.gap - _APART
    return [
        replace(
            cell,
            index=rest[cell.index],
            y=cell.y + top,
            slot=min(cell.width + wider, space.width - cell.x),
        )
        for cell in cells
    ]


def _below_beside(
    rest: Sequence[int], aspects: Sequence[float], band: float, space: Space
) -> Iterator[list[Cell]]:
    """The last of an odd number alone in its row, its caption at its right: the rows above it, with
    an even number of works, are as wide as the rail then."""
    if len(rest) < 3 or not len(rest) % 2:
        return
    top, last, beside = band + space.gap, rest[-1], _BESIDE * space.words
    for share in _LOWEST:
        tall = min((space.height - top) * share, (space.width - beside) / aspects[last])
        wide, y = aspects[last] * tall, space.height - tall - _BELOW
        size = (round(wide, 3), round(tall, 3))
        if upper := _below(rest[:-1], aspects, top, space._replace(height=y - space.gap / 2)):
            yield [*upper, Cell(last, 0.0, round(y, 3), *size, beside=space.width - wide)]


def _stacked(
    rest: Sequence[int], aspects: Sequence[float], above: Sequence[Cell], space: Space
) -> Iterator[list[Cell]]:
    """The last three as one block as wide as the rail: one, and beside it two in a column that ends
    with it and begins higher."""
    if len(rest) < 3 or not len(rest) % 2 or not above:
        return
    *before, large, first, second = rest
    top = max(cell.y + cell.height for cell in above) + space.caption
    room, end = space.width - space.gap, space.height - space.caption
    for share in _COLUMNS:
        wide = room * share
        tall, low, lower = ((room - wide) / aspects[large], wide / aspects[first],
                            wide / aspects[second])  # fmt: skip
        column = low + space.caption + _AIR + lower
        y = end - column
        if min(wide, low, lower) < _STAMP or y < top or not 0 <= column - tall <= _STEP:
            continue
        upper = _below(before, aspects, top, space._replace(height=y - space.gap)) if before else []
        if len(upper) == len(before):
            x, reach = room - wide + space.gap, room - wide + space.gap - _APART
            block = (
                (large, 0.0, end - tall, room - wide, tall, reach),
                (first, x, y, wide, low, wide),
                (second, x, end - lower, wide, lower, wide),
            )
            yield [*upper, *(_block_cell(n, *box) for n, *box in block)]


def _block_cell(n: int, *box: float) -> Cell:
    x, y, width, height, slot = (round(it, 3) for it in box)
    return Cell(n, x, y, width, height, slot=slot, role=_STACKED)


def _hung(
    hung: Sequence[int],
    aspects: Sequence[float],
    band: float,
    space: Space,
    longest: float = _LONGEST,
) -> list[Cell]:
    """From left to right, as tall as the band lets them be, as wide as the rail is long; cords
    grow by `longest` at most."""
    cords = [_CORDS[n % len(_CORDS)] for n in range(len(hung))]
    heights = [band - cord - space.caption for cord in cords]
    if min(heights) <= 0:
        return []
    wanted = sum(aspects[n] * tall for n, tall in zip(hung, heights, strict=True))
    room = space.width - space.gap * (len(hung) - 1)
    scale = min(1.0, room / wanted)
    spare = (room - wanted * scale) / max(1, len(hung) - 1)
    apart = min(space.gap + spare, _WIDEST_GAP)
    x = (space.width - wanted * scale - apart * (len(hung) - 1)) / 2
    # what the rail is too short for makes the cords longer, and more unequal
    free = min(max(heights) * (1 - scale), longest)
    cords = [cord + free * _GROWS[n % len(_GROWS)] for n, cord in enumerate(cords)]
    cells = []
    for n, cord, tall in zip(hung, cords, heights, strict=True):
        size = (round(aspects[n] * tall * scale, 3), round(tall * scale, 3))
        cells.append(Cell(n, round(x, 3), cord, *size, cord=cord))
        x += aspects[n] * tall * scale + apart
    ends = [*(cell.x for cell in cells[1:]), space.width + _APART]
    return [replace(c, slot=end - c.x - _APART) for c, end in zip(cells, ends, strict=True)]
