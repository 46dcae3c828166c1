"""What a sheet promises of the days on which it hangs, where that has to be shown afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from .stretch import Stretch
from .workdays import Count


class Terms(NamedTuple):
    """From when to when it is to hang, how many of these days are asked for, and by what."""

    starts: date | None
    ends: date | None
    least: Stretch | None = None
    """What its rule asks for, else what it says itself; None where only its dates say."""
    source: str = ""
    """Where that stands: 《山东省村务公开条例》第十三条; empty where it says so itself."""
    first_counts: bool = True
    """Whether the day on which it is hung counts."""
    facts: tuple[tuple[str, str], ...] = ()
    """What else is told of it: 公开什么, 财务公开."""
    whom: tuple[str, str] = ("", "")
    """Who answers objections, and by which phone."""
    place: str = ""
    """Where objections may be left."""

    @property
    def asked(self) -> Stretch | None:
        """The days that it has to hang; None for one that hangs for ever."""
        if self.least or self.starts is None or self.ends is None:
            return self.least
        days = (self.ends - self.starts).days + self.first_counts
        return Stretch(days) if days > 0 else None

    @property
    def working(self) -> bool:
        return bool(self.least and self.least.working)

    def within(self, first: date, last: date) -> tuple[date, date]:
        """The days of its own that count of those from `first` to `last`; none where they end
        before they begin."""
        begins = max(first, self.starts or first)
        if not self.first_counts:
            begins += timedelta(days=1)
        return begins, min(last, self.ends or last)

    def days_in(self, first: date, last: date) -> Count:
        """Days of the sort that is asked for, among its own and those from `first` to `last`."""
        begins, ends = self.within(first, last)
        return Stretch(1, self.working).days_in(begins, ends) if begins <= ends else Count(0, 0)
