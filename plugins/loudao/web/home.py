"""The home page: what is in force, the work of the week, galleries, buildings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..codes.identity import place_uri
from ..model.fields import WorksFields
from ..model.place import Place
from ..model.sheet import Sheet
from ..model.work import Work
from ..photos.plan import Picture
from ..walls.hang import state
from .happening import by_day, card
from .links import href
from .lists import indexed
from .pictures import view_picture
from .web import Web

_CARDS = 4
"""Notices on the home page; the list has them all."""

_STRIP = 3
"""Pictures that stand for a gallery."""


def home_view(web: Web) -> dict[str, Any]:
    """Everything that the home page shows besides the words of docs/index.md."""
    root = "./"
    lists = list(indexed(web.plan))
    names = {kind.name for _, kind in lists}
    told = [sheet for sheet in web.community.sheets if sheet.kind in names and sheet.has_page]
    now = by_day(web, [sheet for sheet in told if state(sheet, web.plan.today) == "now"])
    coming = by_day(web, [sheet for sheet in told if state(sheet, web.plan.today) == "coming"])
    shown = [*now, *coming][:_CARDS]
    galleries = [_gallery(web, sheet, root) for sheet in _galleries(web)]
    return {
        "aspects": sorted({one["aspect"] for g in galleries for one in g["pictures"]}),
        "lists": [
            {"href": href(root, uri), "name": _section(web, kind.name)} for uri, kind in lists
        ],
        "cards_now": [card(web, sheet, root) for sheet in shown],
        "count": len(now) + len(coming),
        "week": _week(web, root),
        "galleries": galleries,
        "courtyards": _courtyards(web, root),
    }


def _section(web: Web, name: str) -> str:
    page = web.plan.kinds[name].page
    return page.section if page else ""


def _galleries(web: Web) -> list[Sheet]:
    return [
        sheet
        for sheet in web.community.sheets
        if isinstance(sheet.fields, WorksFields) and sheet.has_page and sheet.fields.all_works
        and state(sheet, web.plan.today) == "now"
    ]  # fmt: skip


class _Shown(NamedTuple):
    sheet: Sheet
    work: Work
    picture: Picture


def _pictured(web: Web, sheets: Sequence[Sheet]) -> list[_Shown]:
    found = (
        (sheet, work, web.plan.pictures.works.get(sheet.work_identity(work)))
        for sheet in sheets
        for work in sheet.fields.all_works
    )
    return [_Shown(sheet, work, picture) for sheet, work, picture in found if picture]


def _week(web: Web, root: str) -> dict[str, Any] | None:
    """The work of this week: each in its turn, those that lie before those that stand."""
    shown = _pictured(web, _galleries(web))
    if not shown:
        return None
    wide = [one for one in shown if 1.1 <= one.picture.aspect < 2.5] or shown
    sheet, work, picture = wide[web.plan.today.toordinal() // 7 % len(wide)]
    floor = f"{work.floor}层" if work.floor else ""
    return {
        "href": href(root, sheet.work_uri(work)),
        "title": work.title,
        "caption": " · ".join(filter(None, (work.artist, work.form))),
        "where": " ".join(filter(None, (web.community.where(sheet), floor))),
        "picture": view_picture(picture, root, work.alt or work.title, web.look(picture)),
    }


def _gallery(web: Web, sheet: Sheet, root: str) -> dict[str, Any]:
    pictured = _pictured(web, [sheet])
    flat = [one for one in pictured if 0.5 <= one.picture.aspect <= 2]
    shown = (flat or pictured)[:_STRIP]
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
                "aspect": _share(one.picture),
            }
            for one in shown
        ],
        "words": [] if shown else words[:4],
    }  # fmt: skip


def _share(picture: Picture) -> int:
    """Of a row in which pictures are as high as each other: its aspect in twentieths, no scroll so
    long that the others vanish."""
    return round(20 * min(2.5, max(0.4, picture.aspect)))


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
