"""The pages of places, and the index of the whole network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ..codes.identity import place_identity, place_uri
from ..model.place import Place
from ..model.sheet import Sheet
from ..plan.file import File
from ..walls.hang import concerning, state, walking_order
from .about import about_titles
from .board import board_link
from .district import district_link
from .links import href, root_of
from .shown import sets_of_works
from .shows import aspects, building, courtyards, show
from .told import sheet_link, told_of
from .walk import walk_of
from .web import Web, finished
from .work import work_card


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
    leaves, links = told_of(web, hung, root, place)
    galleries, past = _works_shown(web, place)
    storeys = _storeys(web, place, galleries, root) if place.kind == "unit" else []
    shown = [show(web, sheet, root, place) for sheet in galleries]
    html = web.render(
        "place.html.j2", uri, title, place_identity(place.id),
        has_heading=not is_root, door=None if is_root else _door(web, place, root),
        walk=walk_of(web, place.id), steward=network.steward_at(place.id), at_root=is_root,
        description=about_titles(f"{at}，墙上现在有", current, f"{at}，墙上现在没有贴什么。"),
        galleries=shown, aspects=aspects(shown), leaves=leaves, links=links,
        past=[sheet_link(web, sheet, root) for sheet in past],
        storeys=storeys, near=_near(storeys, leaves, shown),
        courts=courtyards(web, root) if is_root else [],
        houses=[building(web, b, root) for b in _children(web, place, "building")],
        units=[_unit_link(web, u, root) for u in _children(web, place, "unit")],
        district=district_link(web, root) if is_root else [],
        boards=[
            board_link(web, board, root)
            for board in network.boards.values()
            if board.at == place.id or is_root
        ],
    )  # fmt: skip
    return finished(uri, title, html)


_STOREY, _LEAF, _STRIP = 140, 110, 290
"""About how high each stands on a desk, in pixels."""


def _near(
    storeys: Sequence[Any], leaves: Sequence[Mapping[str, Any]], galleries: Sequence[Any]
) -> int:
    """How many blocks of what hangs stand beside the stairwell that is drawn: no more than it is
    high, so that neither leaves a hole. What is left stands below both."""
    room, near = (len(storeys) - 1) * _STOREY, 0
    heights = [
        50 + sum(_LEAF + 30 * (len(leaf["title"]) // 14) for leaf in group["leaves"])
        for group in leaves
    ]
    heights += [50 + _STRIP * len(galleries)] if galleries else []
    for height in heights:
        room -= height
        if room < -_LEAF / 2:
            break
        near += 1
    return near


def _children(web: Web, place: Place, kind: str) -> list[Place]:
    return [child for child in web.community.network.children(place.id) if child.kind == kind]


def _door(web: Web, place: Place, root: str) -> dict[str, Any]:
    """What its plate says: its name below that of its courtyard, each step the way up."""
    above = [
        {"name": one.name, "href": href(root, place_uri(web.community, one.id))}
        for one in web.community.network.line(place.id)[1:-1]
    ]
    return {"court": above[:1], "above": above[1:], "name": place.name}


def _works_shown(web: Web, place: Place) -> tuple[list[Sheet], list[Sheet]]:
    """Sets of works that hang at a place or inside it, and those that are over."""
    all_of_it = place.kind == "community"
    hanging = web.community.sheets if all_of_it else web.walls.below.get(place.id, ())
    return sets_of_works(web, hanging, "now", "coming"), sets_of_works(web, hanging, "over")


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


def _unit_link(web: Web, place: Place, root: str) -> dict[str, Any]:
    """The way to it, and how much hangs there: what it is stands on the page of its building."""
    below = web.walls.below.get(place.id, ())
    return {
        "href": href(root, place_uri(web.community, place.id)),
        "name": place.name,
        "count": sum(s.has_page and state(s, web.plan.today) != "over" for s in below),
    }
