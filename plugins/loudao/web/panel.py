"""A board drawn to scale on its page: what hangs in which slot today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..model.place import BoardFields
from ..walls.packing import Packed, Placed
from ..walls.slots import Box
from .links import href
from .web import Web

_TALLEST, _WIDEST = 30, 48
"""Of a drawing, in rem: it leaves room for what hangs beside it."""

_TOUCH = 44
"""px that a finger needs."""

_REM = 18
"""px: a rem of our pages."""

_WINDOWS = (("phone", 276.0), ("tablet", 650.0), ("desk", 740.0))
"""px: how wide a board is at least in the windows that panel.css tells apart."""

_MARK, _LINE, _NUMBER, _SIDES = 16, 22, 30, 10
"""px: a character, a line of them, the number above, the room at both sides."""

_MARKS = 4
"""The fewest characters of a line of a title; what has no room for them bears one word."""


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
    least = _TOUCH * wide / slot[0]
    return {
        "name": board.name,
        "style": f"width:{_most(packed):.4g}rem;min-width:{least:.0f}px;"
        f"aspect-ratio:{wide:g}/{tall:g}",
        "hung": [_sheet(web, packed, placed, root, least) for placed in hung],
        "free": [
            {"number": number, "style": _within(packed.grid.box(number), Box(0, 0, wide, tall))}
            for number in packed.free(web.plan.today)
        ],
    }


def _today(web: Web, board: BoardFields) -> list[Placed]:
    packed = web.boards.get(board.id)
    return packed.on(web.plan.today) if packed else []


def _identity(placed: Placed) -> str:
    """Of its sheet; what a sheet hangs several of are parts of it."""
    return placed.piece.what.partition("#")[0]


def _sheet(web: Web, packed: Packed, placed: Placed, root: str, least: float) -> dict[str, Any]:
    """A link where it has a page; of a list of persons only what it is. What is touched are its
    slots; the paper lies in them as large as it is."""
    sheet = web.community.by_identity.get(_identity(placed))
    page = sheet if sheet and sheet.has_page else None
    label = web.plan.kinds.papers[placed.piece.paper].label
    words = [label]
    if page:
        words = [page.fields.title, web.plan.kinds[page.kind].label, web.page_of(page).section]
    slots, paper = packed.taken(placed), packed.box(placed)
    lines = _lines(packed, paper, least)
    style = [_within(paper, slots), *(f"--{name}:{number}" for name, number in lines.items())]
    room = paper.wide * max(least, _WINDOWS[0][1]) / packed.grid.size[0] // _MARK
    return {
        "slot": placed.slots[0],
        "style": _within(slots, Box(0, 0, *packed.grid.size)),
        "paper": ";".join(style),
        "named": next((name for name, number in lines.items() if number), ""),
        "title": words[0],
        "word": "" if lines["phone"] else _short(words, int(room)),
        "href": href(root, page.uri) if page else "",
    }


def _short(words: Sequence[str], room: int) -> str:
    """The first of `words` that has room for all its characters; else how that begins."""
    begins = words[0][: room - 1] + "…" if room > 2 else words[0][:room]
    return next((word for word in words if len(word) <= room), begins)


def _lines(packed: Packed, paper: Box, least: float) -> dict[str, int]:
    """How many lines of its title are seen on a paper in each window; 0 where it has no room."""
    wide, found = packed.grid.size[0], {}
    for name, window in _WINDOWS:
        scale = max(least, min(window, _most(packed) * _REM)) / wide
        has_room = paper.wide * scale >= _MARKS * _MARK + _SIDES
        found[name] = max(0, int((paper.tall * scale - _NUMBER) / _LINE)) if has_room else 0
    return found


def _most(packed: Packed) -> float:
    """How wide the drawing is on a desk, in rem."""
    wide, tall = packed.grid.size
    return min(_WIDEST, _TALLEST * wide / tall)


def _within(box: Box, whole: Box) -> str:
    """Where something is in what holds it, in hundredths of that."""
    sides = (("left", box.x - whole.x, whole.wide), ("top", box.y - whole.y, whole.tall),
             ("width", box.wide, whole.wide), ("height", box.tall, whole.tall))  # fmt: skip
    return ";".join(f"{name}:{100 * side / of:.4g}%" for name, side, of in sides)
