"""Pledges 承诺: who promised what until when, and how far each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ...compose.boards import compose_board
from ...compose.brief import Brief
from ...compose.gifts import DOOR, NAME
from ...compose.lists import list_fields
from ...compose.pieces import Composed
from ...compose.records import say_done
from ...model.community import Community
from ...model.days import month_and_day
from ...model.duty import Duty
from ...model.entry import Entry
from ...model.problem import Problem
from ...model.rows import RowsFields
from ...model.sheet import Sheet
from ...model.table import Lists
from ...model.target import Target
from ...richtext import render_html
from ..kind import Kind, Page, Paper
from ..listing import check_rows, rows_of
from .pledges import COLUMNS, KEPT, STATES, WHAT, Pledge, check_pledges, read_pledges

_STYLE = "fresh"


class PledgeFields(RowsFields):
    """Rows hold 姓名 or 门牌, 承诺, 到期, and how far it is: 做了 and 共, or 完成."""

    def duties(self, lists: Lists) -> Iterable[Duty]:
        for row in lists.table.rows:
            names = tuple(filter(None, (row.cells.get(key, "").strip() for key in (NAME, DOOR))))
            if what := row.cells.get(WHAT, "").strip():
                yield Duty(what, row.mark, (WHAT, "pledge"), names, self.from_, self.until)


def _board(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    fields, pledges = list_fields(sheet), read_pledges(sheet, brief.community)
    if not pledges:
        return
    yield compose_board(
        sheet,
        brief,
        {"pledges": [_told(pledge, _year(sheet)) for pledge in pledges]},
        text=fields.text,
        label="扫码看进展",
        default_style=_STYLE,
        weight=len(pledges),
        sets={"progress": _progress(pledges, brief.today)},
    )


def _progress(pledges: Sequence[Pledge], today: date) -> list[dict[str, Any]]:
    """How far each is with the cards that came back: one more is no reason to print it again."""
    return [{"so_far": one.so_far, "back": say_done(one.back, today)} for one in pledges]


def _told(pledge: Pledge, year: int | None) -> dict[str, Any]:
    """A day of another year than `year` says its year."""
    return {
        "door": pledge.door,
        "name": pledge.shown_name,
        "what": pledge.what,
        "until": _short(pledge.until),
        "year": f"{pledge.until.year}年" if pledge.until and pledge.until.year != year else "",
        "so_far": pledge.typed,
        "all": pledge.all,
        "state": pledge.state,
        "step": STATES.index(pledge.state),
        "done": _short(pledge.done),
    }


def _year(sheet: Sheet) -> int | None:
    """The year in which it was hung."""
    return sheet.fields.from_.year if sheet.fields.from_ else None


def _short(day: date | None) -> str:
    return month_and_day(day) if day else ""


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    pledges = read_pledges(sheet, community)
    told = [_told(pledge, _year(sheet)) for pledge in pledges]
    counted = Counter(pledge.state for pledge in pledges)
    return {
        "words": render_html(list_fields(sheet).text),
        "pledges": [
            {**one, **far}
            for one, far in zip(told, _progress(pledges, community.today), strict=True)
        ],
        "counts": [(state, counted[state]) for state in STATES],
    }


def _entries(sheet: Sheet, community: Community) -> Iterable[Entry]:
    """The day on which each is due that is not kept yet."""
    target = Target(sheet.identity, sheet.fields.title, sheet.uri)
    where = community.where(sheet)
    for pledge in read_pledges(sheet, community):
        if pledge.until and pledge.state != KEPT:
            title, who = f"承诺到期：{pledge.what}", pledge.name or pledge.door
            keeper = pledge.shown_name or pledge.door
            yield Entry(title, pledge.until, None, where, target, who, owed=True, keeper=keeper)


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    yield from check_rows(sheet, community)
    yield from check_pledges(sheet, community)
    if not (sheet.table.rows or list_fields(sheet).list):
        remedy = "写上 rows:，一行一条：- {门牌: 201, 承诺: 每周扫楼道, 到期: 2026-12-31}"
        yield Problem(sheet.mark("kind"), "承诺名单没有内容", remedy)


KIND = Kind(
    name="pledge",
    label="承诺",
    folder=Path(__file__).parent,
    fields=PledgeFields,
    source="manifest",
    default_style=_STYLE,
    papers=(Paper("pledge", "承诺榜", "pledge.typ", _board, on_site=True, most_pages=1),),
    page=Page("page.html.j2", "承诺", view=_view),
    entries=_entries,
    check=_check,
    rolls=(rows_of(*COLUMNS),),
)
