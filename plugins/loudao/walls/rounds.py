"""A volunteer's round: what to hang, to take down, to print again, wall by wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .record import Impression, Record

Action = Literal["hang", "down", "again", "coming"]
ACTION_NAMES: dict[Action, str] = {
    "hang": "要贴", "down": "要取下", "again": "要换新版", "coming": "快要贴",
}  # fmt: skip

_AHEAD = timedelta(days=7)
"""What starts within a week is got ready on this round."""


@dataclass(frozen=True)
class Hanging:
    """A sheet that belongs on walls, as it would be printed today."""

    what: str
    paper: str
    """Its kind of paper: poster."""
    name: str
    """停水通知（海报）"""
    size: str
    version: str
    walls: tuple[str, ...]
    """Boards and places in words, one copy each."""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Task:
    """One thing to do at one wall."""

    wall: str
    action: Action
    what: str
    name: str
    size: str
    why: str


def plan_round(
    hangings: Sequence[Hanging], record: Record, today: date, certain: bool = True
) -> list[Task]:
    """Everything that differs between the walls as recorded and as they should be.

    What hangs for nothing must come down, where `certain` says that `hangings` are all.
    """
    tasks = [task for hanging in hangings for task in _tasks(hanging, record, today)]
    known = {(hanging.what, hanging.paper) for hanging in hangings}
    tasks += _orphans(record, known) if certain else ()
    order: list[Action] = ["down", "hang", "again", "coming"]
    return sorted(tasks, key=lambda task: (task.wall, order.index(task.action), task.name))


def _tasks(hanging: Hanging, record: Record, today: date) -> Iterator[Task]:
    latest = record.latest.get((hanging.what, hanging.paper))
    up = latest if latest and latest.down is None else None
    found = _difference(hanging, up, today)
    if found:
        action, why = found
        for wall in hanging.walls:
            yield Task(wall, action, hanging.what, hanging.name, hanging.size, why)


def _difference(hanging: Hanging, up: Impression | None, today: date) -> tuple[Action, str] | None:
    """What to do about a sheet of which `up` hangs, and why."""
    if hanging.ends and hanging.ends < today:
        return ("down", f"{_day(hanging.ends)}到期") if up else None
    if up and up.version != hanging.version:
        return "again", f"墙上是 {_day(up.on)}印的版 {up.version}，现在是版 {hanging.version}"
    if up:
        return None
    if hanging.starts and hanging.starts > today:
        soon = hanging.starts - today <= _AHEAD
        return ("coming", f"{_day(hanging.starts)}开始") if soon else None
    return "hang", f"贴到{_day(hanging.ends)}" if hanging.ends else "还没有印过"


def _orphans(record: Record, known: Iterable[tuple[str, str]]) -> Iterator[Task]:
    """What was printed and is in no manifest any more."""
    for key, impression in record.latest.items():
        if key not in known and impression.down is None and key[1] in _RECORDED_ON_WALLS:
            name = f"{impression.what.partition(':')[2]}（{impression.paper}）"
            why = f"{_day(impression.on)}印的，清单里已经没有了"
            yield Task("不知道在哪里", "down", impression.what, name, impression.size, why)


_RECORDED_ON_WALLS = frozenset(("poster", "labels", "plate", "sign", "door-plates", "roster"))


def hangs_on_walls(paper: str) -> bool:
    """Whether sheets of this kind hang; letters, cards and books are handed over."""
    return paper in _RECORDED_ON_WALLS


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
