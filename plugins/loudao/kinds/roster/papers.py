"""The roster on paper: a sheet for the wall, or one for each month, and a card for each keeper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from math import ceil
from typing import Any

from ...compose.boards import compose_board
from ...compose.brief import Brief, place_code
from ...compose.doors import is_door
from ...compose.lists import compose_rows, table_of
from ...compose.pieces import Code, Composed, Grid
from ...model.days import describe_days
from ...model.sheet import Sheet
from ...richtext import render_blocks
from .care import told_text
from .rows import shown, sorts_of
from .turns import (
    UNCONFIRMED,
    Turn,
    by_month,
    month_name,
    plan_turns,
    roster_fields,
    sheets_of_months,
)

STYLE = "fresh"
_SIDE = 0.2
"""Of the width: 59 mm on A3, 42 mm on A4."""

_CARDS, _LOW_CARDS = Grid(95, 138, 2, 2), Grid(95, 92, 2, 3)
_LOW_CARD_TURNS = 2
"""A low card has room for no more: with more all cards are tall ones."""

_CARD_SIDE_MM = 26.0
"""In the hand: scanned from a quarter of a metre."""


def compose_roster(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """A3 where no other size is asked for."""
    fields = roster_fields(sheet)
    if not fields.rotates:
        if sheet.table.rows:
            days = describe_days(fields.from_, fields.until)
            weekly = any("周" in column for column in sheet.table.columns)
            yield _whole(sheet, brief, table_of(sheet), days, len(sheet.table.rows), weekly)
        return
    all_turns = plan_turns(sheet)
    weekly = _are_weeks(sheet, all_turns)
    several = len(list(by_month(all_turns))) > 1
    for number, (month, turns) in enumerate(sheets_of_months(all_turns)):
        table = _table_of(turns)
        starts = turns[0].starts
        spans = (max(starts, month) if number else starts, turns[-1].ends)
        part = f"{month:%Y-%m}" if several else ""
        said = month_name(month), len(turns), weekly, part, spans
        yield _whole(sheet, brief, table, *said, turns)


def _whole(
    sheet: Sheet,
    brief: Brief,
    table: Any,
    days: str,
    rows: int,
    weekly: bool,
    part: str = "",
    spans: tuple[date, date] | None = None,
    turns: Sequence[Turn] = (),
) -> Composed:
    return compose_board(
        sheet,
        brief,
        {"dates": "", "table": table},
        text=told_text(sheet, brief.community.network, turns),
        label="扫码看最新",
        default_style=STYLE,
        weight=rows,
        facts=[("地点", brief.community.where(sheet)), ("日期", days)],
        sets={**_laid(table), "circles": weekly},
        side=_SIDE,
        part=part,
        days=spans,
    )


def _table_of(turns: Sequence[Turn]) -> list[Any]:
    """Days and keepers; beside days that may be off, that nobody knows yet."""
    columns, doubtful = ["日期", "值班"], any(turn.unconfirmed for turn in turns)
    cells = [[turn.days, turn.who] for turn in turns]
    if doubtful:
        columns.append("放假安排")
        for row, turn in zip(cells, turns, strict=True):
            row.append(UNCONFIRMED if turn.unconfirmed else "")
    return [
        [[[name, "strong"]] for name in columns],
        *([[[cell, ""]] for cell in row] for row in cells),
    ]


def _laid(table: Any) -> dict[str, Any]:
    """What each column holds, and its cells as they are shown where rows are large."""
    columns, *rows = [["".join(run[0] for run in cell) for cell in row] for row in table]
    sorts = sorts_of(columns, rows)
    return {
        "sorts": sorts,
        "columns": columns,
        "shown": [
            [shown(cell, sort) for cell, sort in zip(row, sorts, strict=True)] for row in rows
        ],
    }


def _are_weeks(sheet: Sheet, turns: Sequence[Turn]) -> bool:
    """Whether a turn is a week, whose days are ticked as they are done."""
    return roster_fields(sheet).turn == "week" and any(t.starts < t.ends for t in turns[:1])


def compose_cards(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """What hangs beside a household's own door, or lies in its drawer: its turns and no others."""
    keepers: dict[str, list[Turn]] = {}
    all_turns = plan_turns(sheet)
    for turn in all_turns:
        keepers.setdefault(turn.who, []).append(turn)
    plated = [turns[0].place is not None or is_door(who) for who, turns in keepers.items()]
    note = render_blocks(told_text(sheet, brief.community.network, all_turns))
    return compose_rows(
        sheet, brief, [_card(sheet, who, turns) for who, turns in keepers.items()],
        default_style=STYLE, says={"note": note},
        sets={"plated": plated, "kept_words": []}, side_mm=_CARD_SIDE_MM,
        grid=_cards_on_a_sheet(keepers.values()),
    )  # fmt: skip


def _cards_on_a_sheet(keepers: Collection[Sequence[Turn]]) -> Grid:
    """Low cards where they save a sheet."""
    low, tall = (ceil(len(keepers) / (it.across * it.down)) for it in (_LOW_CARDS, _CARDS))
    may_be_low = all(len(turns) <= _LOW_CARD_TURNS for turns in keepers)
    return _LOW_CARDS if low < tall and may_be_low else _CARDS


def _card(sheet: Sheet, who: str, turns: Sequence[Turn]) -> dict[str, Any]:
    place = turns[0].place
    code = place_code(place, _CARD_SIDE_MM) if place else Code(sheet.identity, _CARD_SIDE_MM)
    return {"who": who, "days": [turn.told_days for turn in turns], "code": code}
