"""The agenda: what to print, to hang, to take down and to renew, day by day, and who sees to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from ..model.days import month_and_day
from ..model.hanging import Hanging
from .record import Record, Standing
from .rounds import PRINTED_NOT_HUNG, Task

Doing = Literal["down", "print", "hang", "again", "renew", "happens"]
DOINGS: dict[Doing, str] = {
    "down": "要取下", "print": "要印", "hang": "要贴", "again": "要换新版",
    "renew": "要续签", "happens": "有安排",
}  # fmt: skip

_DAY = timedelta(days=1)


class Item(NamedTuple):
    """One thing to do on one day, at one wall."""

    day: date
    doing: Doing
    what: str
    """What it is of, as the ledger calls it."""
    name: str
    where: str
    """The wall, in words; empty where it is nowhere in particular."""
    who: str
    """Who sees to it, as others may read it; empty for the committee."""
    why: str
    whose: str = ""
    """The same by the whole name, where that is another: looked for, and never shown."""

    @property
    def said(self) -> str:
        """Where, why and by whom, where its name does not say that."""
        who = "" if self.name.endswith(self.who) else self.who
        return "　".join(filter(None, (self.where, self.why, who)))


def plan_agenda(
    hangings: Sequence[Hanging],
    record: Record,
    today: date,
    days: int,
    gone: Iterable[Task] = (),
    others: Iterable[Item] = (),
) -> list[Item]:
    """What is to be done from `today` on for `days` days; what is late counts as of today.

    `gone` hangs for nothing any more; `others` are known to nobody but who asks.
    """
    last = today + (days - 1) * _DAY
    items = [item for hanging in hangings for item in _items(hanging, record, today)]
    items += [Item(today, "down", t.what, t.name, t.wall, "", t.why) for t in gone]
    items += others
    order = list(DOINGS)
    due = (item for item in items if today <= item.day <= last)
    return sorted(due, key=lambda i: (i.day, order.index(i.doing), i.where, i.name))


def _items(hanging: Hanging, record: Record, today: date) -> Iterator[Item]:
    keepers = (*hanging.keepers, *[""] * len(hanging.walls))
    for number, (wall, lasting) in enumerate(hanging.places):
        keeper = keepers[number]
        standing = record.standing(hanging.key, hanging.versions, lasting)
        for day, doing, why in _doings(hanging, standing, today):
            if doing == "print":  # once for all walls, by the committee
                if number == 0:
                    yield Item(day, doing, hanging.identity, hanging.name, wall, "", why)
            else:
                yield Item(day, doing, hanging.identity, hanging.name, wall, keeper, why)


def _doings(hanging: Hanging, standing: Standing, today: date) -> Iterator[tuple[date, Doing, str]]:
    """What is to be done from now on about one sheet, of which some hangs or waits to be hung."""
    up, waiting = standing
    starts, ends = hanging.starts or today, hanging.ends
    if ends and ends < today:
        if up:
            yield today, "down", f"{month_and_day(ends)}到期"
        return
    paper = waiting or up
    current = paper is not None and paper.version in hanging.versions
    if paper is None or (not current and starts > today):
        until = f"贴到{month_and_day(ends)}" if ends else ""
        if starts > today:
            yield starts - _DAY, "print", f"{hanging.size}　{month_and_day(starts)}开始"
            yield starts, "hang", until
        else:
            yield today, "hang", "　".join(filter(None, (hanging.size, "还没有印过", until)))
    elif not current:
        why = f"{month_and_day(paper.on)}印的是版 {paper.version}，现在是版 {hanging.version}"
        yield today, "again", why
    elif waiting:
        yield max(today, starts), "hang", PRINTED_NOT_HUNG
    elif hanging.starts and paper.on < hanging.starts >= today and not paper.seen:
        yield hanging.starts, "hang", "已经印好"
    if ends:
        yield ends + _DAY, "down", f"{month_and_day(ends)}到期"


def of_whom(items: Iterable[Item], name: str) -> list[Item]:
    """Those that somebody sees to, called by any part of a name, also of one that is masked where
    it is shown: 赵师傅, 201."""
    return [item for item in items if name in item.who or name in item.whose]
