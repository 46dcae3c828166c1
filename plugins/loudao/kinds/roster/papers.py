"""The roster on paper: a sheet for the wall, or one for each month, and a card for each keeper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ...compose.brief import Brief, compose_sheet, named, place_code
from ...compose.lists import compose_rows, table_of
from ...compose.pieces import Code, Composed
from ...compose.sizes import size_mm
from ...model.days import describe_days
from ...model.sheet import Sheet
from ...richtext import render_blocks
from .rows import shown, sorts_of
from .turns import Turn, by_month, month_name, plan_turns, roster_fields

STYLE = "fresh"
_SIDE = 0.2
"""Of the width: 59 mm on A3, 42 mm on A4."""

_CARD_MM = (95, 138)
_CARD_SIDE_MM = 26.0
"""In the hand: scanned from a quarter of a metre."""


def compose_roster(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """A3 where no other size is asked for."""
    fields = roster_fields(sheet)
    if not fields.rotates:
        if sheet.table.rows:
            days = describe_days(fields.from_, fields.until)
            yield _whole(sheet, brief, table_of(sheet), days, len(sheet.table.rows))
        return
    months = list(by_month(plan_turns(sheet)))
    for month, turns in months:
        table = [[[["日期", "strong"]], [["值班", "strong"]]]]
        table += [[[[turn.days, ""]], [[turn.who, ""]]] for turn in turns]
        spans = (max(turns[0].starts, month), turns[-1].ends)
        part = f"{month:%Y-%m}" if len(months) > 1 else ""
        yield _whole(sheet, brief, table, month_name(month), len(turns), part, spans)


def _whole(
    sheet: Sheet,
    brief: Brief,
    table: Any,
    days: str,
    rows: int,
    part: str = "",
    spans: tuple[date, date] | None = None,
) -> Composed:
    fields = roster_fields(sheet)
    size = brief.size(sheet, "A3")
    side = size_mm(size)[0] * _SIDE
    return compose_sheet(
        brief,
        fields.title,
        {
            "dates": "",
            "facts": named([("地点", brief.community.where(sheet)), ("日期", days)]),
            "body": render_blocks(fields.text),
            "table": table,
            "code": Code(sheet.identity, side, "扫码看最新"),
        },
        sets={**_laid(table), "circles": _circles(sheet), "title_lines": [[fields.title]]},
        size=size,
        style=fields.wall_style,
        default_style=STYLE,
        side_mm=side,
        weight=rows,
        part=part,
        days=spans,
    )


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


def _circles(sheet: Sheet) -> bool:
    """Whether a turn is a week, whose days are ticked as they are done."""
    turns = plan_turns(sheet)
    if turns:
        return turns[0].starts < turns[0].ends and roster_fields(sheet).turn == "week"
    return any("周" in column for column in sheet.table.columns)


def compose_cards(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """What hangs beside a household's own door, or lies in its drawer: its turns and no others."""
    return compose_rows(
        sheet, brief, list(_cards(sheet)), default_style=STYLE,
        says={"note": render_blocks(roster_fields(sheet).text)},
        sets={"piece": _CARD_MM, "across": 2, "down": 2}, side_mm=_CARD_SIDE_MM,
    )  # fmt: skip


def _cards(sheet: Sheet) -> Iterator[dict[str, Any]]:
    turns: dict[str, list[Turn]] = {}
    for turn in plan_turns(sheet):
        turns.setdefault(turn.who, []).append(turn)
    for who, own in turns.items():
        code = (
            place_code(own[0].place, _CARD_SIDE_MM)
            if own[0].place
            else Code(sheet.identity, _CARD_SIDE_MM)
        )
        yield {"who": who, "days": [turn.days for turn in own], "code": code}
