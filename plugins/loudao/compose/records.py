"""Records of what came back: each row bears the number that stood on the paper, and its day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from ..model.days import day_near
from ..model.duty import Done
from ..model.problem import Mark
from ..model.roll import Column
from ..model.table import NUMBER, Row, Table
from .cells import Cells

_AROUND_NUMBER = re.compile(r"^(?:编号|第|No\.?|№)\s*[:：]?\s*|\s*[号张份]$", re.IGNORECASE)


def in_our_words(table: Table, columns: Sequence[Column]) -> Table:
    """The same with columns called as ours, whatever else they mean the same by: 编号 or number."""
    meant = {name: column.key for column in columns for name in column.names}
    ours = {name: meant.get(name.strip().casefold(), name) for name in table.columns}
    if all(name == own for name, own in ours.items()):
        return table
    rows = tuple(_renamed(row, ours) for row in table.rows)
    return replace(table, columns=tuple(ours.values()), rows=rows)


def _renamed(row: Row, ours: Mapping[str, str]) -> Row:
    cells: dict[str, str] = {}
    written: dict[str, str] = {}
    for name, cell in row.cells.items():
        if cell or ours[name] not in cells:
            cells[ours[name]] = cell
            written[ours[name]] = name
    return row._replace(cells=cells, cell=partial(_mark_of, row, written))


def _mark_of(row: Row, written: Mapping[str, str], column: str) -> Mark:
    return row.mark_of(written.get(column, column))


def numbers_of(table: Table) -> dict[str, Row]:
    """The numbers of its papers as they stand on them, each with its row: a list may have a column
    of them, else they are counted."""
    rows = enumerate(table.rows, 1)
    return {row.cells.get(NUMBER) or f"{number:04}": row for number, row in rows}


def plain_number(written: str) -> str:
    """What of a number tells it from others: 第 0003 号 and 3 are one."""
    bare = _AROUND_NUMBER.sub("", unicodedata.normalize("NFKC", written).strip()).strip()
    return bare.lstrip("0") or bare if bare.isdecimal() else bare.casefold()


def read_number(cells: Cells, column: str, printed: Mapping[str, str], called: str) -> str:
    """Which paper a row is of, as it stands on that; empty where none is named, or none is known.

    `printed` are the numbers of all papers by what is plain of them, `called` what they are: 卡."""
    written = cells.words(column)
    number = printed.get(plain_number(written), "") if written else ""
    if written and printed and not number:  # where nothing is printed, that is told already
        what = f"没有第 {written} 号{called}，最后一张是 {list(printed.values())[-1]}"
        cells.fault(what, f"看着纸上的号码，核对 {column}", column)
    return number


def read_day(cells: Cells, column: str, since: date | None, today: date) -> date | None:
    """The day of a row: not before its paper was there, and none that is still to come."""
    day = cells.day(column)
    if day and day > today:
        cells.fault(f"{column} {day} 还没有到", f"核对 {column}，年份对不对", column)
    elif day and since and day < since:
        what = f"{column} {day} 的时候还没有印，纸上的日期是 {since}"
        cells.fault(what, f"核对 {column}；早就印了的，改上面的 from", column)
    return day


def tell_repeated(read: Iterable[tuple[str, Cells]], column: str, remedy: str) -> None:
    """Faults the cells of each row whose number stood in a row above."""
    first: dict[str, Mark] = {}
    for number, cells in read:
        mark = cells.row.mark_of(column)
        if number and number in first:
            cells.fault(f"第 {number} 号第 {first[number].line} 行写过了", remedy, column)
        elif number:
            first[number] = mark


def say_done(done: Done, today: date) -> list[str]:
    """收回反馈卡 3 张, 4.5 小时, 最近 11月20日; nothing where none came back."""
    if done.last is None:
        return []
    times = f"做了 {done.times} 次" if done.times != done.cards else ""
    last = f"最近 {day_near(done.last, today)}"
    return [*filter(None, (f"收回反馈卡 {done.cards} 张", times, done.long, last))]
