"""Feedback cards 反馈卡: four on a sheet, lines to write on, what is known filled in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import Field

from ...compose.brief import Brief
from ...compose.lists import compose_rows, list_fields, row_code, told_rows
from ...compose.pieces import Composed, Grid
from ...model.fields import ListFields
from ...model.scalars import Title
from ...model.sheet import Sheet
from ...model.table import NUMBER, fill
from ...richtext import render_blocks
from ..kind import Kind, Paper
from ..listing import check_list
from .answers import answer_to

_STYLE = "fresh"
_GRID = Grid(95, 138, 2, 2)
_SIDE_MM = 20.0
"""In the hand, which holds the telephone as near as the pen before: most of a card is for words."""

_BLANKS = ("活动", "时间", "地点", "做了什么", "居民评价", "签名")


class CardFields(ListFields):
    blanks: tuple[Title, ...] = Field(
        default=(), title="要填的", description="反馈卡上一行一项；名单里有同名的列就填好"
    )


def _cards(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    fields = list_fields(sheet)
    assert isinstance(fields, CardFields)
    blanks = fields.blanks or _BLANKS
    rows = [
        {
            "title": fields.title,
            "number": f"{NUMBER} {told.cells[NUMBER]}",
            "fields": [(name, told.known.get(name, "")) for name in blanks],
            "note": render_blocks(fill(fields.text, told.cells)),
            "code": row_code(sheet, told.row, _SIDE_MM),
        }
        for told in told_rows(sheet, brief)
    ]
    return compose_rows(
        sheet, brief, rows, default_style=_STYLE, side_mm=_SIDE_MM, grid=_GRID,
        sets={"answers": [answer_to(name) for name in blanks], "kept_words": []},
    )  # fmt: skip


KIND = Kind(
    name="cards",
    label="反馈卡",
    folder=Path(__file__).parent,
    fields=CardFields,
    source="manifest",
    default_style=_STYLE,
    papers=(Paper("cards", "反馈卡", "cards.typ", _cards, "A4", hangs=False, per_wall=False),),
    check=check_list,
)
