"""How long something lasts, in days or in workdays: 5天, 5个工作日."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from .numerals import NUMERAL, read_numeral
from .scalars import fault
from .workdays import Count, count_workdays, nth_workday

_STRETCH = re.compile(rf"(\d{{1,3}}|{NUMERAL})\s*个?\s*(天|日|自然日|日历日|工作日|工作天)?")
_HOW = "写成 7天 或者 5个工作日"


class Stretch(NamedTuple):
    """So many days, each counted or only those on which offices work."""

    number: int
    working: bool = False

    @property
    def words(self) -> str:
        """5 个工作日."""
        return f"{self.number} {self.unit}"

    @property
    def unit(self) -> str:
        return "个工作日" if self.working else "天"

    def last_day(self, first: date) -> date | None:
        """The day on which it ends if `first` counts; None where that is unconfirmed."""
        if self.working:
            return nth_workday(first, self.number)
        return first + timedelta(days=self.number - 1)

    def days_in(self, first: date, last: date) -> Count:
        """Days of its sort from `first` to `last`, both counted."""
        if self.working:
            return count_workdays(first, last)
        return Count(max(0, (last - first).days + 1), 0)


def _parse(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _STRETCH.fullmatch(unicodedata.normalize("NFKC", value.strip()))
    number = _number(found[1]) if found else None
    if found is None or number is None:
        raise fault(f"看不懂“{value}”是多少天", _HOW)
    if not 1 <= number <= 400:
        raise fault(f"“{value}”不是一段日子", "最少 1 天，最多 400 天")
    return Stretch(number, (found[2] or "").startswith("工作"))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else read_numeral(text)


StretchOfDays = Annotated[
    Stretch,
    BeforeValidator(_parse),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["7天", "5个工作日"]}),
]
