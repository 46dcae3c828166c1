"""A print that belongs on walls, as it would be printed today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
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
    codes: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """What its codes open, and which versions below each are current; none where a code bears none.
    Addresses of elsewhere are not among them."""
    wall_ids: tuple[str, ...] = ()
    """Of each wall what is lasting, board:east or place:c/3; empty where it is one alone."""

    @property
    def key(self) -> tuple[str, str]:
        """As it is recorded."""
        return self.identity, self.paper

    @property
    def versions(self) -> tuple[str, str]:
        """Those of the whole that are current."""
        return self.version, self.former

    @property
    def places(self) -> list[tuple[str, str]]:
        """Each wall in words, and its lasting name; empty of one that is alone."""
        return list(zip(self.walls, self.wall_ids or [""] * len(self.walls), strict=True))

    def id_of(self, wall: str) -> str:
        """The lasting name of one of several walls; empty for any other."""
        return dict(self.places).get(wall, "")

    def is_due(self, today: date) -> bool:
        """Whether it is to hang today."""
        return (self.starts or today) <= today <= (self.ends or today)
