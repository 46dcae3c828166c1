"""What somebody took on to do, and each time that it was done, as cards that came back say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from .problem import Mark


class Duty(NamedTuple):
    """A post, a pledge: a row of the list that says so."""

    what: str
    mark: Mark
    """Of its row: no two have the same."""
    columns: tuple[str, ...]
    """What a column is called that says which of them is meant, in Chinese first."""
    names: tuple[str, ...] = ()
    """Who took it on, in full or by the door; nobody yet where it is empty."""
    starts: date | None = None
    ends: date | None = None
    """The days of its list; None for an open end."""

    def is_on(self, day: date) -> bool:
        return (self.starts or day) <= day <= (self.ends or day)


class Service(NamedTuple):
    """What one card says was done."""

    day: date
    duty: Duty | None = None
    """None for what nobody had taken on: an event."""
    times: int = 1
    minutes: int = 0
    """In all; 0 where nobody wrote how long."""


class Done(NamedTuple):
    """What came back of one duty."""

    cards: int = 0
    times: int = 0
    minutes: int = 0
    last: date | None = None
    """The day of the latest."""

    @property
    def long(self) -> str:
        """7.5 小时 of 450 minutes, 40 分钟 of 40; empty for none."""
        hours = f"{self.minutes / 60:.1f}".removesuffix(".0")
        if self.minutes < 60:
            return f"{self.minutes} 分钟" if self.minutes else ""
        return f"{hours} 小时"


NOTHING_DONE = Done()


def add_up(services: Iterable[Service]) -> Mapping[Mark, Done]:
    """What was done of each duty of which anything was, by its mark."""
    found: dict[Mark, Done] = {}
    for service in services:
        if service.duty is None:
            continue
        so_far = found.get(service.duty.mark, NOTHING_DONE)
        found[service.duty.mark] = Done(
            so_far.cards + 1,
            so_far.times + service.times,
            so_far.minutes + service.minutes,
            max(so_far.last or service.day, service.day),
        )
    return found
