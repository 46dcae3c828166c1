"""The pages of places and boards, and the index of the whole network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ..codes.identity import board_identity, board_uri, place_identity, place_uri
from ..model.place import BoardFields, Place
from ..model.sheet import Sheet
from ..plan.file import File
from ..walls.hang import State, concerning, state, walking_order
from .about import about_titles
from .happening import by_day, card
from .links import href, root_of
from .sheet import hanging_days
from .shown import sets_of_works, shows_works
from .shows import aspects, building, courtyards, show
from .walk import walk_of
from .web import Web, finished
from .work import work_card

_BOARD_STATES: tuple[tuple[State, str], ...] = (
    ("now", "现在贴着"),
    ("coming", "将要贴"),
    ("over", "已经到期"),
)


def render_places(web: Web) -> Iterator[File]:
    """A page for every courtyard, building and unit; floors are parts of their unit's."""
    for place in web.community.network.places.values():
        if place.kind != "floor":
            yield _render_place(web, place)


def _render_place(web: Web, place: Place) -> File:
    network = web.community.network
    uri = place_uri(web.community, place.id)
    root = root_of(uri)
    is_root = place.kind == "community"
    title = "画廊" if is_root else place.full_name
    hung = [s for s in concerning(web.community, web.walls, place.id) if s.has_page]
    current = [s.fields.title for s in hung if state(s, web.plan.today) != "over"]
    at = place.full_name
    leaves, links = _told_of(web, hung, root)
    galleries, past = _works_shown(web, place)
    shown = [show(web, sheet, root) for sheet in galleries]
    html = web.render(
        "place.html.j2", uri, title, place_identity(place.id),
        has_heading=not is_root, door=None if is_root else _door(web, place, root),
        walk=walk_of(web, place.id), steward=network.steward_at(place.id), at_root=is_root,
        description=about_titles(f"{at}，墙上现在有", current, f"{at}，墙上现在没有贴什么。"),
        galleries=shown, aspects=aspects(shown), leaves=leaves, links=links,
        past=[_sheet_link(web, sheet, root) for sheet in past],
        storeys=_storeys(web, place, galleries, root) if place.kind == "unit" else [],
        courts=courtyards(web, root) if is_root else [],
        houses=[building(web, b, root) for b in _children(web, place, "building")],
        units=[_place_link(web, u, root) for u in _children(web, place, "unit")],
        boards=[
            _board_link(web, board, root)
            for board in network.boards.values()
            if board.at == place.id or is_root
        ],
    )  # fmt: skip
    return finished(uri, title, html)


def _children(web: Web, place: Place, kind: str) -> list[Place]:
    return [child for child in web.community.network.children(place.id) if child.kind == kind]


def _door(web: Web, place: Place, root: str) -> dict[str, Any]:
    """What its plate says: its name below that of its courtyard; and the way up."""
    above = web.community.network.line(place.id)[1:-1]
    court = above[0].name if above else ""
    return {
        "court": court,
        "court_href": href(root, place_uri(web.community, above[0].id)) if above else "",
        "name": place.full_name.removeprefix(court).strip(),
        "above": [
            {"name": one.name, "href": href(root, place_uri(web.community, one.id))}
            for one in above[1:]
        ],
    }


def _works_shown(web: Web, place: Place) -> tuple[list[Sheet], list[Sheet]]:
    """Sets of works that hang at a place or inside it, and those that are over."""
    all_of_it = place.kind == "community"
    hanging = web.community.sheets if all_of_it else web.walls.below.get(place.id, ())
    return sets_of_works(web, hanging, "now", "coming"), sets_of_works(web, hanging, "over")


def _told_of(
    web: Web, hung: Sequence[Sheet], root: str
) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """What concerns a place besides works: what speaks of days as leaves, kind by kind under the
    kind's heading, the others by title."""
    told = [s for s in hung if not shows_works(s) and state(s, web.plan.today) != "over"]
    leaves = []
    for kind, page in web.plan.kinds.lists:
        dated = [sheet for sheet in told if sheet.kind == kind.name and not page.chronicle]
        if dated:
            cards = [card(web, sheet, root) for sheet in by_day(web, dated)]
            leaves.append({"name": page.section, "leaves": cards})
    pages = [(sheet, web.page_of(sheet)) for sheet in told]
    others = [sheet for sheet, page in pages if page.chronicle or not page.index]
    return leaves, [_told_link(web, sheet, root) for sheet in others]


def _told_link(web: Web, sheet: Sheet, root: str) -> dict[str, str]:
    """With what it is, and its days."""
    link = _sheet_link(web, sheet, root)
    return {**link, "note": " · ".join(filter(None, (web.page_of(sheet).section, link["note"])))}


