"""Boards drawn to scale: what the library asks of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..compose.brief import Brief
from ..model.days import describe_day, describe_days, month_and_day
from ..model.place import BoardFields
from ..plan.boards import describe_gaps, describe_grid, why_left_out
from ..walls.packing import DOINGS, Packed, Piece
from .document import Document
from .documents import document_frame

_ROOM = (166.0, 118.0)
"""Of a drawing on A4, in mm: beside it its height is written, below it what hangs is listed."""

_SCALES = (1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200)


def boards_document(
    boards: Mapping[str, Packed], brief: Brief, today: date, until: date | None
) -> Document:
    """A page a board, as of `today`; with `until` what is done to it up to then is listed."""
    network = brief.community.network
    style = brief.styles.get(network.style).name
    data = {
        **document_frame(brief, "宣传栏", style),
        "boards": [
            _board(network.boards[name], packed, brief, today, until)
            for name, packed in boards.items()
        ],
    }
    weight = sum(len(packed.pieces) for packed in boards.values()) + len(boards)
    return Document("sheets/boards.typ", data, weight=weight)


def _board(
    board: BoardFields, packed: Packed, brief: Brief, today: date, until: date | None
) -> dict[str, Any]:
    scale = _scale(packed.grid.size)
    said = [brief.community.name, describe_day(today), describe_grid(board, packed)]
    return {
        "name": board.name,
        "summary": "　".join([*said, f"比例 1:{scale}"]),
        "note": describe_gaps(board, packed),
        "scale": scale,
        "size": packed.grid.size,
        "measured": packed.grid.measured,
        "slots": [
            {"number": n, "box": packed.grid.box(n), "free": n in packed.free(today)}
            for n in packed.grid.slots
        ],
        "hung": [
            {"box": packed.box(one), "slots": _numbers(one.slots), **_said(one.piece)}
            for one in packed.on(today)
        ],
        "free": _numbers(packed.free(today)),
        "left": [
            {"name": left.piece.name, "why": why_left_out(left, board, packed)}
            for left in packed.left_out(today)
        ],
        "until": f"到{describe_day(until)}" if until else "",
        "changes": list(_changes(packed, today, until)) if until else [],
    }


def _said(piece: Piece) -> dict[str, str]:
    return {
        "name": piece.name,
        "size": piece.size,
        "days": describe_days(piece.starts, piece.ends) or "没有写日子",
    }


def _numbers(slots: Sequence[int]) -> str:
    return "、".join(map(str, slots))


def _changes(packed: Packed, today: date, until: date) -> Iterator[dict[str, str]]:
    for change in packed.changes(today, until):
        piece = change.placed.piece
        yield {
            "day": month_and_day(change.day), "doing": DOINGS[change.doing],
            "where": change.placed.where, "name": piece.name, "size": piece.size,
        }  # fmt: skip


def _scale(size: tuple[float, float]) -> int:
    """The first of those that people read on which the board has room."""
    wanted = max(side / room for side, room in zip(size, _ROOM, strict=True))
    return next((scale for scale in _SCALES if scale >= wanted), int(wanted) + 1)
