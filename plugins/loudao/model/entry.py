"""One line of an agenda or of a calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from .target import Target


class Entry(NamedTuple):
    """What happens, from when to when (a day counts whole, the last one too), and where."""

    title: str
    starts: date | datetime
    ends: date | datetime | None
    where: str
    target: Target
    who: str = ""
    """Whose turn it is, by the whole name: never on the site."""
    owed: bool = False
    """Whether somebody said that it is done by that day, and it is not yet."""
