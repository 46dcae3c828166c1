"""Days as people write them."""

from __future__ import annotations

from datetime import date, datetime


def describe_day(day: date) -> str:
    """2026年11月1日."""
    return f"{day.year}年{month_and_day(day)}"


def month_and_day(day: date) -> str:
    """11月1日."""
    return f"{day.month}月{day.day}日"


def span_of_days(starts: date, ends: date) -> str:
    """11月30日至12月6日; one day by itself."""
    if starts == ends:
        return month_and_day(starts)
    return f"{month_and_day(starts)}至{month_and_day(ends)}"


def day_near(day: date, today: date) -> str:
    """11月20日; with its year where that is not the one of `today`."""
    return month_and_day(day) if day.year == today.year else describe_day(day)


def day_of(moment: date | datetime) -> date:
    """The day of a moment; a day as it is."""
    return moment.date() if isinstance(moment, datetime) else moment


def describe_days(starts: date | None, ends: date | None) -> str:
    """2026年11月1日至8日 in as few words as are clear; an open end is said too."""
    if starts and ends:
        year = f"{ends.year}年" if ends.year != starts.year else ""
        return f"{describe_day(starts)}至{year}{month_and_day(ends)}"
    return f"{describe_day(starts)}起" if starts else (f"至{describe_day(ends)}" if ends else "")
