"""Large print: a sheet as it is, with every word, picture and code of it √2 as large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .pieces import Code, Composed, Grid, Image, New
from .sizes import SIZE_MM, Size, larger, size_mm

_NEXT = 2**0.5
"""From one size of ISO 216 to the next."""

_EDGE_MM = 7.0
"""Round pieces that are cut apart: an office printer reaches no farther, and there are marks."""


def enlarged(composed: Composed) -> Composed:
    """The same for elders, who read it on the next larger paper; of pieces to be cut apart fewer
    stand on each sheet of the same paper. A0 stays as it is: there is nothing larger.

    Words that fill a sheet cannot grow on it. On paper of the same shape they all do, and the sheet
    stays as handsome as it is.
    """
    if composed.grid:
        return _cut_larger(composed, composed.grid)
    size = larger(composed.size)
    by = SIZE_MM[size][0] / SIZE_MM[composed.size][0]
    return _grown(replace(composed, size=size, sets={**composed.sets, "times": by}), by)


def grid_sets(grid: Grid | None) -> dict[str, Any]:
    """What templates are told of pieces."""
    return {"piece": grid[:2], "across": grid.across, "down": grid.down} if grid else {}


def _cut_larger(composed: Composed, grid: Grid) -> Composed:
    """Templates draw a piece as large as it was, and enlarge what they have drawn."""
    drawn = {"grown": _NEXT, "wide": size_mm(composed.size, composed.lying)[0]}
    fewer, lying = _fewer(grid, composed.size)
    if fewer.across * fewer.down:
        composed = replace(composed, grid=fewer, lying=lying)
    else:
        composed = replace(composed, size=larger(composed.size))
    sets = {**composed.sets, **grid_sets(composed.grid), **drawn}
    return _grown(replace(composed, sets=sets), _NEXT)


def _fewer(grid: Grid, size: Size) -> tuple[Grid, bool]:
    """As many of the larger pieces as one sheet holds, and whether it lies."""
    found = []
    for lying in (False, True):
        wide, tall = (side - 2 * _EDGE_MM for side in size_mm(size, lying))
        across, down = int(wide / (grid.wide * _NEXT)), int(tall / (grid.tall * _NEXT))
        found.append((grid._replace(across=across, down=down), lying))
    return max(found, key=lambda it: it[0].across * it[0].down)


def _grown(composed: Composed, by: float) -> Composed:
    sets = {"floor": 0.0, **composed.sets}
    sets |= {"floor": sets["floor"] * by, "large": False}
    return replace(composed, says=_pieces(composed.says, by), sets=_pieces(sets, by))


def _pieces(value: Any, by: float) -> Any:
    """`value` with larger codes and images; a photo is seen from as much farther, so the pixels
    that it had are enough."""
    if isinstance(value, Code):
        return value._replace(side_mm=value.side_mm * by)
    if isinstance(value, Image):
        wide, tall = value.width_mm * by, value.height_mm * by
        return value._replace(width_mm=wide, height_mm=tall, ppi=value.ppi / by)
    if isinstance(value, New):
        return New(_pieces(value.value, by))
    if isinstance(value, Mapping):
        return {key: _pieces(part, by) for key, part in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_pieces(part, by) for part in value)
    return value
