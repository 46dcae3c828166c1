"""A volunteer's round: what to hang, to take down, to print again, wall by wall."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from ..model.days import month_and_day
from ..model.hanging import Hanging
from .record import Impression, Record, Standing

Action = Literal["hang", "down", "again", "coming"]
ACTION_NAMES: dict[Action, str] = {
    "hang": "要贴", "down": "要取下", "again": "要换新版", "coming": "快要贴",
}  # fmt: skip

_AHEAD = timedelta(days=7)
"""What starts within a week is got ready on this round."""

NOWHERE = "不知道在哪里"
"""Of what was printed before the record kept walls."""

_PRINTED = "印好了"
PRINTED_NOT_HUNG = f"{_PRINTED}，还没贴上"


class Lost(NamedTuple):
    """What staff are told of a thing that is printed no more."""

    title: str
    why: str
    where: str = NOWHERE
    """For paper of which the record does not know it."""


@dataclass(frozen=True)
class Task:
    """One thing to do at one wall."""

    wall: str
    action: Action
    what: str
    name: str
    size: str
    why: str
    waits: bool = False
    """Whether it is printed, and has only to be hung."""
    slots: str = ""
    """Of a board whose slots are known: 第3格."""
    paper: str = ""
    """Its name, as it is recorded: poster."""
    upkeep: str = ""
    """Who looks after the board that day: 101室，到12月6日."""


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
    for wall, lasting in hanging.places:
        standing = record.standing(hanging.key, hanging.versions, lasting)
        found = _difference(hanging, standing, today)
        if found:
            action, why = found
            waits = action in ("hang", "coming") and standing.waiting is not None
            yield Task(
                wall, action, hanging.identity, hanging.name, hanging.size, why, waits,
                paper=hanging.paper,
            )  # fmt: skip


def _difference(hanging: Hanging, standing: Standing, today: date) -> tuple[Action, str] | None:
    """What to do about a sheet of which some hangs or waits to be hung, and why."""
    up, waiting = standing
    if hanging.ends and hanging.ends < today:
        return ("down", f"{month_and_day(hanging.ends)}到期") if up else None
    starts = hanging.starts if hanging.starts and hanging.starts > today else None
    if waiting and waiting.version in hanging.versions:
        if starts:
            soon = starts - today <= _AHEAD
            return ("coming", f"{month_and_day(starts)}开始，{_PRINTED}") if soon else None
        return "hang", PRINTED_NOT_HUNG
    if paper := waiting or up:
        return (
            None
            if paper.version in hanging.versions
            else ("again", _replaced(paper, hanging, waits=waiting is not None))
        )
    if starts:
        return ("coming", f"{month_and_day(starts)}开始") if starts - today <= _AHEAD else None
    return "hang", f"贴到{month_and_day(hanging.ends)}" if hanging.ends else "还没有印过"


def _replaced(paper: Impression, hanging: Hanging, waits: bool) -> str:
    """墙上是 11月2日印的版 K7Q2，现在是版 M3X9"""
    day = month_and_day(paper.on)
    where = f"{day}印好、还没贴的是" if waits else f"墙上是 {day}印的"
    return f"{where}版 {paper.version}，现在是版 {hanging.version}"


def orphans(
    record: Record,
    hangings: Sequence[Hanging],
    handed_out: Collection[str],
    labels: Mapping[str, str],
    told: Callable[[str], Lost],
) -> Iterator[Task]:
    """What was printed and is printed no more; papers in `handed_out` hang nowhere. `labels` are
    papers as people call them, `told` says what is known of what a sheet hung for."""
    known = {(hanging.identity, hanging.paper) for hanging in hangings}
    for key, impression in record.hung.items():
        if key not in known and impression.down is None and key[1] not in handed_out:
            paper = labels.get(impression.paper, impression.paper)
            lost = told(impression.what)
            why = f"{month_and_day(impression.on)}印的，{lost.why}"
            where, name = impression.where or lost.where, f"{lost.title}（{paper}）"
            yield Task(where, "down", impression.what, name, impression.size, why, paper=key[1])
