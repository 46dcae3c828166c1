"""The days of a sheet as weeks: those that it names, those on which it hung, holidays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from ..model.days import month_and_day, span_of_days
from ..model.terms import Terms
from ..model.workdays import UNCONFIRMED, day_off, is_workday
from .hung import Spell

_MOST_WEEKS = 11
"""That a first page has room for."""

_DAY = timedelta(days=1)


def weeks_of(
    terms: Terms, spells: Sequence[Spell], counted: Spell | None
) -> list[list[dict[str, Any]]]:
    """Weeks from Monday to Sunday, each day with what is known of it and whether it is one of
    those of `counted` that count; none where there are too many."""
    known = [day for spell in spells for day in (spell.first, spell.last)]
    bounds = [*known, *filter(None, (terms.starts, terms.ends))]
    if not bounds:
        return []
    first = min(bounds) - min(bounds).weekday() * _DAY
    count = (max(bounds) - first).days // 7 + 1
    if count > _MOST_WEEKS:
        return []
    begins, ends = terms.within(counted.first, counted.last) if counted else (date.max, date.min)
    days = [first + n * _DAY for n in range(count * 7)]
    told = [_day(day, terms, spells, begins <= day <= ends) for day in days]
    return [told[n : n + 7] for n in range(0, len(told), 7)]


def _day(day: date, terms: Terms, spells: Sequence[Spell], counts: bool) -> dict[str, Any]:
    meant = (terms.starts or day) <= day <= (terms.ends or day)
    marks = {
        "贴上": any(spell.first == day for spell in spells),
        "取下": any(spell.down == day for spell in spells),
        "看到": any(day in spell.seen for spell in spells),
    }
    return {
        "day": month_and_day(day) if day.day == 1 else str(day.day),
        "meant": meant,
        "hung": any(spell.first <= day <= spell.last for spell in spells),
        "marks": [name for name, is_so in marks.items() if is_so],
        "off": day_off(day),
        "counts": counts and (not terms.working or bool(is_workday(day))),
    }


def days_off(terms: Terms, spell: Spell | None) -> Iterator[str]:
    """Holidays among the days that were counted, day by day what belongs together."""
    if spell is None:
        return
    begins, ends = terms.within(spell.first, spell.last)
    runs: list[tuple[str, date, date]] = []
    for number in range((ends - begins).days + 1):
        day = begins + number * _DAY
        name = day_off(day)
        if runs and runs[-1][0] == name and runs[-1][2] + _DAY == day:
            runs[-1] = (name, runs[-1][1], day)
        else:
            runs.append((name, day, day))
    for name, first, last in runs:
        if name in ("", "周末") and not (name and terms.working):
            continue
        yield f"{span_of_days(first, last)} {name}" + _counted(name, terms)


def _counted(name: str, terms: Terms) -> str:
    if name == UNCONFIRMED:
        return ""
    works = name == "调休上班"
    if terms.working:
        return "，算" if works else "，不算"
    return "" if works else "，照样算"
