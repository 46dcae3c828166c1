"""Reviews 督办评议: residents meet each quarter or half-year and go through what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from ...compose.boards import compose_board
from ...compose.brief import Brief, signature
from ...compose.happening import tell_day
from ...compose.pieces import Composed
from ...model.clock import span_on
from ...model.community import Community
from ...model.days import day_of
from ...model.entry import Entry
from ...model.happening import read_hours, say_hours
from ...model.problem import Problem, warning
from ...model.sheet import Sheet
from ...model.target import Target
from ...richtext import render_html
from ..kind import Kind, Page, Paper
from .meetings import ReviewFields, plan_meetings, review_fields

_STYLE = "plain"


def _boards(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """A sheet for each meeting, with what is owed: what is due before it comes first."""
    meetings = plan_meetings(review_fields(sheet))
    return (_board(sheet, brief, day, _since(meetings, day)) for day in meetings)


def _board(sheet: Sheet, brief: Brief, day: date, since: date | None) -> Composed:
    fields, community = review_fields(sheet), brief.community
    return compose_board(
        sheet,
        brief,
        {
            "day": tell_day(day),
            "hours": fields.hours,
            "room": fields.room,
            "agenda": fields.agenda,
            "owed": _owed(community, day),
            "signature": signature(sheet, brief, fields.signature)[:1],
        },
        text=fields.text,
        label="扫码看会期",
        default_style=_STYLE,
        weight=1 + len(community.owed),
        facts=[("地点", community.where(sheet))],
        part=day.isoformat(),
        days=(since, day),
    )


def _since(meetings: Sequence[date], day: date) -> date | None:
    """From when the sheet of a meeting hangs: the day after the meeting before it."""
    before = next((early for early, late in pairwise(meetings) if late == day), None)
    return before + timedelta(days=1) if before else None


def _owed(community: Community, by: date) -> list[dict[str, Any]]:
    """Everything, and whether it is due before a day. Nobody is named: whose it is stands on the
    sheet that it is from."""
    return [
        {
            "title": entry.title,
            "day": _short(day_of(entry.starts)),
            "late": day_of(entry.starts) < by,
            "where": entry.where,
        }
        for entry in community.owed
    ]


def _short(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    fields = review_fields(sheet)
    return {
        "words": render_html(fields.text),
        "meetings": [
            {**tell_day(day), "ahead": day >= community.today} for day in plan_meetings(fields)
        ],
        "hours": fields.hours,
        "spoken": say_hours(fields.hours),
        "room": fields.room,
        "agenda": fields.agenda,
        "owed": _owed(community, community.today),
    }


def _entries(sheet: Sheet, community: Community) -> Iterable[Entry]:
    fields = review_fields(sheet)
    target = Target(sheet.identity, fields.title, sheet.uri)
    where = fields.room or community.where(sheet)
    for day in plan_meetings(fields):
        yield Entry(fields.title, *span_on(day, read_hours(fields.hours)), where, target)


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    fields = review_fields(sheet)
    if fields.from_ is None:
        yield Problem(sheet.mark("kind"), "不知道第一次哪天开", "写上 from: 2026-12-15")
    elif not fields.agenda:
        remedy = "写上 agenda: [听汇报, 逐件评议, 收意见]"
        yield warning(sheet.mark("kind"), "没有写议程", remedy)
    if fields.hours and not read_hours(fields.hours):
        what = f"hours：看不懂“{fields.hours}”是几点，日历和待办里写成一整天"
        yield sheet.marks.warning(("hours",), what, "写成 14:30—16:00 或者 下午2点半到4点")


KIND = Kind(
    name="review",
    label="督办评议",
    folder=Path(__file__).parent,
    fields=ReviewFields,
    source="manifest",
    default_style=_STYLE,
    papers=(Paper("review", "评议会", "review.typ", _boards, on_site=True, most_pages=1),),
    page=Page("page.html.j2", "督办评议", view=_view),
    entries=_entries,
    check=_check,
)
