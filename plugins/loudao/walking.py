"""The story of the walls: what was printed is recorded, and a round is planned from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from .codes.identity import place_identity
from .manifest.site import Site
from .model.community import Community
from .model.days import describe_day
from .model.problem import Mark, Problem, warning
from .press.sheets import KIND_NAMES, Printable, describe_printable
from .press.version import describe_version
from .store import StoreFull
from .walls.record import (
    Impression,
    Record,
    add_impressions,
    load_record,
    take_down,
    write_record,
)
from .walls.rounds import Hanging, Task, hangs_on_walls, plan_round


def record_path(site: Site) -> Path:
    return site.galleries / "printed.yml"


def load_site_record(site: Site) -> tuple[Record | None, list[Problem]]:
    """What was printed; None where printed.yml is damaged."""
    return load_record(record_path(site), site.shown(record_path(site)))


def is_unchanged(printable: Printable, size: str, record: Record) -> bool:
    """Whether what was printed last says and shows the same, in the same size, and hangs."""
    last = record.latest.get((printable.identity, printable.paper))
    return bool(last and (last.version, last.size, last.down) == (printable.version, size, None))


def record_orders(
    site: Site, orders: Iterable[tuple[Printable, str, int]], today: date
) -> list[Problem]:
    """Adds what was printed, in which size and how often; a problem where that cannot be."""
    # read again: somebody may have printed meanwhile
    record, problems = load_site_record(site)
    if record is None:
        return problems
    new = [
        Impression(
            what=printable.identity,
            paper=printable.paper,
            version=printable.version,
            size=size,
            on=today,
            copies=copies,
        )
        for printable, size, copies in orders
    ]
    return _write(site, add_impressions(record, new))


def record_down(site: Site, names: Sequence[str], today: date) -> tuple[list[str], list[Problem]]:
    """Notes that what `names` call came down; what that was, and what could not be noted."""
    record, problems = load_site_record(site)
    if record is None:
        return [], problems
    record, taken = take_down(record, names, today)
    return taken, _write(site, record) if taken else []


def _write(site: Site, record: Record) -> list[Problem]:
    path = record_path(site)
    try:
        write_record(record, path)
    except StoreFull as full:
        what = f"写不进 {site.shown(path)}，这次的没有记下"
        return [warning(Mark(site.shown(path)), what, full.problem.remedy)]
    return []


def describe_papers(
    community: Community, printables: Iterable[Printable], record: Record
) -> dict[str, list[str]]:
    """What each code hangs on, by what it opens: 海报 版 K7Q2（2026年11月21日印）.

    The page of a unit speaks of the signs of its floors too.
    """
    papers: dict[str, list[str]] = defaultdict(list)
    floors = {place_identity(p.id): p for p in community.network.places.values() if p.floor}
    for printable in printables:
        last = record.latest.get((printable.identity, printable.paper))
        for identity, version in printable.versions.items():
            words = f"{_paper_name(printable, identity)} {describe_version(version)}"
            if last and last.version == printable.version:
                words += f"（{describe_day(last.on)}印）"
            papers[identity].append(words)
            if floor := floors.get(identity):
                papers[place_identity(floor.parent_id or "")].append(f"{floor.name}{words}")
    return dict(papers)


def _paper_name(printable: Printable, identity: str) -> str:
    """海报, where it is the sheet's own; 中共党员（门牌） on a page of another thing."""
    own = identity == printable.identity or identity.startswith("work:")
    return KIND_NAMES[printable.paper] if own else describe_printable(printable)


def over_by(community: Community, today: date) -> frozenset[str]:
    """What has had its days, by identity."""
    ends = {
        **{sheet.identity: sheet.fields.until for sheet in community.sheets},
        **{batch.identity: batch.fields.until for batch in community.batches},
    }
    return frozenset(identity for identity, end in ends.items() if end and end < today)


def plan_site_round(
    community: Community,
    printables: Iterable[Printable],
    record: Record,
    today: date,
    certain: bool,
) -> list[Task]:
    """What is to be done at every wall, as of `today`.

    What is in no manifest must come down, where it is `certain` that all could be read.
    """
    days = {sheet.identity: (sheet.fields.from_, sheet.fields.until) for sheet in community.sheets}
    days |= {b.identity: (b.fields.from_, b.fields.until) for b in community.batches}
    hangings = [
        _hanging(p, community, *days.get(p.identity, (None, None)))
        for p in printables
        if hangs_on_walls(p.paper)
    ]
    return plan_round(hangings, record, today, certain)


def _hanging(
    printable: Printable, community: Community, starts: date | None, ends: date | None
) -> Hanging:
    return Hanging(
        printable.identity,
        printable.paper,
        describe_printable(printable),
        printable.size,
        printable.version,
        tuple(_walls(printable, community)) or (printable.where,),
        starts,
        ends,
    )


def _walls(printable: Printable, community: Community) -> Iterable[str]:
    network = community.network
    yield from (network.boards[b].name for b in sorted(printable.boards) if b in network.boards)
    for place in sorted(printable.places):
        if place in network.places:
            yield network.places[place].full_name
