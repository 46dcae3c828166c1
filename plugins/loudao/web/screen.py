"""The display in a lobby: what concerns this place now beside the works that hang here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from ..codes.identity import place_identity
from ..codes.qr import make_symbol
from ..model.sheet import Sheet
from ..model.work import Work
from ..photos.plan import Picture
from ..plan.file import File
from .coming import coming_up
from .environment import script
from .happening import card, last_day
from .lists import listed_sheets
from .pictures import view_picture
from .shown import hangs_where, pictured, sets_of_works
from .web import Web, finished, scene_uri

URI, ROOT = "screen/", "../"
SCRIPT_URI = "assets/loudao/screen.js"

_MOST_WORKS = 40
"""Shown in turn: what a display holds without asking the network again."""

_CARDS = 12

_CODE_MM = 40.0
"""Of the code on a display of 24 inches."""


def render_screen(web: Web) -> Iterator[File]:
    """`screen/index.html`; `screen/#nonghang/3` is that of a place."""
    yield File(SCRIPT_URI, script("screen.js"))
    html = web.render(
        "screen.html.j2", URI, f"{web.name}大屏", place_identity(""),
        slides=_slides(web), cards=_cards(web), screen_uri=ROOT + SCRIPT_URI,
        scene=_scene(web), symbol=_symbol(web), contact_name=web.whom.name,
        description=f"{web.community.name}的大屏：通知和作品。",
    )  # fmt: skip
    yield finished(URI, f"{web.name}大屏", html)


def _slides(web: Web) -> list[dict[str, Any]]:
    """Works with a picture, the galleries taking turns."""
    galleries = sets_of_works(web, web.community.sheets, "now")
    walls = [pictured(web, [sheet]) for sheet in galleries]
    turns = [wall[n] for n in range(_MOST_WORKS) for wall in walls if n < len(wall)]
    return [_slide(web, *shown) for shown in turns[:_MOST_WORKS]]


def _slide(web: Web, sheet: Sheet, work: Work, picture: Picture) -> dict[str, Any]:
    return {
        "at": sheet.fields.at or "",
        "title": work.title,
        "caption": work.caption,
        "where": hangs_where(web, sheet, work),
        "picture": view_picture(picture, ROOT, work.alt or work.title),
    }


def _cards(web: Web) -> list[dict[str, Any]]:
    """What is in force or begins, each with the days between which it is shown."""
    shown = [sheet for sheet in sets_of_works(web, web.community.sheets, "now") if last_day(sheet)]
    told = [*listed_sheets(web, "now", "coming", counted=True), *shown]
    return [*(card(web, sheet, ROOT) for sheet in told), *coming_up(web, ROOT)][:_CARDS]


def _scene(web: Web) -> str:
    """What stands there where no work hangs."""
    uri = scene_uri(web.plan.styles.get(web.community.network.style or "ink"))
    return uri and ROOT + uri


def _symbol(web: Web) -> Markup:
    """The code of the whole network, where it is one that will hold."""
    codes, identity = web.plan.codes, place_identity("")
    if not codes.can_print(identity) or not codes.is_bound(identity):
        return Markup("")
    return Markup(make_symbol(codes.address(identity), _CODE_MM).svg)
