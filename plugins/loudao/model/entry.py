"""One line of an agenda or of a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from .days import day_of, month_and_day
from .target import Target


class Entry(NamedTuple):
    """What happens, from when to when (a day counts whole, the last one too), and where."""

    title: str
    starts: date | datetime
    ends: date | datetime | None
    where: str
    target: Target
    who: str = ""
    """Whose turn it is, by the whole name: only to be looked for, never shown."""
    owed: bool = False
    """Whether somebody said that it is done by that day, and it is not yet."""
    keeper: str = ""
    """Whose turn it is, as others may read it."""
    keeps: tuple[str, ...] = ()
    """The ids of the boards that are looked after meanwhile."""

    @property
    def last(self) -> date:
        """The day on which it ends."""
        return day_of(self.ends or self.starts)

    def is_on(self, day: date) -> bool:
        return day_of(self.starts) <= day <= self.last


def upkeep_of(board: str, entries: Iterable[Entry], today: date) -> list[Entry]:
    """Who looks after a board from today on, the next first."""
    found = [entry for entry in entries if board in entry.keeps and entry.last >= today]
    return sorted(found, key=lambda entry: (day_of(entry.starts), entry.last, entry.keeper))


def told_upkeep(board: str, entries: Iterable[Entry], today: date) -> str:
    """101室，到12月6日; empty where nobody looks after it on that day."""
    now = (entry for entry in upkeep_of(board, entries, today) if entry.is_on(today))
    return "；".join(f"{entry.keeper}，到{month_and_day(entry.last)}" for entry in now)
