"""A walk up the stairs without signal: what a phone keeps of one unit, and who keeps it there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..codes.identity import place_identity, place_uri
from ..model.place import Place
from ..model.sheet import Sheet
from ..photos.derivative import Derivative
from ..photos.plan import Picture
from ..plan.file import File
from .code import CODES_URI
from .environment import SCRIPT_URI, VIEWER_URI, script
from .shown import pictured, sets_of_works
from .web import Web, scene_uri

WORKER_URI = "sw.js"
"""At the root of the site: a worker sees what lies below it."""

MOST_BYTES = 3_000_000
"""What a phone keeps of one unit: pictures go in while there is room."""

_PAGE_BYTES, _CODE_BYTES = 30_000, 2_500
"""About what a page and a page behind a code weigh, pictures apart."""

_EDGE = 640
"""About the long edge of a picture that is kept."""


def walk_uri(unit: Place, web: Web) -> str:
    """What there is to keep of a unit."""
    return f"{place_uri(web.community, unit.id)}walk.json"


def unit_of(web: Web, place_id: str) -> Place | None:
    """The unit that a place is or lies in; None of a courtyard."""
    places = web.community.network.places
    if place_id not in places:
        return None
    line = web.community.network.line(place_id)
    return next((place for place in line if place.kind == "unit"), None)


def walk_of(web: Web, place_id: str | None) -> str:
    """The uri of the walk that a page at a place belongs to; empty where nothing hangs there."""
    unit = unit_of(web, place_id or "")
    return walk_uri(unit, web) if unit and _galleries(web, unit) else ""


def render_walks(web: Web) -> Iterator[File]:
    """The worker, and a list for each unit with a gallery."""
    yield File(WORKER_URI, script("sw.js"))
    for place in web.community.network.places.values():
        if place.kind == "unit" and (galleries := _galleries(web, place)):
            yield File(walk_uri(place, web), _walk(web, place, galleries))


def _galleries(web: Web, unit: Place) -> list[Sheet]:
    return sets_of_works(web, web.walls.below.get(unit.id, ()), "now", "coming")


def _walk(web: Web, unit: Place, galleries: Sequence[Sheet]) -> str:
    works = [(sheet, work) for sheet in galleries for work in sheet.fields.all_works]
    pages = [
        "", place_uri(web.community, unit.id), *(sheet.uri for sheet in galleries),
        *(sheet.work_uri(work) for sheet, work in works),
    ]  # fmt: skip
    codes = _codes(web, unit, galleries)
    room = MOST_BYTES - len(pages) * _PAGE_BYTES - len(codes) * _CODE_BYTES
    media, weight = _fitting(web, [shown.picture for shown in pictured(web, galleries)], room)
    files = [SCRIPT_URI, VIEWER_URI, *_scenes(web, galleries), *_brushes(web, galleries)]
    walk = {
        "name": unit.full_name, "pages": [*pages, *codes], "files": files, "media": media,
        "bytes": MOST_BYTES - room + weight,
    }  # fmt: skip
    return json.dumps(walk, ensure_ascii=False) + "\n"


def _codes(web: Web, unit: Place, galleries: Sequence[Sheet]) -> list[str]:
    """Pages behind the codes that hang in the unit."""
    floors = web.community.network.children(unit.id)
    identities = [
        place_identity(unit.id), *(place_identity(floor.id) for floor in floors),
        *(sheet.identity for sheet in galleries),
        *(s.work_identity(work) for s in galleries for work in s.fields.all_works),
    ]  # fmt: skip
    codes = (web.plan.codes.by_identity.get(identity) for identity in identities)
    ledger = web.plan.codes.ledger.codes
    return [f"{CODES_URI}/{code}/" for code in codes if code in ledger]


def _scenes(web: Web, galleries: Sequence[Sheet]) -> list[str]:
    uris = dict.fromkeys(scene_uri(web.style_of(sheet)) for sheet in galleries)
    return [uri for uri in uris if uri]


def _brushes(web: Web, galleries: Sequence[Sheet]) -> list[str]:
    brushes = web.made.brushes
    return [brushes[sheet.identity].uri for sheet in galleries if sheet.identity in brushes]


def _fitting(web: Web, pictures: Sequence[Picture], room: int) -> tuple[list[str], int]:
    """One file of each picture as long as there is room, and what they weigh."""
    kept, weight = [], 0
    for picture in pictures:
        one = _kept(picture)
        path: Path | None = web.made.media.get(one.uri)
        size = path.stat().st_size if path and path.is_file() else 0
        if weight + size > room:
            break
        kept.append(one.uri)
        weight += size
    return kept, weight


def _kept(picture: Picture) -> Derivative:
    """The lightest format near the edge that a phone needs."""
    of_format = picture.of(picture.formats[0]) if picture.formats else picture.of("jpg")
    seen = of_format or picture.derivatives
    return min(seen, key=lambda d: abs(max(d.width, d.height) - _EDGE))
