"""A round by photo: every printed code on them read, the walls ticked, the day recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..codes.address import read_address
from ..codes.ledger import Ledger
from ..codes.reconnect import is_place
from ..model.days import month_and_day
from ..model.names import boards_called, places_called
from ..model.problem import Problem
from ..plan.plan import Plan, with_prints
from ..plan.prints import hanging_of
from ..pool import Failure, Workshop
from ..walls.changes import Sight
from ..walls.seen import Found, Seen, tick_walls
from ..walls.ticks import Expected, Gone, Sighting
from .evidence import keep_seen
from .round import hangings_of, record_seen

_WORK = 5
"""Times as long as its decoding may take: a photo is looked at at several sizes."""


@dataclass(frozen=True)
class PhotoRound:
    """What photos show."""

    seen: Seen
    codes: Mapping[str, int]
    """How many codes were found, by photo; those that could not be opened left out."""
    failures: Mapping[str, str]
    """Why a photo could not be opened."""


def see_photos(
    plan: Plan, photos: Sequence[Path], workshop: Workshop, at: str = ""
) -> PhotoRound | None:
    """The walls as `photos` show them; `at` is the wall, where it is known. None where nobody can
    tell what should hang."""
    if plan.record is None or not plan.codes.base or not plan.codes.sound:
        return None
    texts, failures = _read(photos, workshop, plan.recipe.max_pixels)
    bases = (plan.codes.base, plan.codes.ledger.address, plan.record.address)
    sightings = []
    for photo, said in texts.items():
        for text in said:
            printed = read_address(text, bases)
            sightings.append(Sighting(photo, text, *(printed or ())))
    seen = tick_walls(sightings, expected_of(plan), plan.today, at)
    return PhotoRound(seen, {photo: len(said) for photo, said in texts.items()}, failures)


def record_round(
    plan: Plan, found: PhotoRound, workshop: Workshop, stated: bool = False
) -> tuple[list[Sight], list[Problem]]:
    """Notes the day, which staff may have `stated`, and keeps photos that are evidence; which
    sheets the record knew, and what could not be noted."""
    if not found.seen.sights:
        return [], []
    known, problems = record_seen(plan.site, found.seen.sights, plan.today)
    keys = {sight.key for sight in known}
    shown = [_of_record(plan, it) for it in found.seen.found if it.key in keys]
    return known, [*problems, *keep_seen(plan, shown, workshop, stated)]


def _of_record(plan: Plan, found: Found) -> Found:
    """With the version that hangs by the record, where its code is of before codes said theirs."""
    if found.version or plan.record is None:
        return found
    up, waiting = plan.record.standing(found.key)
    paper = up or waiting
    return found._replace(version=paper.version if paper else "")


def walls_called(plan: Plan, words: str) -> list[str]:
    """The walls that `words` may mean, as sheets know them."""
    network = plan.community.network
    boards = [network.boards[board].name for board in boards_called(network, words)]
    places = [network.places[place].full_name for place in places_called(network, words)]
    return list(dict.fromkeys([*boards, *places]))


def expected_of(plan: Plan) -> Expected:
    """What the plan says of walls and codes."""
    plan = with_prints(plan)
    assert plan.record is not None
    ledger = plan.codes.ledger
    names = {i: target.title for i, target in plan.codes.targets.items()}
    links = {c.identity for p in plan.prints for c in p.codes if "://" in c.identity}
    gone = dict(_gone(plan, ledger))
    handed = [hanging_of(p, plan.brief) for p in plan.prints if not p.paper.hangs]
    papers = [*hangings_of(plan), *(paper._replace(walls=()) for paper in handed)]
    return Expected(papers, plan.record, ledger.codes, names, gone, frozenset(links))


def _gone(plan: Plan, ledger: Ledger) -> Iterator[tuple[str, Gone]]:
    """Codes that stand for nothing now, where that is certain."""
    for code, entry in ledger.retired.items():
        note = f"：{entry.note}" if entry.note else ""
        name = entry.title or entry.was.partition(":")[2] or code
        yield code, Gone(entry.was, name, f"短码 {month_and_day(entry.on)}停用了{note}")
    if not (plan.community.complete and plan.community.places_known):
        return
    for code in plan.codes.lost:
        what = ledger.codes[code]
        if not is_place(what):  # it may only be called otherwise
            name = ledger.stood[code].title if code in ledger.stood else ""
            yield code, Gone(what, name or what.partition(":")[2], "清单里已经没有了")


def _read(
    photos: Sequence[Path], workshop: Workshop, max_pixels: int
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What the codes on each say, and why others could not be opened."""
    from ..photos.header import ProbeJob, read_header  # all codecs: 0.1 s of who only plans
    from .looking import LookJob, look_at

    names = list(dict.fromkeys(map(str, photos)))
    failures: dict[str, str] = {}
    jobs: list[LookJob] = []
    headers = workshop.run(
        read_header, [ProbeJob(name, max_pixels) for name in names], [1] * len(names)
    )
    for name, header in zip(names, headers, strict=True):
        result = header.failure or header.result
        if isinstance(result, tuple):
            jobs.append(LookJob(name, result[1], result[2], max_pixels))
        else:
            failures[name] = _why(result)
    texts: dict[str, list[str]] = {}
    weights = [_WORK * job.width * job.height for job in jobs]
    looked = workshop.run(
        look_at, jobs, weights, lambda n, _: workshop.tick("看照片", n, len(jobs))
    )
    for job, done in zip(jobs, looked, strict=True):
        found = done.failure or done.result
        if isinstance(found, list):
            texts[job.path] = found
        else:
            failures[job.path] = _why(found)
    return texts, failures


def _why(result: Failure | None) -> str:
    assert result
    return result.why
