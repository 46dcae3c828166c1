"""A wall as it is drawn: an elevation to scale, in mm of paper, with what stands at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, count, pairwise
from typing import Any, NamedTuple

from .elevation import BESIDE, CENTRE, LABEL_CENTRE, Elevation, Spot, Stretch, in_cm, stretches
from .sizes import Size

MARGIN = 13.0
"""Of the paper, on all sides."""

_AXIS = 11.0
"""At the left of a wall: the heights."""

_HEAD, _FOOT = 41.0, 3.0
"""Above the drawing on its first sheet, where the code is, and what the foot takes besides."""

_HEADER, _LINE = 8.0, 5.4
"""Of the table."""

_WALL = 2350.0
"""How much of a wall is drawn where nothing hangs higher."""

_SCALES = (20, 25, 30, 40, 50)
"""One of these where a wall, or a part of it, is drawn so."""

_SMALLER = (100, 200, 500)
"""For a work, or a bare wall, that is longer than a sheet at the smallest of them."""

_LEAST_SHARE = 0.6
"""Of the sheet below its head: a drawing is no smaller to leave its table room, which then goes
on overleaf."""

_LEVELS = 3
_ACROSS, _UPRIGHT = 10.0, 3.1
"""What a number takes of the line that it stands on, across it and along."""

_LYING, _STANDING = 20.0, 25.0
"""What distances take below a drawing, with what is free above it."""

_INSIDE = 5.0
"""A work that is narrower or lower has its number below it."""


class Named(NamedTuple):
    """What stands on a work."""

    number: int
    title: str
    guessed: bool
    """Whether nobody measured it."""


class Room(NamedTuple):
    """What a sheet has, and how large the labels on the wall are, in mm."""

    paper: Size
    wide: float
    tall: float
    label_wide: float
    label_tall: float

    @property
    def across(self) -> float:
        return self.wide - 2 * MARGIN - _AXIS

    @property
    def down(self) -> float:
        return max(self.tall - 2 * MARGIN - _FOOT - _HEAD, self.tall * 0.4)


class _Drawing(NamedTuple):
    """A wall, and how it is drawn."""

    wall: Elevation
    named: Sequence[Named]
    measured: float | None
    high: float
    unit: float
    """mm of paper for one of the wall."""
    upright: bool
    room: Room

    def down(self, height: float) -> float:
        return round((self.high - height) * self.unit, 3)


def draw_wall(
    wall: Elevation, named: Sequence[Named], measured: float | None, room: Room
) -> dict[str, Any]:
    """The wall in one part or several, the scale of all of them, and the height drawn; y is from
    the top. `measured` is how wide the wall is, if that is known; below it stands a table with a
    line for each work."""
    high = max(_WALL, *(spot.top + 100 for spot in wall.spots))
    scale = _scale(wall, high, room)
    drawing = _Drawing(wall, named, measured, high, 1 / scale, _is_upright(wall, scale), room)
    return {
        "scale": f"比例 1:{scale}（{room.paper} 纸）",
        "margin": MARGIN,
        "axis": _AXIS,
        "tall": round(high / scale, 3),
        "heights": [[in_cm(h), drawing.down(h)] for h in (CENTRE, LABEL_CENTRE)],
        "upright": drawing.upright,
        "parts": [_part(part, drawing) for part in stretches(wall, room.across * scale)],
    }


def _scale(wall: Elevation, high: float, room: Room) -> int:
    """The largest at which the wall fits, with its table if that leaves it large enough."""
    table = _HEADER + _LINE * len(wall.spots)

    def fits(scale: int) -> bool:
        down = room.down - (_STANDING if _is_upright(wall, scale) else _LYING)
        below = max(down - table, down * _LEAST_SHARE)
        return wall.width <= room.across * scale and high <= below * scale

    if (whole := next(filter(fits, _SCALES), None)) is not None:
        return whole

    def fits_in_parts(scale: int) -> bool:
        longest = room.across * scale
        return all(part.end - part.start <= longest for part in stretches(wall, longest))

    return next(filter(fits_in_parts, chain((_SCALES[-1], *_SMALLER), count(1000, 1000))))


def _is_upright(wall: Elevation, scale: int) -> bool:
    """Whether numbers stand on end: side by side they would touch."""
    return _pitch(wall.spots) < _ACROSS * scale


def _pitch(spots: Sequence[Spot]) -> float:
    """The least between two nails."""
    pairs = pairwise(spots)
    return min((b.middle - a.middle for a, b in pairs), default=float("inf"))


def _part(part: Stretch, drawing: _Drawing) -> dict[str, Any]:
    def across(x: float) -> float:
        return round((x - part.start) * drawing.unit, 3)

    middles = [across(spot.middle) for spot in part.spots]
    levels = _levels(middles, _UPRIGHT if drawing.upright else _ACROSS)
    measured, end = drawing.measured, drawing.wall.width
    ends = measured is not None and part.start < measured < part.end
    return {
        "wide": across(part.end),
        "left": in_cm(part.start), "right": in_cm(part.end),
        "first": part.start == 0, "last": part.end == end,
        "spots": [
            _spot(spot, level, part, drawing)
            for spot, level in zip(part.spots, levels, strict=True)
        ],
        "levels": max(levels, default=0) + 1,
        "wall_ends": across(measured) if measured and ends else None,
    }  # fmt: skip


def _spot(spot: Spot, level: int, part: Stretch, drawing: _Drawing) -> dict[str, Any]:
    """A work with its label: the left upper corner of each, and its size."""
    unit, room = drawing.unit, drawing.room

    def across(x: float) -> float:
        return round((x - part.start) * unit, 3)

    wide, tall = round(spot.width * unit, 3), round(spot.height * unit, 3)
    return {
        **drawing.named[spot.nth]._asdict(),
        "x": across(spot.x), "y": drawing.down(spot.top), "w": wide, "h": tall,
        "inside": min(wide, tall) >= _INSIDE,
        "middle": across(spot.middle), "level": level,
        "from_left": in_cm(spot.middle), "top": in_cm(spot.top),
        "label": [
            across(spot.right + BESIDE), drawing.down(LABEL_CENTRE + room.label_tall / 2),
            round(room.label_wide * unit, 3), round(room.label_tall * unit, 3),
        ],
    }  # fmt: skip


def _levels(at: Iterable[float], need: float) -> list[int]:
    """On which of some lines each number stands, so that none touches the one before."""
    last = [-need] * _LEVELS
    found = []
    for x in at:
        level = next((n for n, taken in enumerate(last) if x - taken >= need), _LEVELS - 1)
        last[level] = x
        found.append(level)
    return found
