"""A volunteer's round: what to hang, to take down, to print again, wall by wall."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..model.hanging import Hanging
from .record import Impression, Record

Action = Literal["hang", "down", "again", "coming"]
ACTION_NAMES: dict[Action, str] = {
    "hang": "要贴", "down": "要取下", "again": "要换新版", "coming": "快要贴",
}  # fmt: skip

_AHEAD = timedelta(days=7)
"""What starts within a week is got ready on this round."""


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
    hangings: Sequence[Hanging],
    record: Record,
    today: date,
    gone: Iterable[Task] = (),
) -> list[Task]:
    """Everything that differs between the walls as recorded and as they should be, with what is
    `gone` from the manifests."""
    tasks = [task for hanging in hangings for task in _tasks(hanging, record, today)]
    tasks += gone
    order: list[Action] = ["down", "hang", "again", "coming"]
    return sorted(tasks, key=lambda task: (task.wall, order.index(task.action), task.name))


def _tasks(hanging: Hanging, record: Record, today: date) -> Iterator[Task]:
    latest = record.latest.get((hanging.identity, hanging.paper))
    up = latest if latest and latest.down is None else None
    found = _difference(hanging, up, today)
    if found:
        action, why = found
        for wall in hanging.walls:
            yield Task(wall, action, hanging.identity, hanging.name, hanging.size, why)


def _difference(hanging: Hanging, up: Impression | None, today: date) -> tuple[Action, str] | None:
    """What to do about a sheet of which `up` hangs, and why."""
    if hanging.ends and hanging.ends < today:
        return ("down", f"{_day(hanging.ends)}到期") if up else None
    if up and up.version not in (hanging.version, hanging.former):
        return "again", f"墙上是 {_day(up.on)}印的版 {up.version}，现在是版 {hanging.version}"
    if up:
        return None
    if hanging.starts and hanging.starts > today:
        soon = hanging.starts - today <= _AHEAD
        return ("coming", f"{_day(hanging.starts)}开始") if soon else None
    return "hang", f"贴到{_day(hanging.ends)}" if hanging.ends else "还没有印过"


def orphans(
    record: Record, hangings: Sequence[Hanging], handed_out: Collection[str]
) -> Iterator[Task]:
    """What was printed and is in no manifest any more; papers in `handed_out` hang nowhere."""
    known = {(hanging.identity, hanging.paper) for hanging in hangings}
    for key, impression in record.latest.items():
        if key not in known and impression.down is None and key[1] not in handed_out:
            name = f"{impression.what.partition(':')[2]}（{impression.paper}）"
            why = f"{_day(impression.on)}印的，清单里已经没有了"
            yield Task("不知道在哪里", "down", impression.what, name, impression.size, why)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
