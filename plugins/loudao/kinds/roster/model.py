"""A roster 值班表: who keeps the stairwell when, written row by row or in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from ...model.community import Community
from ...model.entry import Entry
from ...model.problem import Problem
from ...model.sheet import Sheet
from ...model.target import Target
from ...richtext import render_html
from ..kind import Kind, Page, Paper
from ..listing import check_columns, check_rows, rows_of, words_of
from .care import boards_cared, check_care, describe_care, names_of, told_text
from .doubt import check_doubt
from .faults import check_turns
from .fields import RosterFields
from .papers import STYLE, compose_cards, compose_roster
from .turns import UNCONFIRMED, Turn, month_name, plan_turns, roster_fields, shown_name


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    """Turns by the month they begin in; of rows that somebody wrote none, for nobody knows what
    they hold."""
    planned = plan_turns(sheet)
    return {
        "words": render_html(told_text(sheet, community.network, planned)),
        "months": [
            (month_name(month), [_turn(sheet, turn, community) for turn in turns])
            for month, turns in groupby(planned, lambda turn: turn.starts.replace(day=1))
        ],
    }


def _turn(sheet: Sheet, turn: Turn, community: Community) -> Mapping[str, str]:
    return {
        "days": turn.told_days,
        "starts": turn.starts.isoformat(),
        "ends": turn.ends.isoformat(),
        "who": shown_name(sheet, turn, community.today),
    }


def _entries(sheet: Sheet, community: Community) -> Iterable[Entry]:
    target = Target(sheet.identity, sheet.fields.title, sheet.uri)
    boards = boards_cared(sheet, community.network)
    what = describe_care(boards) if boards else sheet.fields.title
    where = names_of(boards) or community.where(sheet)
    for turn in plan_turns(sheet):
        shown = shown_name(sheet, turn, community.today)
        shown += f"（{UNCONFIRMED}）" if turn.unconfirmed else ""
        yield Entry(
            f"{what}：{shown}", turn.starts, turn.ends, where, target, turn.who,
            keeper=shown, keeps=tuple(board.id for board in boards),
        )  # fmt: skip


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    fields = roster_fields(sheet)
    yield from check_columns(sheet)
    yield from check_rows(sheet, community)
    if fields.each and (fields.rows or fields.list):
        return  # told where every list is read
    if fields.rotates and (fields.rows or fields.list):
        remedy = "轮流排班就不要写 rows 和 list；要照写好的印，就去掉 households、persons 和 each"
        yield Problem(sheet.mark("kind"), "值班表既写了名单，又要轮流", remedy)
    elif fields.rotates and fields.from_ is None:
        yield Problem(sheet.mark("kind"), "不知道从哪一天开始轮", "写上 from: 2026-11-30")
    yield from check_turns(sheet)
    yield from check_doubt(sheet)
    yield from check_care(sheet, community)
    if not (fields.rotates or sheet.table.rows or fields.list):
        remedy = "写上 rows: 或者 list: 表格.csv；轮流排班就写 households: [201, 202]"
        yield Problem(sheet.mark("kind"), "值班表没有内容", remedy)


KIND = Kind(
    name="roster",
    label="值班表",
    folder=Path(__file__).parent,
    fields=RosterFields,
    source="manifest",
    default_style=STYLE,
    papers=(
        Paper("roster", "值班表", "roster.typ", compose_roster, "A3", most_pages=1),
        Paper(
            "roster-cards", "值班卡", "roster-cards.typ", compose_cards, "A4",
            hangs=False, per_wall=False,
        ),
    ),
    page=Page("page.html.j2", "值班", view=_view),
    entries=_entries,
    check=_check,
    rolls=(
        words_of("households", "住户", "门牌", "户", "door", "household"),
        words_of("persons", "值班人", "姓名", "name"),
        rows_of(),
    ),
)  # fmt: skip
