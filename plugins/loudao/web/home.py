"""The home page: what is in force, the work of the week, galleries, buildings."""

from __future__ import annotations

from typing import Any

from ..model.sheet import Sheet
from .about import about_titles
from .coming import coming_up
from .district import district_link
from .happening import card
from .links import href
from .lists import listed_apart, listed_sheets, other_lists
from .pictures import view_picture
from .shown import hangs_where, pictured, sets_of_works
from .shows import aspects, courtyards, show
from .web import Web

_NEXT = 3
"""Duties and gifts beside them."""

_LIES = 1.3
"""Width over height of a picture that a wide window may cut above and below."""

_CARDS = 4
"""Notices on the home page; the list has them all."""


def home_view(web: Web) -> dict[str, Any]:
    """Everything that the home page shows besides the words of docs/index.md."""
    root = "./"
    now, coming = listed_sheets(web, "now"), listed_sheets(web, "coming")
    shown = [*now, *coming][:_CARDS]
    galleries = [show(web, sheet, root) for sheet in _galleries(web)]
    return {
        "aspects": aspects(galleries),
        "lists": other_lists(web, None, root),
        "cards_now": [card(web, sheet, root) for sheet in shown],
        "counted": listed_apart(web, root),
        "next": coming_up(web, root)[:_NEXT],
        "count": len(now) + len(coming),
        "week": _week(web, root),
        "galleries": galleries,
        "courtyards": courtyards(web, root),
        "district": district_link(web, root),
    }


def about_home(web: Web) -> str:
    """Whose page it is and what is on its walls."""
    sheets = [*listed_sheets(web, "now", counted=True), *_galleries(web)]
    about = f"{web.community.name}的通知和楼道画廊"
    return about_titles(f"{about}，现在有", [s.fields.title for s in sheets], f"{about}。")


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
        "caption": " · ".join(filter(None, (work.artist, *work.made_as))),
        "where": hangs_where(web, sheet, work),
        "lies": picture.aspect >= _LIES,
        "picture": view_picture(picture, root, work.alt or work.title, web.look(picture)),
    }
