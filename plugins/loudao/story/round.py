"""The walls: what was printed is recorded, and a round is planned from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from ..codes.reconnect import is_place
from ..model.entry import told_upkeep
from ..model.hanging import Hanging
from ..model.problem import Mark, Problem, warning
from ..model.site import Site
from ..plan.binding import record_path, save_record
from ..plan.boards import NO_SLOTS, pack_boards
from ..plan.plan import Plan, with_prints
from ..plan.prints import Print, hanging_of
from ..pool import Workshop
from ..press.document import make_documents
from ..press.documents import round_document
from ..press.make import open_press
from ..store import StoreFull, locked
from ..styles.faces import spell_out
from ..walls.changes import Sight, add_impressions, mark_seen, put_up, take_down
from ..walls.record import Impression, Record, load_record
from ..walls.rounds import Task, orphans, plan_round
from .gone import told_of_lost

T = TypeVar("T")


def make_round(
    plan: Plan, workshop: Workshop, with_pdf: bool = False
) -> tuple[list[Task], Path | None]:
    """What is to be done at every wall, and the page for whoever goes there."""
    if plan.record is None or not plan.codes.base:
        return [], None
    record, plan = plan.record, with_prints(plan)
    hangings = hangings_of(plan)
    tasks = plan_round(hangings, record, plan.today, gone_from(plan, hangings))
    tasks = _with_upkeep(_in_slots(tasks, plan), plan)
    if not with_pdf:
        return tasks, None
    press, _ = open_press(plan, workshop.store)
    known = plan.styles.faces.characters
    shown = [
        replace(t, name=spell_out(t.name, known), upkeep=spell_out(t.upkeep, known)) for t in tasks
    ]
    document = round_document(shown, plan.brief, plan.today)
    return tasks, make_documents([document], press, workshop)[0]


def _in_slots(tasks: Sequence[Task], plan: Plan) -> list[Task]:
    """The same, each with the slots of its board."""
    network = plan.community.network
    slots: dict[tuple[str, str, str], str] = {}
    for board, packed in pack_boards(plan.prints, plan.community, plan.record).items():
        for piece in packed.pieces:
            placed = packed.placed_at.get(piece.key)
            where = placed.where if placed else NO_SLOTS
            slots[network.boards[board].name, piece.what, piece.name] = where
    return [replace(t, slots=slots.get((t.wall, t.what, t.name), "")) for t in tasks]


def _with_upkeep(tasks: Sequence[Task], plan: Plan) -> list[Task]:
    """The same, each with who looks after its board."""
    kept = {
        board.name: told_upkeep(board.id, plan.entries, plan.today)
        for board in plan.community.network.boards.values()
    }
    return [replace(task, upkeep=kept.get(task.wall, "")) for task in tasks]


def hangings_of(plan: Plan) -> list[Hanging]:
    """Every print that belongs on walls; of a plan whose prints are planned."""
    return [hanging_of(p, plan.brief) for p in plan.prints if p.paper.hangs]


def gone_from(plan: Plan, hangings: Sequence[Hanging]) -> list[Task]:
    """What was printed and hangs for nothing any more, where that is certain."""
    if plan.record is None or not (plan.community.complete and plan.community.places_known):
        return []
    papers = plan.kinds.papers.values()
    handed_out = {paper.name for paper in papers if not paper.hangs}
    labels = {paper.name: paper.label for paper in papers}
    lost = {plan.codes.ledger.codes[code] for code in plan.codes.lost}
    unsure = {name for name in lost if is_place(name)}  # it may only be called otherwise
    found = orphans(plan.record, hangings, handed_out, labels, told_of_lost(plan))
    return [task for task in found if task.what not in unsure]


def record_orders(
    site: Site, orders: Iterable[tuple[Print, str, int]], today: date
) -> list[Problem]:
    """Adds what was printed, in which size and how often; a problem where that cannot be."""
    new = [
        Impression(
            what=planned.identity,
            paper=planned.paper.name,
            version=planned.version,
            size=size,
            where=planned.where if planned.paper.hangs else "",
            on=today,
            copies=copies,
            waits=planned.paper.hangs,
        )
        for planned, size, copies in orders
    ]
    return _change(site, lambda record: add_impressions(record, new))


def record_down(site: Site, names: Sequence[str], today: date) -> tuple[list[str], list[Problem]]:
    """Notes that what `names` call came down; what that was, and what could not be noted."""
    return _noted(site, lambda record: take_down(record, names, today))


def record_up(site: Site, names: Sequence[str], today: date) -> tuple[list[str], list[Problem]]:
    """Notes that what `names` call, printed and not hung before, hangs now."""
    return _noted(site, lambda record: put_up(record, names, today))


def record_seen(
    site: Site, sights: Sequence[Sight], today: date
) -> tuple[list[Sight], list[Problem]]:
    """Notes what was seen on walls; which of it the record knows."""
    return _noted(site, lambda record: mark_seen(record, sights, today))


def _noted(
    site: Site, change: Callable[[Record], tuple[Record, list[T]]]
) -> tuple[list[T], list[Problem]]:
    found: list[T] = []

    def changed(record: Record) -> Record:
        after, what = change(record)
        found.extend(what)
        return after

    return found, _change(site, changed)


def rename_recorded(site: Site, rename: Callable[[str], str]) -> list[Problem]:
    """What was printed recorded by the name that `rename` gives it."""

    def change(record: Record) -> Record:
        moves = {i.name: rename(i.name) for i in record.impressions if rename(i.name) != i.name}
        return record.renamed(moves)

    return _change(site, change)


def _change(site: Site, change: Callable[[Record], Record]) -> list[Problem]:
    """printed.yml read, changed and written while nobody else does."""
    path = record_path(site)
    try:
        with locked(site.records_lock):
            record, problems = load_record(path, site.shown(path))
            if record is None:
                return problems
            changed = change(record)
            if changed != record:
                save_record(changed, site)
    except StoreFull as full:
        what = f"写不进 {site.shown(path)}，这次的没有记下"
        return [warning(Mark(site.shown(path)), what, full.problem.remedy)]
    return []
