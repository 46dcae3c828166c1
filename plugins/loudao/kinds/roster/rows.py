"""What the columns of a roster hold, so that days, doors and numbers are set as what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from ...compose.doors import is_door

Sort = Literal["number", "days", "door", "words"]

_DAYS = re.compile(
    r"(?:\d{4}年)?(\d{1,2})月(\d{1,2})日?(?:[至到—–~-]+(?:(?:\d{4}年)?(\d{1,2})月)?(\d{1,2})日?)?"
)
_NUMBER = re.compile(r"第? ?(\d{1,3}) ?[周班期天轮次]?")
_NUMBERED = ("周次", "班次", "序号", "次序", "编号", "第几周")
_DOORS = ("门牌", "住户", "户", "房号", "门号", "值班", "值班人", "值日", "谁")


def sorts_of(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Sort]:
    """The sort of each column of a table: all of its cells are of that sort, or empty."""
    return [_sort(name, [row[n] for row in rows if row[n]]) for n, name in enumerate(columns)]


def _sort(name: str, cells: Sequence[str]) -> Sort:
    if not cells:
        return "words"
    if all(_DAYS.fullmatch(cell) for cell in cells):
        return "days"
    if name in _NUMBERED and all(_NUMBER.fullmatch(cell) for cell in cells):
        return "number"
    if name in _DOORS and all(is_door(cell) for cell in cells):
        return "door"
    return "words"


def shown(cell: str, sort: Sort) -> Any:
    """A cell as its sort is shown: 11月30日至12月6日 as 11.30 and 12.6, 第 1 周 as 1."""
    if sort == "days" and (found := _DAYS.fullmatch(cell)):
        month, day, last_month, last_day = found.groups()
        last = f"{last_month or month}.{last_day}" if last_day else ""
        return [f"{month}.{day}", last]
    if sort == "number" and (found := _NUMBER.fullmatch(cell)):
        return found[1]
    return cell
