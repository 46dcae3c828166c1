"""How works hang on a poster, by the name that a style gives it: geometry only, in mm of A3."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from .arrange import Cell, Shape, Space, arrange
from .axis import hang_on_axis
from .index import list_below_lead
from .rail import hang_on_rail, rail_above
from .stairs import hang_on_stairs
from .wall import hang_on_wall


class Arranged(NamedTuple):
    """Where works hang, and what a style draws round them."""

    cells: Sequence[Cell]
    drawn: Mapping[str, Any]


def _aspects(shapes: Sequence[Shape]) -> list[float]:
    return [shape.aspect for shape in shapes]


def _rows(shapes: Sequence[Shape], space: Space) -> Arranged:
    return Arranged(arrange(_aspects(shapes), space), {})


def _rail(shapes: Sequence[Shape], space: Space) -> Arranged:
    cells = hang_on_rail(_aspects(shapes), space)
    return Arranged(cells, {"rail": rail_above(cells, space)})


def _axis(shapes: Sequence[Shape], space: Space) -> Arranged:
    return Arranged(hang_on_axis(shapes, space), {})


def _wall(shapes: Sequence[Shape], space: Space) -> Arranged:
    cells, corner = hang_on_wall(shapes, space)
    return Arranged(cells, {"corner": corner})


def _stairs(shapes: Sequence[Shape], space: Space) -> Arranged:
    floors = [shape.floor for shape in shapes]
    cells, steps, free = hang_on_stairs(_aspects(shapes), floors, space)
    return Arranged(cells, {"steps": [step._asdict() for step in steps], "free": free})


def _index(shapes: Sequence[Shape], space: Space) -> Arranged:
    pictures = [shape.is_picture for shape in shapes]
    cells, below, row = list_below_lead(_aspects(shapes), pictures, space)
    return Arranged(cells, {"below": below, "row": row})


ARRANGEMENTS: Mapping[str, Callable[[Sequence[Shape], Space], Arranged]] = {
    "rows": _rows, "rail": _rail, "axis": _axis, "stairs": _stairs, "index": _index,
    "wall": _wall,
}  # fmt: skip
