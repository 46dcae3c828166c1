"""Works by the walls that they hang on, one row on each floor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from ..model.fields import SheetFields, WorksFields
from ..model.note import Note
from ..model.wall import wall_on
from ..model.work import Work
from .elevation import fitting, least_gap, least_width
from .hung_size import HungSize, known_size
from .labels import label_layout


class Row(NamedTuple):
    """What hangs on one floor."""

    floor: int | None
    """None for works that nobody said the floor of."""
    wall: float | None
    """mm; None where nobody wrote it."""
    works: tuple[Work, ...]

    @property
    def called(self) -> str:
        """2层的墙"""
        return f"{self.floor}层的墙" if self.floor else "墙"


def rows_of(fields: WorksFields, works: Iterable[Work]) -> list[Row]:
    """The floors from the ground up, each with those of `works` that hang, in their order; works
    that lie in a case or stand on a table are in none."""
    floors: dict[int | None, list[Work]] = {}
    for work in works:
        if work.mounting.hangs:
            floors.setdefault(work.floor, []).append(work)
    order = sorted(floors, key=lambda floor: floor or 0)
    return [Row(it, wall_on(fields.wall, it), tuple(floors[it])) for it in order]


def gap_of(fields: SheetFields) -> float:
    """The least between two works, mm: their labels stand there."""
    return least_gap(label_layout(len(fields.all_works))[0].wide)


def told_short(row: Row, sizes: Sequence[HungSize | None], gap: float) -> Note | None:
    """That a wall is too short for its works, if it is; a size that is None is not counted."""
    widths = [size.width for size in sizes if size]
    needed = least_width(widths, gap)
    if row.wall is None or not widths or needed <= row.wall:
        return None
    what = f"{row.called} {_metres(row.wall)} 米，{len(widths)} 件作品加间距要 {_metres(needed)} 米"
    if unknown := len(sizes) - len(widths):
        what += f"，还有 {unknown} 件没有写尺寸，没有算"
    return Note(what, f"{_remedy(fitting(widths, gap, row.wall), unknown)}；墙量错了就改 wall")


def _remedy(room: int, unknown: int) -> str:
    """What can be done where so many, from the first, have room."""
    if unknown:
        return "改几件的 floor 挂到别的层"
    return f"一排挂得下前 {room} 件，其余的改 floor 挂到别的层" if room else "换一面墙，改 floor"


def told_of_known(row: Row, gap: float) -> Note | None:
    """The same by the sizes that staff wrote."""
    return told_short(row, [known_size(work) for work in row.works], gap)


def _metres(length: float) -> str:
    """Whole centimetres: what is needed is said no smaller than it is."""
    return f"{ceil(length / 10 - 1e-6) / 100:.2f}".rstrip("0").rstrip(".")
