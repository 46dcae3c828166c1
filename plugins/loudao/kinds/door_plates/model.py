"""Door plates 门牌 in batches: a name, a few lines, and the code of the stairwell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from ...compose.brief import Brief
from ...compose.doors import is_door
from ...compose.lists import compose_rows, list_fields, row_code, told_rows
from ...compose.pieces import Composed, Grid
from ...model.fields import ListFields
from ...model.problem import Loc
from ...model.scalars import Words
from ...model.sheet import Sheet
from ...model.table import fill
from ..kind import Kind, Paper
from ..listing import check_list, rows_of

_STYLE = "red"
_GRID = Grid(184, 66, 1, 4)
_SIDE_MM = 34.0
"""On a card of its own that keeps as far from the edge above and below it as beside it."""

_OPENS = {"unit": "扫码看本单元", "building": "扫码看本楼", "courtyard": "扫码看全院"}
"""What the code of a place opens; of any other, the community."""


_PARTY = re.compile("中共|共产党|党员|党支部|党小组|党群")
_OTHER_PARTIES = re.compile("民主党派|民革|民盟|民建|民进|农工党|致公党|九三|台盟")


class DoorPlateFields(ListFields):
    lines: tuple[Words, ...] = Field(
        default=(), title="小字", description="门牌上标题下面的字，例如 {门牌} {姓名}"
    )

    @property
    def with_blanks(self) -> dict[Loc, str]:
        return super().with_blanks | {("lines", n): line for n, line in enumerate(self.lines)}


def _plates(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    fields = list_fields(sheet)
    assert isinstance(fields, DoorPlateFields)
    rows: list[dict[str, Any]] = [
        {
            "words": fields.title,
            "lines": [text for line in fields.lines if (text := fill(line, told.cells))],
            "code": row_code(sheet, told.row, _SIDE_MM),
        }
        for told in told_rows(sheet, brief)
    ]
    return compose_rows(
        sheet, brief, rows, default_style=_STYLE, side_mm=_SIDE_MM, grid=_GRID,
        sets={
            "doors": [_door_in(row["lines"]) for row in rows],
            "party": _is_of_the_party(fields.title),
            "captions": [_opens(row.place or fields.at, brief) for row in sheet.table.rows],
        },
    )  # fmt: skip


def _opens(place_id: str | None, brief: Brief) -> str:
    place = brief.community.network.places.get(place_id or "")
    return _OPENS.get(place.kind, "扫码看社区") if place else "扫码看社区"


def _door_in(lines: Sequence[str]) -> int | None:
    """Which line is the number of the door: it stands out on a plate of its own."""
    return next((n for n, line in enumerate(lines) if is_door(line)), None)


def _is_of_the_party(title: str) -> bool:
    """Whether it speaks of the Party, whose colours are red and gold on every plate."""
    return bool(_PARTY.search(title)) and not _OTHER_PARTIES.search(title)


KIND = Kind(
    name="door-plates",
    label="门牌",
    folder=Path(__file__).parent,
    fields=DoorPlateFields,
    source="manifest",
    default_style=_STYLE,
    papers=(Paper("door-plates", "门牌", "door-plates.typ", _plates, "A4", per_wall=False),),
    check=check_list,
    rolls=(rows_of("门牌"),),
)
