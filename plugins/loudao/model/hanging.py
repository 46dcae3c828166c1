"""A print that belongs on walls, as it would be printed today."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Hanging(NamedTuple):
    """What the record and the round need to know of one print."""

    identity: str
    paper: str
    """The name of the paper, as it is recorded: poster."""
    name: str
    """停水通知（海报）"""
    size: str
    version: str
    former: str
    """The version that an earlier release gave the same sheet; it counts as current."""
    walls: tuple[str, ...]
    """Boards and places in words, one copy each."""
    starts: date | None = None
    ends: date | None = None
    keepers: tuple[str, ...] = ()
    """Who looks after each of the walls; empty where that is the committee."""
