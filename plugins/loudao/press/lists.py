"""Sheets from a list: door plates, feedback cards, certificates, letters, rosters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..model.batch import COMMUNITY, NUMBER, PLACE, PLACE_ID, Batch, Row, fill
from ..model.days import describe_day, describe_days
from ..richtext import render_blocks
from .brief import Brief, code_data
from .paper import paper_size
from .styles import Style

_DOOR_PIECE, _LARGE_DOOR_PIECE = (184, 66), (184, 88)
_DOOR_SIDE = 38.0
_CARD_PIECE, _LARGE_CARD_PIECE = (95, 138), (184, 136)
_CARD_SIDE = 26.0
"""In the hand: scanned from a quarter of a metre."""

_LETTER_SIDE = 30.0
_ROSTER_SIDE = 0.2
"""Of the paper's width: 59 mm on A3, 42 mm on A4."""

_STYLES = {
    "door-plates": "red", "cards": "fresh", "certificates": "red", "letters": "plain",
    "roster": "fresh",
}  # fmt: skip

_CARD_BLANKS = ("活动", "时间", "地点", "做了什么", "居民评价", "签名")


class NoCode(Exception):
    """The place of a batch, or of one of its rows, has no code that may be printed."""


def batch_data(batch: Batch, brief: Brief) -> dict[str, Any]:
    """What the template of a batch from a list is told. Raises NoCode."""
    sheet = batch.fields.sheet
    style = brief.style(batch.fields.style, _STYLES[sheet])
    makers: dict[str, Callable[[Batch, Brief, Style], dict[str, Any]]] = {
        "door-plates": _door_plates,
        "cards": _cards,
        "certificates": _certificates,
        "letters": _letters,
        "roster": _roster,
    }
    return makers[sheet](batch, brief, style)


def _door_plates(batch: Batch, brief: Brief, style: Style) -> dict[str, Any]:
    piece = _LARGE_DOOR_PIECE if brief.large else _DOOR_PIECE
    return {
        **_common(batch, brief, style, "A4", _DOOR_SIDE / 100),
        "piece": piece,
        "down": 3 if brief.large else 4,
        "rows": [
            {
                "words": batch.fields.title,
                "lines": [text for line in batch.fields.lines if (text := fill(line, row))],
                "code": _code(row, batch, brief, _DOOR_SIDE),
            }
            for row in _rows(batch, brief)
        ],
    }


def _cards(batch: Batch, brief: Brief, style: Style) -> dict[str, Any]:
    blanks = batch.fields.blanks or _CARD_BLANKS
    rows = _rows(batch, brief)
    return {
        **_common(batch, brief, style, "A4", _CARD_SIDE / 100),
        "piece": _LARGE_CARD_PIECE if brief.large else _CARD_PIECE,
        "across": 1 if brief.large else 2,
        "down": 2,
        "rows": [
            {
                "title": batch.fields.title,
                "number": f"{NUMBER} {row[NUMBER]}",
                "fields": [(name, known.get(name, "")) for name in blanks],
                "note": render_blocks(fill(batch.fields.text, row)),
                "code": _code(row, batch, brief, _CARD_SIDE),
            }
            for row, known in zip(rows, batch.rows or [{}] * len(rows), strict=True)
        ],
    }


def _certificates(batch: Batch, brief: Brief, style: Style) -> dict[str, Any]:
    return {
        **_common(batch, brief, style, brief.size or "A4", 0.5, upright=False),
        "rows": [_letter(row, batch, brief) for row in _rows(batch, brief)],
    }


def _letters(batch: Batch, brief: Brief, style: Style) -> dict[str, Any]:
    rows = [
        {**_letter(row, batch, brief), "code": _code(row, batch, brief, _LETTER_SIDE, "扫码回话")}
        for row in _rows(batch, brief)
    ]
    common = _common(batch, brief, style, "A4", _LETTER_SIDE / 100)
    return {**common, "rows": rows, "code": {"side": _LETTER_SIDE}}


def _roster(batch: Batch, brief: Brief, style: Style) -> dict[str, Any]:
    paper = brief.size or "A3"
    side = paper_size(paper)[0] * _ROSTER_SIDE
    columns = list(dict.fromkeys(name for row in batch.rows for name in row))
    starts, ends = batch.fields.from_, batch.fields.until
    where = brief.community.names(batch.fields.at, batch.fields.boards)
    facts = [("地点", where), ("日期", describe_days(starts, ends))]
    return {
        **_common(batch, brief, style, paper, side / 100),
        "dates": "",
        "facts": [(name, value) for name, value in facts if value],
        "body": render_blocks(batch.fields.text),
        "table": [
            [[[name, "strong"]] for name in columns],
            *([[[row.get(name, ""), ""]] for name in columns] for row in batch.rows),
        ],
        "code": _code({}, batch, brief, side, "扫码看最新"),
    }


def _common(
    batch: Batch, brief: Brief, style: Style, paper: str, metres: float, upright: bool = True
) -> dict[str, Any]:
    title = batch.fields.title
    return brief.common(
        title,
        style,
        paper_size(paper, upright),
        metres,
        title,
        batch.fields.style or _STYLES[batch.fields.sheet],
    )


def _rows(batch: Batch, brief: Brief) -> list[Row]:
    """The rows of the list, or the places asked for, or blank ones; each with its number."""
    rows: list[Row] = list(batch.rows)
    if batch.fields.each:
        places = batch.places(brief.community.network)
        rows = [{PLACE: place.full_name, PLACE_ID: place.id} for place in places]
    rows = rows or [{}] * batch.fields.copies
    fixed = {
        COMMUNITY: brief.community.name,
        PLACE: brief.community.names(batch.fields.at, ()) or brief.community.name,
    }
    return [{**fixed, NUMBER: f"{n:04}", **row} for n, row in enumerate(rows, 1)]


def _letter(row: Row, batch: Batch, brief: Brief) -> dict[str, Any]:
    day = batch.fields.from_
    return {
        "title": batch.fields.title,
        "number": f"第 {row[NUMBER]} 号",
        "to": fill(batch.fields.to, row),
        "body": render_blocks(fill(batch.fields.text, row)),
        "signature": [
            batch.fields.signature or brief.committee,
            *([describe_day(day)] if day else []),
        ],
    }


def _code(
    row: Row, batch: Batch, brief: Brief, side: float, label: str | None = None
) -> dict[str, Any]:
    """The code of the row's place, else of the batch's, else of the community."""
    address = brief.address_at(row.get(PLACE_ID) or batch.fields.at)
    if address is None:
        raise NoCode
    return code_data(address, side, label)
