"""Letters 一封信, numbered, one for each row of a list, and a slip on each that comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from ...compose.brief import Brief
from ...compose.lists import compose_rows, letter, row_code, told_rows
from ...compose.pieces import Composed
from ...model.community import Community
from ...model.fields import ListFields
from ...model.news import News
from ...model.problem import Problem, warning
from ...model.roll import Roll
from ...model.sheet import Sheet
from ...model.table import Lists
from ...model.tables import HasTables, RowsOrFile
from ..kind import Kind, Paper
from ..listing import check_list, rows_of
from .back import COLUMNS, RETURNED, Returned
from .slip import Slips

_STYLE = "plain"
_SIDE_MM = 30.0
_SLIP_SIDE_MM = 20.0
"""In the hand of who sorts them."""


class LetterFields(ListFields, HasTables):
    """Rows hold whom each is to; rows of `returned` which slips came back."""

    tables: ClassVar[tuple[str, ...]] = (RETURNED,)
    records: ClassVar[frozenset[str]] = frozenset((RETURNED,))

    slip: Slips = Field(
        default=None,
        title="回执",
        description="信下面剪下来交回的：{fields: [姓名, 门牌, 意见], by: 2026-12-05}，或者 yes",
    )
    returned: RowsOrFile = Field(
        default=(),
        title="收回的回执",
        description="一行一张：- {回执号: 3, 日期: 2026-12-01}；或者 收回.xlsx",
    )

    def news(self, lists: Lists) -> News | None:
        """How many slips came back, as of the day of the last; of no letter without any."""
        back = Returned(lists, self.from_)
        day = back.last or (self.slip and self.slip.by) or self.from_
        return News(day, None, back.count) if day and back.numbers else None


def _fields(sheet: Sheet) -> LetterFields:
    assert isinstance(sheet.fields, LetterFields)
    return sheet.fields


def _letters(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    slip = _fields(sheet).slip
    rows = [
        letter(sheet, told, brief) | {"code": row_code(sheet, told.row, _SIDE_MM, "扫码回话")}
        for told in told_rows(sheet, brief)
    ]
    if slip:
        # of a letter to a place: whoever sorts the slips sees where one is from
        for row, it in zip(sheet.table.rows, rows, strict=True):
            if row.place:
                it["slip_code"] = row_code(sheet, row, _SLIP_SIDE_MM)
    return compose_rows(
        sheet, brief, rows, default_style=_STYLE, side_mm=_SIDE_MM, sets={"kept_words": []},
        says={
            "code": {},  # each has a code of its own
            **({"slip": slip.told(sheet.fields.from_ or brief.today)} if slip else {}),
        },
    )  # fmt: skip


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    yield from check_list(sheet, community)
    fields = _fields(sheet)
    back = Returned(sheet.lists, fields.from_, community.today)
    yield from back.check()
    by = fields.slip.by if fields.slip else None
    mark = sheet.mark("slip", "by")
    if by and fields.from_ and by < fields.from_:
        what = f"回执 {by} 前交回，比信的日期 {fields.from_} 还早"
        yield Problem(mark, what, "核对 by 和 from")
    elif by and by < community.today and back.missing:
        yield _wanted(back, by, sheet)


def _wanted(back: Returned, by: date, sheet: Sheet) -> Problem:
    """Which are not back: numbers, no names."""
    left = len(back.printed) - len(back.numbers)
    what = f"回执说好 {by} 前交回，还差 {left} 份（{back.count}）：{'、'.join(back.missing)}"
    remedy = f"催一催；收到的写进 {RETURNED}；不等了就拿掉 by"
    return warning(sheet.mark("slip", "by"), what, remedy)


KIND = Kind(
    name="letters",
    label="一封信",
    folder=Path(__file__).parent,
    fields=LetterFields,
    source="manifest",
    default_style=_STYLE,
    papers=(
        Paper("letters", "一封信", "letters.typ", _letters, "A4", hangs=False, per_wall=False),
    ),
    check=_check,
    rolls=(rows_of("姓名"), Roll(RETURNED, "收回的回执", COLUMNS)),
)
