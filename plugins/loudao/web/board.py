"""The pages of boards: what is on each, what is to come, what should come down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..codes.identity import board_identity, board_uri
from ..model.days import day_of, span_of_days
from ..model.entry import upkeep_of
from ..model.place import BoardFields, Place
from ..model.sheet import Sheet
from ..plan.file import File
from ..walls.hang import State, state
from .about import about_titles
from .happening import by_day, card
from .links import href, root_of
from .panel import draw_panel, slots_on
from .shown import pictured, shows_works
from .told import told_link
from .web import Web, finished

_TURNS = 3
"""Of those who look after a board: this turn and the next."""

_STATES: tuple[tuple[State, str], ...] = (
    ("now", "现在贴着"),
    ("coming", "将要贴"),
    ("over", "已经到期"),
)


def render_boards(web: Web) -> Iterator[File]:
    """A page for every board: what is on it, what is to come, what should come down."""
    for board in web.community.network.boards.values():
        uri = board_uri(board.id)
        root = root_of(uri)
        sheets = _on_board(web, board)
        at = board.at if board.at in web.community.network.places else ""
        here = web.community.network.places[at]
        slots = slots_on(web, board)
        groups = [
            _hung_group(web, sheets, which, name, root, here, board.name, slots)
            for which, name in _STATES
        ]
        html = web.render(
            "board.html.j2", uri, board.name, board_identity(board.id),
            [*web.place_crumbs(at), (board.name, None)],
            steward=web.community.network.steward_at(None, [board.id]),
            description=about_titles(
                f"{board.name}上现在贴着",
                [s.fields.title for s in sheets if state(s, web.plan.today) == "now"],
                f"{board.name}上现在没有贴什么。",
            ),
            groups=groups, drawn=draw_panel(web, board, root), upkeep=_upkeep(web, board, root),
            empty=not any(group["sheets"] or group["leaves"] for group in groups),
        )  # fmt: skip
        yield finished(uri, board.name, html)


def _upkeep(web: Web, board: BoardFields, root: str) -> dict[str, Any] | None:
    """Who looks after it now and next, and the sheets that say who does afterwards."""
    found = upkeep_of(board.id, web.plan.entries, web.plan.today)
    shown = [entry for n, entry in enumerate(found) if n < _TURNS or entry.is_on(web.plan.today)]
    if not shown:
        return None
    sheets = dict.fromkeys(entry.target.identity for entry in shown)
    known = (web.community.by_identity[name] for name in sheets)
    return {
        "turns": [
            {
                "days": span_of_days(day_of(entry.starts), entry.last),
                "starts": day_of(entry.starts).isoformat(),
                "ends": entry.last.isoformat(),
                "who": entry.keeper,
            }
            for entry in shown
        ],
        "sheets": [told_link(web, sheet, root) for sheet in known if sheet.has_page],
    }


def _hung_group(
    web: Web,
    sheets: Sequence[Sheet],
    which: State,
    name: str,
    root: str,
    here: Place | None,
    board: str,
    slots: Mapping[str, int],
) -> dict[str, Any]:
    """What is in one state: what speaks of days as leaves, works as a picture, the others by
    their titles; what hangs in a slot with its number."""
    found = [sheet for sheet in sheets if state(sheet, web.plan.today) == which]
    dated = [sheet for sheet in found if web.page_of(sheet).index]
    others = [sheet for sheet in found if sheet not in dated]
    works = [sheet for sheet in others if shows_works(sheet)]

    def numbered(sheet: Sheet, shown: dict[str, Any]) -> dict[str, Any]:
        where = "" if shown.get("where") == board else shown.get("where")
        return {**shown, "slot": slots.get(sheet.identity), "where": where}

    return {
        "name": name,
        "over": which == "over",
        "leaves": [
            *(numbered(sheet, card(web, sheet, root, here)) for sheet in by_day(web, dated)),
            *(numbered(sheet, _seen(web, sheet, root, here)) for sheet in works),
        ],
        "sheets": [
            numbered(sheet, told_link(web, sheet, root)) for sheet in others if sheet not in works
        ],
    }


def _seen(web: Web, sheet: Sheet, root: str, here: Place | None) -> dict[str, Any]:
    """Works in a list of what hangs: the first of them, and until when they do."""
    shown = pictured(web, [sheet])
    picture = web.card_picture(shown[0].picture, root, "") if shown else None
    link = told_link(web, sheet, root)
    told = {"when": None, "line": link["note"], "kept": False, "picture": picture}
    return {**card(web, sheet, root, here), **told}


def _on_board(web: Web, board: BoardFields) -> list[Sheet]:
    """What is on it and has a page; lists of names have none."""
    return [sheet for sheet in web.walls.on_board.get(board.id, ()) if sheet.has_page]


def board_link(web: Web, board: BoardFields, root: str) -> dict[str, str]:
    sheets = [s for s in _on_board(web, board) if state(s, web.plan.today) == "now"]
    note = "、".join(sheet.fields.title for sheet in sheets)
    return {"href": href(root, board_uri(board.id)), "title": board.name, "note": note}