_RUN = 3
"""Empty storeys, one above the other, that are drawn as one."""


def _storeys(web: Web, place: Place, galleries: Sequence[Sheet], root: str) -> list[dict[str, Any]]:
    """The stairwell of a unit from the ground up, where something hangs in it: each storey with
    its works, several empty ones as one."""
    storeys: list[dict[str, Any]] = []
    for empty, run in groupby(
        _floors(web, place, galleries, root), key=lambda floor: not floor["works"]
    ):
        floors = list(run)
        if empty and len(floors) >= _RUN:
            numbers = [floor["number"] for floor in floors]
            storeys.append({"numbers": numbers, "works": []})
        else:
            storeys += [{"numbers": [floor["number"]], "works": floor["works"]} for floor in floors]
    return storeys if any(storey["works"] for storey in storeys) else []


def _floors(web: Web, place: Place, galleries: Sequence[Sheet], root: str) -> list[dict[str, Any]]:
    """Every floor of a unit from the ground up with the works that hang there."""
    works = [(sheet, work) for sheet in galleries for work in walking_order(sheet.fields.all_works)]
    return [
        {
            "number": number,
            "works": [
                work_card(web, sheet, work, root)
                for sheet, work in works
                if (work.floor or _floor_of(web, sheet)) == number
            ],
        }
        for number in range(1, place.floors + 1)
    ]


def _floor_of(web: Web, sheet: Sheet) -> int:
    """The floor of a whole gallery that hangs on one; 0 for others."""
    place = web.community.network.places.get(sheet.fields.at or "")
    return place.floor if place else 0


def _place_link(web: Web, place: Place, root: str) -> dict[str, str]:
    below = web.walls.below.get(place.id, ())
    sheets = [sheet for sheet in below if sheet.has_page and state(sheet, web.plan.today) != "over"]
    names = "、".join(sheet.fields.title for sheet in sheets[:4])
    more = f"等 {len(sheets)} 项" if len(sheets) > 4 else ""
    return {
        "href": href(root, place_uri(web.community, place.id)),
        "title": place.name,
        "note": names + more,
    }


def _sheet_link(web: Web, sheet: Sheet, root: str) -> dict[str, str]:
    note = hanging_days(web, sheet)
    return {"href": href(root, sheet.uri), "title": sheet.fields.title, "note": note}


def _board_link(web: Web, board: BoardFields, root: str) -> dict[str, str]:
    sheets = [s for s in _on_board(web, board) if state(s, web.plan.today) == "now"]
    note = "、".join(sheet.fields.title for sheet in sheets)
    return {"href": href(root, board_uri(board.id)), "title": board.name, "note": note}


def render_boards(web: Web) -> Iterator[File]:
    """A page for every board: what is on it, what is to come, what should come down."""
    for board in web.community.network.boards.values():
        uri = board_uri(board.id)
        root = root_of(uri)
        sheets = _on_board(web, board)
        groups = [_hung_group(web, sheets, which, name, root) for which, name in _BOARD_STATES]
        at = board.at if board.at in web.community.network.places else ""
        html = web.render(
            "board.html.j2", uri, board.name, board_identity(board.id),
            [*web.place_crumbs(at), (board.name, None)],
            steward=web.community.network.steward_at(None, [board.id]),
            description=about_titles(
                f"{board.name}上现在贴着",
                [s.fields.title for s in sheets if state(s, web.plan.today) == "now"],
                f"{board.name}上现在没有贴什么。",
            ),
            groups=groups,
            empty=not any(group["sheets"] or group["leaves"] for group in groups),
        )  # fmt: skip
        yield finished(uri, board.name, html)


def _hung_group(
    web: Web, sheets: Sequence[Sheet], which: State, name: str, root: str
) -> dict[str, Any]:
    """What is in one state: what speaks of days as leaves, the others by their titles."""
    found = [sheet for sheet in sheets if state(sheet, web.plan.today) == which]
    dated = [sheet for sheet in found if web.page_of(sheet).index]
    others = [sheet for sheet in found if sheet not in dated]
    return {
        "name": name,
        "over": which == "over",
        "leaves": [card(web, sheet, root) for sheet in by_day(web, dated)],
        "sheets": [_told_link(web, sheet, root) for sheet in others],
    }


def _on_board(web: Web, board: BoardFields) -> list[Sheet]:
    """What is on it and has a page; lists of names have none."""
    return [sheet for sheet in web.walls.on_board.get(board.id, ()) if sheet.has_page]
