"""What a round by photo is told, and what it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..model.hanging import Hanging
from .record import Record

Tick = Literal["current", "seen", "stale", "missing", "over", "unknown"]
TICK_NAMES: dict[Tick, str] = {
    "current": "在，是新的", "seen": "在，不知道新旧", "stale": "旧版", "missing": "该在，没看到",
    "over": "不该在了", "unknown": "不认得",
}  # fmt: skip


class Sighting(NamedTuple):
    """One code on one photo."""

    photo: str
    text: str
    code: str = ""
    """Where it is one of this site; empty for a code of elsewhere."""
    version: str = ""


class Ticked(NamedTuple):
    """One thing on a wall, or missing from it."""

    wall: str
    """Empty where nobody can tell."""
    tick: Tick
    what: str
    """What the ledger calls it; of what it does not know, what the code says."""
    name: str
    size: str
    why: str
    photos: tuple[str, ...] = ()


class Gone(NamedTuple):
    """What a code stood for that stands for nothing now."""

    what: str
    name: str
    why: str


@dataclass(frozen=True)
class Expected:
    """What should hang, and what codes on walls may be."""

    hangings: Sequence[Hanging]
    """What is handed out and hangs nowhere too, without walls."""
    record: Record
    codes: Mapping[str, str]
    """Of the ledger, what each stands for."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What that is called."""
    gone: Mapping[str, Gone] = field(default_factory=dict)
    """By code."""
    links: frozenset[str] = frozenset()
    """Addresses of elsewhere that stand on sheets of ours."""
