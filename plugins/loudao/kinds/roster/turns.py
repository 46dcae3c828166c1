"""Who keeps the stairwell when: everyone in turn, for a day, a week or a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import NamedTuple

from ...compose.masks import mask_name
from ...model.days import describe_day, month_and_day
from ...model.sheet import Sheet
from ...model.table import PLACE
from .fields import RosterFields

_MOST = 1_000
"""Turns of one roster: three years of days."""


class Turn(NamedTuple):
    """From the first day to the last one, both counted."""

    starts: date
    ends: date
    who: str
    place: str | None = None
    """The id of the place whose turn it is, where places take turns."""

    @property
    def days(self) -> str:
        """11月30日至12月6日."""
        if self.starts == self.ends:
            return month_and_day(self.starts)
        return f"{month_and_day(self.starts)}至{month_and_day(self.ends)}"


def roster_fields(sheet: Sheet) -> RosterFields:
    assert isinstance(sheet.fields, RosterFields)
    return sheet.fields


def plan_turns(sheet: Sheet) -> list[Turn]:
    """Every turn from the first day to the last; without a last day each has one turn."""
    fields = roster_fields(sheet)
    keepers = _keepers(sheet)
    if not (fields.rotates and fields.from_ and keepers):
        return []
    turns: list[Turn] = []
    starts = fields.from_
    for who, place in cycle(keepers):
        over = fields.until is not None and starts > fields.until
        done = fields.until is None and len(turns) == len(keepers)
        if over or done or len(turns) == _MOST:
            break
        following = _next(starts, fields.turn)
        last = following - timedelta(days=1)
        turns.append(Turn(starts, min(last, fields.until or last), who, place))
        starts = following
    return turns


def by_month(turns: list[Turn]) -> Iterator[tuple[date, list[Turn]]]:
    """The turns of each month, by its first day; one that goes on into the next is in both."""
    months = {day.replace(day=1) for turn in turns for day in (turn.starts, turn.ends)}
    for month in sorted(months):
        following = _next(month, "month")
        yield month, [t for t in turns if t.starts < following and t.ends >= month]


def sheets_of_months(turns: list[Turn]) -> Iterator[tuple[date, list[Turn]]]:
    """The same without a month at either end whose turns all stand on the sheet beside it: a few
    days are no sheet of their own."""
    months = list(by_month(turns))
    if len(months) > 1 and set(months[0][1]) <= set(months[1][1]):
        months = months[1:]
    if len(months) > 1 and set(months[-1][1]) <= set(months[-2][1]):
        months = months[:-1]
    yield from months


def shown_name(sheet: Sheet, turn: Turn) -> str:
    """Who it is, on the site: a household by its door, a person by a masked name."""
    return mask_name(turn.who) if roster_fields(sheet).persons else turn.who


def month_name(month: date) -> str:
    """2026年12月."""
    return describe_day(month).partition("月")[0] + "月"


def _keepers(sheet: Sheet) -> list[tuple[str, str | None]]:
    fields = roster_fields(sheet)
    if fields.each:
        return [(row.cells[PLACE], row.place) for row in sheet.table.rows if row.place]
    return [(name, None) for name in (*fields.households, *fields.persons)]


def _next(day: date, turn: str) -> date:
    """The first day of the turn after the one that begins on `day`.

    A month lasts to its end: what begins on the 10th goes on until the next one does.
    """
    if turn == "day":
        return day + timedelta(days=1)
    if turn == "week":
        return day + timedelta(days=7)
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
