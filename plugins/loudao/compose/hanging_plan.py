"""The hanging plan 布展图 of a set of works: each wall drawn to scale, and a table to hang by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any, NamedTuple

from ..model.fields import WorksFields
from ..model.note import Note
from ..model.sheet import Sheet
from ..model.work import Work
from .brief import Brief, compose_sheet, dotted
from .draughting import Named, Room, draw_wall
from .elevation import CENTRE, HIGHEST, Elevation, Spot, elevate, in_cm
from .hung_size import HungSize, hung_size
from .labels import label_layout
from .pieces import Code, Composed, Grid
from .rows import Row, gap_of, rows_of, told_of_known, told_short
from .sizes import size_mm
from .works import Hung, hung_works

_SIDE = 25.0
"""Of its code in mm: read in the hand."""

_STYLE = "plain"
"""A drawing to work by is the same in every style."""


class _Wall(NamedTuple):
    row: Row
    sizes: list[HungSize]
    elevation: Elevation
    numbers: list[int]
    """Of its works, as the whole sheet counts them."""


def hanging_plan(sheet: Sheet, brief: Brief) -> Composed:
    """A4 on its side where nothing else is asked for; a page or more for each floor."""
    shown = {hung.work.slug: hung for hung in hung_works(sheet, brief)}
    walls = _walls(sheet, shown)
    size = brief.manner.size or "A4"
    label = label_layout(len(sheet.fields.all_works))[0]
    room = Room(size, *size_mm(size, lying=True), label.wide, label.tall)
    lying = [hung.work for hung in shown.values() if not hung.work.mounting.hangs]
    rows = [_rows(wall) for wall in walls]
    return compose_sheet(
        brief,
        f"{sheet.fields.title} 布展图",
        {
            "where": dotted((brief.community.where(sheet), brief.committee)),
            "rules": _rules(label, any(wall.row.floor for wall in walls)),
            "walls": [_said(wall, told) for wall, told in zip(walls, rows, strict=True)],
            "not_hung": [dotted((work.title, *work.made_as, work.size)) for work in lying],
            "code": Code(sheet.identity, _SIDE, "扫码看作品"),
        },
        sets={
            "drawn": [
                draw_wall(wall.elevation, _drawn(wall), wall.row.wall, room) for wall in walls
            ],
            "codes": [[_characters(sheet, brief, work) for work in w.row.works] for w in walls],
        },
        size=size,
        lying=True,
        style=_STYLE,
        default_style=_STYLE,
        side_mm=_SIDE,
        called=sheet.fields.title,
        weight=len(shown),
        notes=_notes(walls, gap_of(sheet.fields)),
    )


def _walls(sheet: Sheet, shown: dict[str, Hung]) -> list[_Wall]:
    assert isinstance(sheet.fields, WorksFields)
    gap, numbers = gap_of(sheet.fields), count(1)
    walls = []
    for row in rows_of(sheet.fields, [hung.work for hung in shown.values()]):
        pictures = [shown[work.slug].picture for work in row.works]
        sizes = [
            hung_size(work, picture.aspect if picture else None)
            for work, picture in zip(row.works, pictures, strict=True)
        ]
        elevation = elevate([size[:2] for size in sizes], gap, row.wall)
        walls.append(_Wall(row, sizes, elevation, [next(numbers) for _ in row.works]))
    return walls


def _notes(walls: Sequence[_Wall], gap: float) -> list[Note]:
    """What of it cannot be hung so; what sizes that staff wrote tell by themselves is told with
    the manifest."""
    notes = []
    for row, sizes, elevation, _ in walls:
        if not told_of_known(row, gap) and (short := told_short(row, sizes, gap)):
            notes.append(short._replace(what=f"{short.what}（没有写尺寸的按估的算）"))
        for work, size, spot in zip(row.works, sizes, elevation.spots, strict=True):
            if spot.is_high:
                notes.append(_tall(work, size, spot))
    return notes


def _tall(work: Work, size: HungSize, spot: Spot) -> Note:
    high, top, bottom = map(in_cm, (spot.height, spot.top, spot.bottom))
    guessed = "（估）" if size.guessed else ""
    where = f"上边到 {top} 厘米，下边离地只有 {bottom} 厘米"
    remedy = "换一面高的墙；量一量，把外框尺寸写在 frame"
    return Note(f"“{work.title}”挂起来有 {high} 厘米高{guessed}，{where}", remedy)


def _rules(label: Grid, in_stairs: bool) -> list[str]:
    """What the drawing goes by, and what it does not know."""
    rules = [
        f"每件正中离地 {CENTRE / 10:g} 厘米，大的上边不过 {HIGHEST / 10:g} 厘米。"
        f"展签 {label.wide / 10:g}×{label.tall / 10:g} 厘米，在右边，正中离地 130 厘米。",
        "单位厘米。“离左端”从墙的左端量到作品正中，钉子在这里；钉子比上边低多少，把挂绳绷紧了量。",
        "“估”没有量过：按照片的形状，或者原作加上装裱平常有的宽窄算，钉以前量一量。",
    ]
    stairs = "楼梯边的墙，高度从作品下面那一级踏步量起。"
    return [*rules, stairs] if in_stairs else rules


def _said(wall: _Wall, rows: list[list[str]]) -> dict[str, Any]:
    row, elevation = wall.row, wall.elevation
    short = row.wall is not None and row.wall < elevation.width
    wide = in_cm(row.wall or elevation.width)
    known = f"墙宽 {wide} 厘米" if row.wall else f"没有写墙宽，这样挂至少要 {wide} 厘米"
    return {
        "called": f"{row.floor}层" if row.floor else "墙面",
        "facts": [
            known,
            *([f"间距 {in_cm(elevation.gap)} 厘米"] if len(row.works) > 1 else []),
            f"{len(row.works)} 件",
        ],
        "short": f"墙不够宽：这样挂要 {in_cm(elevation.width)} 厘米" if short else "",
        "rows": rows,
    }


def _drawn(wall: _Wall) -> list[Named]:
    works = zip(wall.numbers, wall.row.works, wall.sizes, strict=True)
    return [Named(number, work.title, size.guessed) for number, work, size in works]


def _rows(wall: _Wall) -> list[list[str]]:
    """The table: number, title, size, mounting, size as it hangs, from the left, upper edge."""
    found = []
    for work, size, spot, number in zip(
        wall.row.works, wall.sizes, wall.elevation.spots, wall.numbers, strict=True
    ):
        title = f"{work.title}（{work.artist}）" if work.artist else work.title
        mount = work.mount or (work.form if work.mounting.words else "") or ""
        found.append([
            str(number), title, str(work.size or ""), mount, str(size),
            in_cm(spot.middle), _edge(spot),
        ])  # fmt: skip
    return found


def _edge(spot: Spot) -> str:
    """Of what is large the lower edge too, which somebody may kick."""
    return in_cm(spot.top) + (f"（下边 {in_cm(spot.bottom)}）" if spot.is_low else "")


def _characters(sheet: Sheet, brief: Brief, work: Work) -> str:
    """The code that its label bears; nothing before one was printed."""
    identity = sheet.work_identity(work)
    return brief.codes.characters(identity) if brief.codes.is_bound(identity) else ""
