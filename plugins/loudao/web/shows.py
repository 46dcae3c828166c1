"""Galleries and buildings as they are shown where one looks for them: pictures, and drawings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..codes.identity import place_uri
from ..model.place import Place
from ..model.sheet import Sheet
from .happening import from_here
from .links import href
from .shown import pictured, share_of_row
from .web import Web

_STRIP = 3
"""Pictures that stand for a gallery."""

_STRIP_SHARES = (8, 50)
"""Of such a row: no scroll so long that the others vanish."""


def aspects(shows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The shares of a row for which a page needs a rule."""
    return sorted({one["aspect"] for shown in shows for one in shown["pictures"]})


def show(web: Web, sheet: Sheet, root: str, here: Place | None = None) -> dict[str, Any]:
    """A gallery as a row of its first pictures; one of words alone as its first lines."""
    seen = pictured(web, [sheet])
    flat = [one for one in seen if 0.5 <= one.picture.aspect <= 2]
    shown = (flat or seen)[:_STRIP]
    works = sheet.fields.all_works
    words = next((work.lines for work in works if work.lines), [])
    return {
        "href": href(root, sheet.uri),
        "title": sheet.fields.title,
        **_hangs(web, sheet, here),
        "count": len(works),
        "ends": sheet.fields.until,
        "pictures": [
            {
                "view": web.card_picture(one.picture, root, ""),
                "aspect": share_of_row(one.picture, *_STRIP_SHARES),
            }
            for one in shown
        ],
        "words": [] if shown else words[:4],
    }  # fmt: skip


def _hangs(web: Web, sheet: Sheet, here: Place | None) -> dict[str, str]:
    """What its plate says, and what stands beside it: the courtyard, where there are several."""
    network = web.community.network
    place = network.places.get(sheet.fields.at or "")
    words = from_here(web.community.where(sheet), network, here)
    line = network.line(place.id)[1:] if place else []
    court = f"{line[0].name} " if len(line) > 1 else ""
    if not court or not words.startswith(court):
        return {"where": words, "inside": ""}
    several = network.has_courtyards
    return {"where": words.removeprefix(court), "inside": court.strip() if several else ""}


def courtyards(web: Web, root: str) -> list[dict[str, Any]]:
    """Every courtyard with its buildings as they are drawn: which storeys, which have a work."""
    network = web.community.network
    return [
        {
            "name": court.name,
            "href": href(root, place_uri(web.community, court.id)),
            "buildings": [building(web, b, root) for b in network.children(court.id)],
        }
        for court in network.children("")
    ]


_MOST_STOREYS = 9
"""That a drawing of a building shows; a tower is drawn as high."""


def building(web: Web, place: Place, root: str) -> dict[str, Any]:
    """A building as it is drawn, and the way into each of its units."""
    network = web.community.network
    storeys = network.storeys(place.id) or 6
    lit = {
        work.floor
        for sheet in web.walls.below.get(place.id, ())
        for work in sheet.fields.all_works
        if work.floor
    }
    rows = range(min(storeys, _MOST_STOREYS), 0, -1)
    return {
        "name": place.name,
        "href": href(root, place_uri(web.community, place.id)),
        "units": [
            {"name": unit.name, "href": href(root, place_uri(web.community, unit.id))}
            for unit in network.children(place.id)
        ],
        "rows": [{"floor": floor, "lit": floor in lit} for floor in rows],
    }
