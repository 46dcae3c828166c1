"""A board drawn to scale on its page: what hangs in which slot today."""

from __future__ import annotations

from typing import Any

from ..model.place import BoardFields
from ..walls.packing import Packed, Placed
from ..walls.slots import Box
from .links import href
from .web import Web

_TALLEST, _WIDEST = 24, 48
"""Of a drawing, in rem: it leaves room for what hangs below it."""

_TOUCH = 44
"""px that a finger needs."""

_REM, _PHONE = 18, 280
"""px: a rem of our pages, and how wide a board is at least on a phone."""

_NAME, _LINE, _NUMBER = 72, 22, 30
"""px: four characters, a line of them, the number above."""


def slots_on(web: Web, board: BoardFields) -> dict[str, int]:
    """The slot in which each sheet hangs today, the first of those that it covers, by its
    identity."""
    return {_identity(placed): placed.slots[0] for placed in reversed(_today(web, board))}


def draw_panel(web: Web, board: BoardFields, root: str) -> dict[str, Any] | None:
    """What the template draws; None of a board whose slots nobody knows."""
    packed = web.boards.get(board.id)
    if packed is None:
        return None
    hung = _today(web, board)
    (wide, tall), slot = packed.grid.size, packed.grid.slot
    narrowest = min([slot[0], *(placed.piece.extent[0] for placed in hung)])
    return {
        "name": board.name,
        "style": f"width:{_most(packed):.4g}rem;min-width:{_TOUCH * wide / narrowest:.0f}px;"
        f"aspect-ratio:{wide:g}/{tall:g}",
        "hung": [_sheet(web, packed, placed, root) for placed in hung],
        "free": [
            {"number": number, **_shown(packed.grid.box(number), packed)}
            for number in packed.free(web.plan.today)
        ],
    }


def _today(web: Web, board: BoardFields) -> list[Placed]:
    packed = web.boards.get(board.id)
    return packed.on(web.plan.today) if packed else []


def _identity(placed: Placed) -> str:
    """Of its sheet; what a sheet hangs several of are parts of it."""
    return placed.piece.what.partition("#")[0]


def _sheet(web: Web, packed: Packed, placed: Placed, root: str) -> dict[str, Any]:
    """A link where it has a page; of a list of persons only what it is."""
    sheet = web.community.by_identity.get(_identity(placed))
    page = sheet if sheet and sheet.has_page else None
    return {
        "slot": placed.slots[0],
        **_shown(packed.box(placed), packed),
        "title": page.fields.title if page else web.plan.kinds.papers[placed.piece.paper].label,
        "href": href(root, page.uri) if page else "",
    }


def _most(packed: Packed) -> float:
    """How wide the drawing is on a desk, in rem."""
    wide, tall = packed.grid.size
    return min(_WIDEST, _TALLEST * wide / tall)


def _shown(box: Box, packed: Packed) -> dict[str, str]:
    """Where something is, in hundredths of the board, and how many lines of its name are seen."""
    wide, tall = packed.grid.size
    sides = (("left", box.x, wide), ("top", box.y, tall), ("width", box.wide, wide),
             ("height", box.tall, tall))  # fmt: skip
    style = [f"{name}:{100 * side / whole:.4g}%" for name, side, whole in sides]
    desk = _most(packed) * _REM
    names = []
    for name, where, px in (("roomy", "phone", min(desk, _PHONE)), ("named", "desk", desk)):
        lines = int((px * box.tall / wide - _NUMBER) / _LINE)
        if px * box.wide / wide >= _NAME and lines > 0:
            names.append(name)
            style.append(f"--{where}:{lines}")
    return {"style": ";".join(style), "room": " ".join(names)}
