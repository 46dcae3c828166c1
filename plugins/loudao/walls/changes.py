"""What becomes of the record: printed, hung, seen, taken down; and two branches put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .record import Impression, Key, Record, SeenAt


class Sight(NamedTuple):
    """A sheet that was seen on a wall."""

    key: Key
    versions: tuple[str, ...] = ()
    """One of which it is; none where its code does not say."""
    wall: str = ""
    """Of a sheet that hangs on several walls the one, as the record has it, or SOMEWHERE; empty
    for all of them."""


SOMEWHERE = "?"
"""One of several walls, and nobody can tell which."""


def add_impressions(record: Record, new: Iterable[Impression]) -> Record:
    """The record with `new`; what was printed again the same day in the same version adds up."""
    return record.with_impressions(_added_up((*record.impressions, *new)))


def _added_up(impressions: Iterable[Impression]) -> Iterable[Impression]:
    known: dict[tuple[object, ...], Impression] = {}
    for impression in impressions:
        # taken out and put in at the end: it is the latest again
        before = known.pop(_sameness(impression), None)
        if before:
            copies, known_of = impression.copies + before.copies, _known_of_both(impression, before)
            impression = impression.model_copy(update={"copies": copies, **known_of})
        known[_sameness(impression)] = impression
    return known.values()


def _sameness(impression: Impression) -> tuple[object, ...]:
    i = impression
    return (*i.key, i.version, i.size, i.on, i.waits, i.down)


def _known_of_both(one: Impression, other: Impression) -> Mapping[str, object]:
    """When and where either was seen."""
    walls = one.walls
    for place in other.walls:
        walls = _with_wall(walls, place)
    return {"seen": _later(one.seen, other.seen), "walls": walls}


def _with_wall(walls: Iterable[SeenAt], place: SeenAt) -> tuple[SeenAt, ...]:
    days = {each.wall: each.on for each in walls}
    days[place.wall] = max(place.on, days.get(place.wall, place.on))
    return tuple(SeenAt(wall=wall, on=days[wall]) for wall in sorted(days))


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)


def take_down(record: Record, names: Iterable[str], today: date) -> tuple[Record, list[str]]:
    """The record in which what `names` call is down since `today`, and what that is.

    A name is what a sheet hangs for (`page:notices/停水`), or that without its kind, and may say
    which of its papers: `gallery:春（poster）`. It comes down from all its walls. What waits to
    take its place waits on, but what hangs on some of its walls already; where nothing hangs,
    what waits is given up.
    """
    found = _named(record, names)
    hung = {i.key for i in found if i.hangs()}
    taken = [i for i in found if i.hangs() or i.key not in hung]
    return _changed(record, taken, lambda i: {"down": today})


def put_up(record: Record, names: Iterable[str], today: date) -> tuple[Record, list[str]]:
    """The record in which what waits and `names` call hangs on all its walls, and what that is."""
    waiting = [i for i in _named(record, names) if i.waits]
    return _changed(record, waiting, lambda i: _hanging(i, today))


def mark_seen(record: Record, seen: Iterable[Sight], today: date) -> tuple[Record, list[Sight]]:
    """The record in which what was seen hung `today`, and which of `seen` it knows."""
    found = {sight: _meant(record, sight, today) for sight in seen}
    walls: dict[Impression, list[str]] = defaultdict(list)
    for sight, meant in found.items():
        for impression in meant:
            walls[impression].append(sight.wall)
    changed, _ = _changed(record, walls, lambda i: _hanging_on(i, walls[i], today))
    return changed, [sight for sight, meant in found.items() if meant]


def _meant(record: Record, sight: Sight, today: date) -> list[Impression]:
    """Of a version all that was printed and is not down; else what hangs, or what waits to. On a
    day that is past, what came down since: photos may be looked at in any order."""
    papers = [i for i in record.impressions if i.key == sight.key]
    since = [i for i in papers if i.down and i.on <= today <= i.down]
    if sight.versions:
        known = [*(i for i in papers if i.down is None), *since]
        return [i for i in known if i.version in sight.versions]
    up, waiting = record.standing(sight.key, wall="" if sight.wall == SOMEWHERE else sight.wall)
    return [i for i in (up or waiting,) if i] or since[-1:]


def _named(record: Record, names: Iterable[str]) -> list[Impression]:
    wanted = tuple(names)
    return [
        i for i in record.impressions
        if i.down is None and any(names_it(name, i.what, i.paper) for name in wanted)
    ]  # fmt: skip


def _hanging(impression: Impression, today: date, wall: str = "") -> Mapping[str, object]:
    """What is known of paper that hangs; photos may be looked at in any order."""
    seen = _later(impression.seen, today)
    if wall == SOMEWHERE:
        return {"seen": seen}
    if not wall:
        return {"waits": False, "seen": seen}
    return {"walls": _with_wall(impression.walls, SeenAt(wall=wall, on=today)), "seen": seen}


def _hanging_on(impression: Impression, walls: Iterable[str], today: date) -> Mapping[str, object]:
    """The same of paper that was seen on several walls."""
    known: dict[str, object] = {}
    for wall in walls:
        known |= _hanging(impression.model_copy(update=known), today, wall)
    return known


def _changed(
    record: Record, these: Iterable[Impression], new: Callable[[Impression], Mapping[str, object]]
) -> tuple[Record, list[str]]:
    """The record with some impressions changed, and what they hang for."""
    changed = {_sameness(i): i.model_copy(update=new(i)) for i in these}
    kept = [changed.get(_sameness(i), i) for i in record.impressions]
    # what waited may be the same now as what hung
    return record.with_impressions(_added_up(kept)), sorted({i.what for i in changed.values()})


def names_it(name: str, what: str, paper: str = "") -> bool:
    """Whether `name` is what a sheet hangs for, with or without its kind and its part; where it
    says a paper, that one of the sheet's."""
    whole = what.partition("#")[0]
    called = (what, whole, what.partition(":")[2], whole.partition(":")[2])
    return name in called or name in [with_paper(one, paper) for one in called]


def with_paper(name: str, paper: str) -> str:
    """One paper of what is called so."""
    return f"{name}（{paper}）"


def both(one: Sequence[Impression], other: Sequence[Impression]) -> list[Impression]:
    """Every impression of the two; of the same paper the later day that it was seen, and that it
    hangs, or came down, where one of them knows so."""
    known, theirs = set(one), set(other)
    new: dict[tuple[object, ...], list[Impression]] = defaultdict(list)
    for impression in other:
        if impression not in known:
            new[_paper(impression)].append(impression)
    merged = []
    for mine in one:
        twins = [] if mine in theirs else new[_paper(mine)]
        merged.append(_together(mine, twins.pop(0)) if twins else mine)
    return [*merged, *(impression for left in new.values() for impression in left)]


def _paper(i: Impression) -> tuple[object, ...]:
    """What is the same whatever becomes of it."""
    return (*i.key, i.version, i.size, i.on, i.copies)


def _together(mine: Impression, twin: Impression) -> Impression:
    return mine.model_copy(
        update={
            "waits": mine.waits and twin.waits,
            "where": mine.where or twin.where,
            **_known_of_both(mine, twin),
            "down": _later(mine.down, twin.down),
        }
    )
