"""Hours as they are written and as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta


def spell_clock(minutes: int) -> str:
    """8:00"""
    return f"{minutes // 60}:{minutes % 60:02d}"


def say_clock(minutes: int) -> str:
    """8点, 下午2点半: as people say it."""
    hour, minute = divmod(minutes, 60)
    part = "下午" if 12 < hour < 18 else "晚上" if 18 <= hour < 24 else ""
    ending = "半" if minute == 30 else f"{minute}分" if minute else ""
    return f"{part}{hour - 12 if part else hour}点{ending}"


def say_span(clocks: Iterable[int]) -> str:
    """8点到12点: from the first to the last, in minutes since midnight."""
    return "到".join(map(say_clock, clocks))


def said_once(hours: str) -> str:
    """下午2点半到4点 instead of 下午2点半到下午4点."""
    return re.sub(r"^(下午|晚上)(.*到)\1", r"\1\2", hours)


def span_on(day: date, clocks: Sequence[int]) -> tuple[date | datetime, datetime | None]:
    """From when to when that is on a day, by one or two clocks; without any the whole day."""
    if not clocks:
        return day, None
    starts, *ends = (datetime.combine(day, time()) + timedelta(minutes=clock) for clock in clocks)
    return starts, ends[0] if ends else None
