"""What works in bands are worth on a sheet: how much they cover, how they compare."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from .arrange import Cell, Shape, Space
from .mirror import unlike

_LEAST_SIZE, _LEAST_SIDE = 37.0, 20.0
"""The root of the area of a picture that is no stamp, and its shorter side, in mm of A3."""


LEAST_OF_ALL = 0.92
"""So much smaller they may be where none is left out."""


_NARROWEST = 40.0
"""A caption says little below a work narrower than this."""


CHIEF, _MOST_CHIEF = 1.35, 1.9
"""How many times as large as the next one the largest work is, side by side."""


_MM2_A_MARK, _MOST_CARD = 24.0, 9000.0
"""What a character takes that is read from the landing, with its line and the edge of its card; of
what is too long for any card a part is shown."""

_STARVED = 60.0

NO_CHIEF = 60.0
"""What it is worth, in hundredths of the space for each time."""


_POOR_CHIEF = 20.0
"""What a sheet loses whose largest work is a text, or very long; of prose twice that."""


_SPREAD = 1.6
"""So many times as large as the least the others may be: what hangs beside each other compares."""


def is_stamp(cell: Cell, by: float, space: Space) -> bool:
    if cell.width >= space.width * 0.95 - 2 * space.mat:
        return False
    least = min(cell.width, cell.height)
    return least < by * _LEAST_SIDE or sqrt(cell.width * cell.height) < by * _LEAST_SIZE


def worth_of(cells: Sequence[Cell], width: float, shapes: Sequence[Shape], space: Space) -> float:
    """In hundredths of the space: what works cover, less for stamps, for works that do not compare,
    and for a sheet that has no chief one."""
    largest = max(cells, key=lambda cell: cell.width * cell.height)
    sizes = sorted((sqrt(cell.width * cell.height) for cell in cells), reverse=True)
    worth = 100 * sum(size * size for size in sizes) / (space.width * space.height)
    worth -= 50 * max(0.0, 0.94 - width / space.width)
    for cell in cells:
        worth -= stamped(cell.width, cell.height)
        worth -= starved(cell.width * cell.height, shapes[cell.index].prose)
    if len(sizes) > 2:
        chief = sizes[0] / sizes[1]
        worth -= NO_CHIEF * max(0.0, CHIEF - chief) + 25 * max(0.0, chief - _MOST_CHIEF)
        worth -= min(_POOR_CHIEF, 12 * (unlike(shapes[largest.index].aspect) - 1))
        worth -= 0 if shapes[largest.index].is_picture else _POOR_CHIEF
        worth -= _POOR_CHIEF if shapes[largest.index].prose else 0
        worth -= 12 * max(0.0, sizes[1] / sizes[-1] - _SPREAD)
    elif len(sizes) == 2:
        worth -= 20 * max(0.0, sizes[0] / sizes[1] - 1.8)
    return worth


def starved(area: float, prose: float) -> float:
    """What a text loses whose words have too little room on its card."""
    least = min(prose * _MM2_A_MARK, _MOST_CARD)
    return _STARVED * max(0.0, 1 - area / least) if least else 0.0


def stamped(wide: float, tall: float) -> float:
    """What a work loses that is small, or too narrow for its caption."""
    return (
        0.4 * max(0.0, _NARROWEST - wide)
        + max(0.0, _LEAST_SIDE + 6 - min(wide, tall))
        + max(0.0, _LEAST_SIZE + 3 - sqrt(wide * tall))
    )
