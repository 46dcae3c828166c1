"""Feedback cards 反馈卡: four on a sheet, lines to write on, and what came back of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from ...compose.answers import answer_to
from ...compose.brief import Brief
from ...compose.lists import compose_rows, row_code, told_rows
from ...compose.pieces import Composed, Grid
from ...model.community import Community
from ...model.duty import Duty, Service
from ...model.fields import ListFields
from ...model.problem import Problem
from ...model.roll import Roll
from ...model.scalars import Title
from ...model.sheet import Sheet
from ...model.table import NUMBER, Lists, fill
from ...model.tables import HasTables, RowsOrFile
from ...richtext import render_blocks
from ..kind import Kind, Paper
from ..listing import check_list, rows_of
from .columns import COLUMNS, FILLED, NAME
from .filled import Filled, check_filled, read_cards

_STYLE = "fresh"
_GRID = Grid(95, 138, 2, 2)
_SIDE_MM = 20.0
"""In the hand, which holds the telephone as near as the pen before: most of a card is for words."""

_BLANKS = ("活动", "时间", "地点", "做了什么", "居民评价", "签名")


class CardFields(ListFields, HasTables):
    """Rows hold what is known of each card; rows of `filled` what came back."""

    tables: ClassVar[tuple[str, ...]] = (FILLED,)
    records: ClassVar[frozenset[str]] = frozenset((FILLED,))

    blanks: tuple[Title, ...] = Field(
        default=(), title="要填的", description="反馈卡上一行一项；名单里有同名的列就填好"
    )
    filled: RowsOrFile = Field(
        default=(),
        title="收回的",
        description="填好收回的，一行一张：- {卡号: 3, 日期: 2026-11-20}；或者 收回.xlsx",
    )

    def services(self, lists: Lists, duties: Sequence[Duty]) -> Iterable[Service]:
        """Each card that came back; none of those that cannot be read."""
        for card in read_cards(Filled(lists, duties, self.from_)):
            if card.day:
                yield Service(card.day, card.duty, card.times, card.minutes)


def _fields(sheet: Sheet) -> CardFields:
    assert isinstance(sheet.fields, CardFields)
    return sheet.fields


def _cards(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    fields = _fields(sheet)
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


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    yield from check_list(sheet, community)
    fields = _fields(sheet)
    filled = Filled(
        sheet.lists, community.duties, fields.from_, community.today, community.complete
    )
    yield from check_filled(filled, fields.blanks or _BLANKS, sheet.mark(FILLED))


KIND = Kind(
    name="cards",
    label="反馈卡",
    folder=Path(__file__).parent,
    fields=CardFields,
    source="manifest",
    default_style=_STYLE,
    papers=(Paper("cards", "反馈卡", "cards.typ", _cards, "A4", hangs=False, per_wall=False),),
    check=_check,
    rolls=(
        rows_of(NAME),
        Roll(FILLED, "收回的", COLUMNS),
    ),
)
