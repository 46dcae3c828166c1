"""The meetings of a review: the first on the day that staff wrote, then every so many months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ...model.fields import SheetFields
from ...model.poster import STYLES
from ...model.scalars import Called, Day, Titles, Words
from ...model.sheet import Sheet

_EVERY = {
    "季度": "quarter", "每季度": "quarter", "一季度": "quarter", "三个月": "quarter",
    "半年": "half-year", "每半年": "half-year", "六个月": "half-year",
}  # fmt: skip
_MONTHS = {"quarter": 3, "half-year": 6}
_YEAR = 12
"""Months that are planned where no last day is written."""


def _understood(value: Any) -> Any:
    return _EVERY.get(value.strip(), value) if isinstance(value, str) else value


class ReviewFields(SheetFields):
    """A meeting at which residents go through what was promised."""

    from_: Day | None = Field(
        default=None, alias="from", title="第一次", description="第一次哪天开，例如 2026-12-15"
    )
    until: Day | None = Field(default=None, title="结束", description="排到哪一天；不写就排一年")
    every: Annotated[
        Literal["quarter", "half-year"],
        BeforeValidator(_understood),
        Called({"quarter": "每季度", "half-year": "每半年"}),
    ] = Field(default="quarter", title="多久一次", description="季度、半年")
    hours: Words = Field(default="", title="几点", description="例如 14:30—16:00")
    room: Words = Field(default="", title="在哪里开", description="例如 社区活动室")
    agenda: Titles = Field(default=(), title="议程", description="一条一条写：[听汇报, 逐件评议]")
    text: Words = Field(default="", title="正文", description="可以用 Markdown")
    signature: Words = Field(default="", title="落款", description="不写就是居民委员会")
    style: str | None = Field(default=None, title="样式", description=STYLES)

    @property
    def wall_style(self) -> str | None:
        return self.poster.style or self.style


def review_fields(sheet: Sheet) -> ReviewFields:
    assert isinstance(sheet.fields, ReviewFields)
    return sheet.fields


def plan_meetings(fields: ReviewFields) -> list[date]:
    """The days of all meetings; none where nobody wrote the first."""
    return list(_meetings(fields))


def _meetings(fields: ReviewFields) -> Iterator[date]:
    first, step = fields.from_, _MONTHS[fields.every]
    if first is None:
        return
    number = 0
    while True:
        day = _months_later(first, number * step)
        if number and (day > fields.until if fields.until else number * step >= _YEAR):
            return
        yield day
        number += 1


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
