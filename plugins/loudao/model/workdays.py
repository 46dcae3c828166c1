"""Days on which offices work 工作日, by the calendar that the State Council gives each year.

The calendar of a year is known once it is announced, late in the year before; the library holds
those that were. A day past them is unconfirmed 未确认, and is never guessed from its weekday.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

_MOST = 4_000
"""Days that are looked through for one that is known: the library's years, and no further."""

UNCONFIRMED = "放假安排未确认"

DaySort = Literal["workday", "weekend", "holiday"]
"""A made-up Sunday is a workday; what is off besides weekends belongs to a holiday."""


class Count(NamedTuple):
    """Workdays among some days, and days of which nobody knows yet."""

    known: int
    unconfirmed: int


def is_workday(day: date) -> bool | None:
    """Whether offices work on `day`, made-up Sundays too; None where that is unconfirmed."""
    import chinese_calendar  # its tables take 15 ms, which only those who count workdays pay

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def sort_of_day(day: date) -> DaySort:
    """What `day` is to who has to keep it; where that is unconfirmed, what its weekday says."""
    import chinese_calendar

    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        off, name = day.weekday() >= 5, None
    if not off:
        return "workday"
    return "holiday" if name else "weekend"


def nth_workday(first: date, number: int) -> date | None:
    """The `number`-th workday from `first` on, which counts if it is one; None if unconfirmed."""
    day, left = first, number
    for _ in range(_MOST):
        works = is_workday(day)
        if works is None:
            return None
        left -= works
        if left <= 0:
            return day
        day += timedelta(days=1)
    return None


def count_workdays(first: date, last: date) -> Count:
    """Those from `first` to `last`, both counted."""
    days = [is_workday(first + timedelta(days=n)) for n in range((last - first).days + 1)]
    return Count(days.count(True), days.count(None))


def day_off(day: date) -> str:
    """What `day` is called by the calendar where that differs from an ordinary workday: 国庆节,
    周末, 调休上班, 放假安排未确认; empty for an ordinary one."""
    import chinese_calendar

    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return UNCONFIRMED
    if not off:
        return "调休上班" if day.weekday() >= 5 else ""
    return next((h.chinese for h in chinese_calendar.Holiday if h.value == name), "周末")
