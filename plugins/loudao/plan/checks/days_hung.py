"""Sheets that have to hang for some days: whether they did, told while it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ...model.problem import Problem, warning
from ...walls.shortfalls import Shortfall, shortfalls
from ..evidence import Evidence

_REMEMBERED = timedelta(days=60)
"""For so long after its end a fault can still be mended; then only the evidence tells it."""


def check_days_hung(kept: Iterable[Evidence], today: date) -> Iterator[Problem]:
    """A reminder for each fault that somebody can do something about, and how it came to it."""
    for one in kept:
        fields = one.sheet.fields
        if one.noted is None or (fields.until and today - fields.until > _REMEMBERED):
            continue
        found = list(shortfalls(one.terms, one.spells, today, f'"{fields.title}"'))
        grave = [short for short in found if short.grave]
        why = "；".join(short.what for short in found if not short.grave and not short.remedy)
        for number, short in enumerate(grave):
            told = "；".join(filter(None, ("" if number else why, short.what)))
            yield _reminder(one, short, told)


def _reminder(one: Evidence, short: Shortfall, told: str) -> Problem:
    points = one.sheet.marks.points
    loc = next((loc for loc in (("until",), ("days",), ("from",)) if loc in points), ())
    return warning(one.sheet.mark(*loc), f"“{one.sheet.fields.title}”{told}", short.remedy)
