"""The home page: what is in force, the work of the week, galleries, buildings."""

from __future__ import annotations

from typing import Any

from ..codes.identity import place_uri
from ..model.place import Place
from ..model.sheet import Sheet
from .happening import card
from .links import href
from .lists import listed_sheets
from .pictures import view_picture
from .shown import hangs_where, pictured, sets_of_works, share_of_row
from .web import Web

_CARDS = 4
"""Notices on the home page; the list has them all."""

_STRIP = 3
"""Pictures that stand for a gallery."""

_STRIP_SHARES = (8, 50)
"""Of such a row: no scroll so long that the others vanish."""


def home_view(web: Web) -> dict[str, Any]:
    """Everything that the home page shows besides the words of docs/index.md."""
    root = "./"
    now, coming = listed_sheets(web, "now"), listed_sheets(web, "coming")
    shown = [*now, *coming][:_CARDS]
    galleries = [_gallery(web, sheet, root) for sheet in _galleries(web)]
    return {
        "aspects": sorted({one["aspect"] for g in galleries for one in g["pictures"]}),
        "lists": [
            {"href": href(root, page.index), "name": page.section}
            for _, page in web.plan.kinds.lists
        ],
        "cards_now": [card(web, sheet, root) for sheet in shown],
        "count": len(now) + len(coming),
        "week": _week(web, root),
        "galleries": galleries,
        "courtyards": _courtyards(web, root),
    }


def _galleries(web: Web) -> list[Sheet]:
    return [s for s in sets_of_works(web, web.community.sheets, "now") if s.fields.all_works]


def _week(web: Web, root: str) -> dict[str, Any] | None:
    """The work of this week: each in its turn, those that lie before those that stand."""
    shown = pictured(web, _galleries(web))
    if not shown:
        return None
    wide = [one for one in shown if 1.1 <= one.picture.aspect < 2.5] or shown
    sheet, work, picture = wide[web.plan.today.toordinal() // 7 % len(wide)]
    return {
        "href": href(root, sheet.work_uri(work)),
        "title": work.title,
        "caption": " · ".join(filter(None, (work.artist, work.form))),
        "where": hangs_where(web, sheet, work),
        "picture": view_picture(picture, root, work.alt or work.title, web.look(picture)),
    }


def _gallery(web: Web, sheet: Sheet, root: str) -> dict[str, Any]:
    seen = pictured(web, [sheet])
    flat = [one for one in seen if 0.5 <= one.picture.aspect <= 2]
    shown = (flat or seen)[:_STRIP]
    works = sheet.fields.all_works
    words = next((work.lines for work in works if work.lines), [])
    return {
        "href": href(root, sheet.uri),
        "title": sheet.fields.title,
        "where": web.community.where(sheet),
        "count": len(works),
        "ends": sheet.fields.until,
        "pictures": [
            {
                "view": web.card_picture(one.picture, root, "", blurred=False),
                "aspect": share_of_row(one.picture, *_STRIP_SHARES),
            }
            for one in shown
        ],
        "words": [] if shown else words[:4],
    }  # fmt: skip


def _courtyards(web: Web, root: str) -> list[dict[str, Any]]:
    """Every courtyard with its buildings as they are drawn: which storeys, which have a work."""
    network = web.community.network
    return [
        {
            "name": court.name,
            "href": href(root, place_uri(web.community, court.id)),
            "buildings": [_building(web, b, root) for b in network.children(court.id)],
        }
        for court in network.children("")
    ]


_MOST_STOREYS = 9
"""That a drawing of a building shows; a tower is drawn as high."""


def _building(web: Web, building: Place, root: str) -> dict[str, Any]:
    storeys = web.community.network.storeys(building.id) or 6
    lit = {
        work.floor
        for sheet in web.walls.below.get(building.id, ())
        for work in sheet.fields.all_works
        if work.floor
    }
    rows = range(min(storeys, _MOST_STOREYS), 0, -1)
    return {
        "name": building.name,
        "href": href(root, place_uri(web.community, building.id)),
        "rows": [{"floor": floor, "lit": floor in lit} for floor in rows],
    }
