"""The pages of places and boards, and the index of the whole network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..codes.identity import board_identity, board_uri, place_identity, place_uri
from ..model.fields import WorksFields
from ..model.place import BoardFields, Place
from ..model.sheet import Sheet
from ..plan.file import File
from ..walls.hang import concerning, state, walking_order
from .happening import by_day, card
from .links import href, root_of
from .sheet import hanging_days
from .shown import sets_of_works, shows_works
from .walk import walk_of
from .web import Web, finished
from .work import work_card

_BOARD_STATES = (("now", "现在贴着"), ("coming", "将要贴"), ("over", "已经到期"))


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
    title = f"{place.name}的画廊" if is_root else place.full_name
    galleries, past = _works_shown(web, place)
    html = web.render(
        "place.html.j2", uri, title, place_identity(place.id),
        has_heading=not is_root, door=None if is_root else _door(web, place, root),
        walk=walk_of(web, place.id),
        sections=[*_link_sections(web, place, root), *_card_sections(web, galleries, root)],
        past=[_sheet_link(web, sheet, root) for sheet in past],
        floors=_floors(web, place, galleries, root) if place.kind == "unit" and galleries else [],
        places=_below(web, place, root),
        boards=[
            _board_link(web, board, root)
            for board in network.boards.values()
            if board.at == place.id or place.kind == "community"
        ],
    )  # fmt: skip
    return finished(uri, title, html)


def _door(web: Web, place: Place, root: str) -> dict[str, Any]:
    """What its plate says: its name below that of its courtyard; and the way up."""
    above = web.community.network.line(place.id)[1:-1]
    court = above[0].name if above else ""
    return {
        "court": court,
        "name": place.full_name.removeprefix(court).strip(),
        "above": [
            {"name": one.name, "href": href(root, place_uri(web.community, one.id))}
            for one in above
        ],
    }


def _works_shown(web: Web, place: Place) -> tuple[list[Sheet], list[Sheet]]:
    """Sets of works that hang at a place or inside it, and those that are over."""
    all_of_it = place.kind == "community"
    hanging = web.community.sheets if all_of_it else web.walls.below.get(place.id, ())
    return sets_of_works(web, hanging, "now", "coming"), sets_of_works(web, hanging, "over")


def _link_sections(web: Web, place: Place, root: str) -> list[dict[str, Any]]:
    """What hangs at a place, inside it or around it, by the headings of its kinds."""
    sections: dict[str, list[Sheet]] = {}
    for kind in web.plan.kinds:
        if kind.page and not issubclass(kind.fields, WorksFields):
            sections.setdefault(kind.page.section, [])
    for sheet in concerning(web.community, web.walls, place.id):
        listed = sheet.has_page and not shows_works(sheet)
        if listed and state(sheet, web.plan.today) != "over":
            sections[web.page_of(sheet).section].append(sheet)
    return [_section(web, name, sheets, root) for name, sheets in sections.items() if sheets]


def _section(web: Web, name: str, sheets: Sequence[Sheet], root: str) -> dict[str, Any]:
    """Sheets that speak of days as leaves of the calendar, others by their titles."""
    dated = any(web.page_of(sheet).index for sheet in sheets)
    return {
        "name": name,
        "shown": [],
        "leaves": [card(web, s, root) for s in by_day(web, sheets)] if dated else [],
        "links": [] if dated else [_sheet_link(web, s, root) for s in sheets],
    }


def _card_sections(web: Web, sheets: Sequence[Sheet], root: str) -> list[dict[str, Any]]:
    sections: dict[str, list[dict[str, Any]]] = {}
    for sheet in sheets:
        cards = sections.setdefault(web.page_of(sheet).section, [])
        cards.append(_gallery_card(web, sheet, root))
    return [{"name": n, "shown": shown, "leaves": [], "links": []} for n, shown in sections.items()]


def _gallery_card(web: Web, sheet: Sheet, root: str) -> dict[str, Any]:
    """A gallery as a card with its first picture."""
    works = sheet.fields.all_works
    found = (web.plan.pictures.works.get(sheet.work_identity(work)) for work in works)
    cover = next((picture for picture in found if picture), None)
    count = f"{len(works)} 件"
    return {
        "href": href(root, sheet.uri),
        "title": sheet.fields.title,
        "caption": " · ".join(filter(None, (web.community.where(sheet), count))),
        # the title beside it says what it is
        "picture": cover and web.card_picture(cover, root, "", blurred=True),
        "words": next((work.text for work in works if work.text), "") if not cover else "",
    }


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


def _below(web: Web, place: Place, root: str) -> list[dict[str, Any]]:
    """The places inside: of the community each courtyard with its units, else one list."""
    network = web.community.network
    children = [child for child in network.children(place.id) if child.kind != "floor"]
    if place.kind != "community":
        return (
            [{"title": "", "places": [_place_link(web, c, root, c.name) for c in children]}]
            if children
            else []
        )
    groups = []
    for court in children:
        units = [
            u for building in network.children(court.id) for u in network.children(building.id)
        ]
        links = [_place_link(web, court, root, f"{court.name}（全院）")]
        for unit in units:
            links.append(_place_link(web, unit, root, f"{unit.parents[-1]} {unit.name}"))
        groups.append({"title": court.name, "places": links})
    return groups


def _place_link(web: Web, place: Place, root: str, title: str) -> dict[str, str]:
    below = web.walls.below.get(place.id, ())
    sheets = [sheet for sheet in below if sheet.has_page and state(sheet, web.plan.today) != "over"]
    names = "、".join(sheet.fields.title for sheet in sheets[:4])
    more = f"等 {len(sheets)} 项" if len(sheets) > 4 else ""
    return {
        "href": href(root, place_uri(web.community, place.id)),
        "title": title,
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
        groups = [
            {
                "name": name,
                "sheets": [
                    _sheet_link(web, s, root) for s in sheets if state(s, web.plan.today) == which
                ],
            }
            for which, name in _BOARD_STATES
        ]
        at = board.at if board.at in web.community.network.places else ""
        html = web.render(
            "board.html.j2", uri, board.name, board_identity(board.id),
            [*web.place_crumbs(at), (board.name, None)],
            facts=_board_facts(board),
            groups=groups,
            empty=not any(group["sheets"] for group in groups),
        )  # fmt: skip
        yield finished(uri, board.name, html)


def _on_board(web: Web, board: BoardFields) -> list[Sheet]:
    """What is on it and has a page; lists of names have none."""
    return [sheet for sheet in web.walls.on_board.get(board.id, ()) if sheet.has_page]


def _board_facts(board: BoardFields) -> list[str]:
    size = [str(board.size)] if board.size else []
    return [*size, f"{board.slots} 个栏位（{board.slot}）"]
