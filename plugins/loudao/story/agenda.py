"""The agenda: what the walls, the calendar and what was signed ask for in the next days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from ..model.clock import spell_clock
from ..model.days import day_of, month_and_day
from ..model.entry import Entry
from ..model.target import Target
from ..plan.plan import Plan, with_prints
from ..pool import Workshop
from ..press.document import make_documents
from ..press.documents import agenda_document
from ..press.make import open_press
from ..styles.faces import spell_out
from ..walls.agenda import DOINGS, Item, plan_agenda
from ..walls.record import Record
from .round import gone_from, hangings_of

_DAY = timedelta(days=1)


def make_agenda(plan: Plan, days: int) -> list[Item]:
    """Everything to be done in `days` days from today on, day by day."""
    plan = with_prints(plan)
    others = [*_renewals(plan), *_happenings(plan, plan.today + (days - 1) * _DAY)]
    hangings = hangings_of(plan) if plan.record else []  # of a damaged record nobody knows
    gone = gone_from(plan, hangings)
    return plan_agenda(hangings, plan.record or Record(), plan.today, days, gone, others)


def draw_agenda(items: list[Item], plan: Plan, days: int, workshop: Workshop) -> Path:
    """A page for whoever goes through it."""
    press, _ = open_press(plan, workshop.store)
    known = plan.styles.faces.characters
    shown = [item._replace(name=spell_out(item.name, known)) for item in items]
    document = agenda_document(shown, plan.brief, plan.today, days)
    return make_documents([document], press, workshop)[0]


def entries_of(items: list[Item], plan: Plan) -> Iterator[Entry]:
    """The same for a calendar."""
    sheets = plan.community.by_identity
    for item in items:
        sheet = sheets.get(item.what.partition("#")[0])
        target = Target(item.what, item.name, sheet.uri if sheet else "")
        yield Entry(f"{DOINGS[item.doing]}：{item.name}", item.day, None, item.where, target)


def _renewals(plan: Plan) -> Iterator[Item]:
    """What authors and those on lists agreed to, on the last day that holds."""
    network = plan.community.network
    for sheet in plan.community.sheets:
        steward = network.steward_at(sheet.fields.at, sheet.fields.boards)
        where, who = plan.community.where(sheet), steward.name if steward else ""
        signed = [(sheet.identity, sheet.fields.title, getattr(sheet.fields, "consent", None))]
        for work in sheet.fields.all_works:
            name = f"{work.title}（{work.artist}）" if work.artist else work.title
            signed.append((sheet.work_identity(work), name, work.consent))
        for what, name, consent in signed:
            if consent and consent.given and consent.until:
                why = "同意书到这天为止"
                yield Item(consent.until, "renew", what, name, where, who, why)


def _happenings(plan: Plan, last: date) -> Iterator[Item]:
    """What is on the calendar and is not over: on its first day, or today where that is past."""
    for entry in plan.entries:
        starts, ends = day_of(entry.starts), day_of(entry.ends or entry.starts)
        if ends < plan.today or starts > last:
            continue
        day = max(starts, plan.today)
        yield Item(
            day,
            "happens",
            entry.target.identity,
            entry.title,
            entry.where,
            entry.keeper,
            _hours(entry),
            entry.who,
        )


def _hours(entry: Entry) -> str:
    """8:00—12:00; until which day, of what lasts several."""
    starts, ends = entry.starts, entry.ends
    if isinstance(starts, datetime):
        clocks = [c for c in (starts, ends) if isinstance(c, datetime)]
        return "—".join(spell_clock(c.hour * 60 + c.minute) for c in clocks)
    if ends and day_of(ends) != starts:
        return f"到{month_and_day(day_of(ends))}"
    return ""
