"""Who keeps the stairwell when: everyone in turn, for a day, a week or a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ...compose.masks import shown_as
from ...model.days import describe_day, span_of_days
from ...model.sheet import Sheet
from ...model.table import PLACE
from ...model.workdays import is_workday, sort_of_day
from .fields import RosterFields, Swap
from .rotation import Slot, rotate

UNCONFIRMED = "未确认"

_MOST = 1_000
"""Turns of one roster: three years of days."""


class Turn(NamedTuple):
    """From the first day to the last one, both counted."""

    starts: date
    ends: date
    who: str
    place: str | None = None
    """The id of the place whose turn it is, where places take turns."""
    unconfirmed: bool = False
    """Whether it may be a day off: the holidays of its year are not announced."""

    @property
    def days(self) -> str:
        """11月30日至12月6日."""
        return span_of_days(self.starts, self.ends)

    @property
    def told_days(self) -> str:
        """The same, 1月1日（未确认） where it may be a day off."""
        return self.days + (f"（{UNCONFIRMED}）" if self.unconfirmed else "")


def roster_fields(sheet: Sheet) -> RosterFields:
    assert isinstance(sheet.fields, RosterFields)
    return sheet.fields


def plan_turns(sheet: Sheet) -> list[Turn]:
    """Every turn from the first day to the last; without a last day as many as there are keepers.

    Those whom it falls to are there, and swaps are made; a turn that nobody can keep is left out.
    """
    return [turn for turn in _all_turns(sheet) if turn.who]


def unkept(sheet: Sheet) -> list[Turn]:
    """Turns for which all are away: without a keeper."""
    return [turn for turn in _all_turns(sheet) if not turn.who]


def turn_on(turns: Sequence[Turn], day: date) -> int | None:
    """The number of the turn that holds a day."""
    return next((n for n, turn in enumerate(turns) if turn.starts <= day <= turn.ends), None)


def is_away(fields: RosterFields, who: str, starts: date, ends: date) -> bool:
    """Whether somebody is away on one of the days."""
    return any(a.who == who and a.from_ <= ends and a.last >= starts for a in fields.away)


def keepers_of(sheet: Sheet) -> list[tuple[str, str | None]]:
    """Who takes turns, and of which place; a person of none."""
    fields = roster_fields(sheet)
    if fields.each:
        return [(row.cells[PLACE], row.place) for row in sheet.table.rows if row.place]
    return [(name, None) for name in (*fields.households, *fields.persons)]


def _all_turns(sheet: Sheet) -> list[Turn]:
    turns = _turns_as_they_fall(sheet)
    for swap in roster_fields(sheet).swaps:
        _make(swap, turns)
    return turns


def idle_swaps(sheet: Sheet) -> Iterator[tuple[int, Turn, Turn]]:
    """The number of each swap after which everybody keeps what they kept, with its two turns."""
    turns = _turns_as_they_fall(sheet)
    for number, swap in enumerate(roster_fields(sheet).swaps):
        one, other = turn_on(turns, swap.on), turn_on(turns, swap.with_)
        if one is not None and other is not None and turns[one].who == turns[other].who:
            yield number, turns[one], turns[other]
        _make(swap, turns)


def _make(swap: Swap, turns: list[Turn]) -> None:
    """The keepers of its two turns changed about."""
    one, other = turn_on(turns, swap.on), turn_on(turns, swap.with_)
    if one is not None and other is not None:
        a, b = turns[one], turns[other]
        turns[one] = a._replace(who=b.who, place=b.place)
        turns[other] = b._replace(who=a.who, place=a.place)


def _turns_as_they_fall(sheet: Sheet) -> list[Turn]:
    """Before anybody swaps."""
    fields, keepers = roster_fields(sheet), keepers_of(sheet)
    if not (fields.rotates and fields.from_ and keepers):
        return []
    slots = list(_slots(fields, fields.from_, len(keepers)))
    chosen = rotate(
        slots,
        len(keepers),
        lambda n, slot: is_away(fields, keepers[n][0], slot.starts, slot.ends),
    )
    nobody = ("", None)
    return [
        Turn(it.starts, it.ends, *(nobody if n is None else keepers[n]), it.unconfirmed)
        for it, n in zip(slots, chosen, strict=True)
    ]


def _slots(fields: RosterFields, starts: date, keepers: int) -> Iterator[Slot]:
    """Turns of a day are shared out by what the day is; those of a week or a month are alike."""
    given = 0
    for _ in range(_MOST):
        if (fields.until and starts > fields.until) or (not fields.until and given == keepers):
            return
        following = _next(starts, fields.turn)
        last = following - timedelta(days=1)
        sort = sort_of_day(starts) if fields.turn == "day" else fields.turn
        if sort not in fields.off:
            given += 1
            unconfirmed = bool(fields.off) and fields.turn == "day" and is_workday(starts) is None
            yield Slot(starts, min(last, fields.until or last), sort, unconfirmed)
        starts = following


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


def shown_name(sheet: Sheet, turn: Turn, today: date) -> str:
    """Who it is, on the site: a household by its door, a person by a masked name; by the whole one
    where everybody on the list signed for that."""
    fields = roster_fields(sheet)
    signed = fields.consent
    agreed = bool(signed and signed.holds(today) and signed.covers("web"))
    return shown_as(turn.who, agreed) if fields.persons else turn.who


def month_name(month: date) -> str:
    """2026年12月."""
    return describe_day(month).partition("月")[0] + "月"


def _next(day: date, turn: str) -> date:
    """The first day of the turn after the one that begins on `day`.

    A month lasts to its end: what begins on the 10th goes on until the next one does.
    """
    if turn == "day":
        return day + timedelta(days=1)
    if turn == "week":
        return day + timedelta(days=7)
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
