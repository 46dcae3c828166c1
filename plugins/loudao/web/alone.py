"""What stands beside a sheet that is alone on its list: what its kind tells of it in short, else
its first photo."""

from __future__ import annotations

from typing import Any

from jinja2 import TemplateNotFound
from markupsafe import Markup

from ..compose.images import photo_uri
from ..model.sheet import Sheet
from ..photos.plan import Picture
from ..richtext import read_page
from .pictures import view_picture
from .web import Web

_EDGE = 960
"""Of its files, for a column of 480 px on a screen of two pixels a point."""


def told_alone(web: Web, sheet: Sheet, root: str) -> dict[str, Any]:
    """`told`, HTML; `photo`; `css` of its kind. Any of them may be empty."""
    told = _told(web, sheet)
    photo = None if told else _first_photo(web, sheet)
    seen = web.look(photo)._replace(blur="") if photo else None
    return {
        "told": told,
        "photo": view_picture(photo, root, "", seen, _EDGE) if photo and seen else None,
        "css": web.own_css(sheet) if told else "",
    }


def _told(web: Web, sheet: Sheet) -> Markup:
    try:
        template = web.templates.get_template(f"kinds/{sheet.kind}/alone.html.j2")
    except TemplateNotFound:
        return Markup()
    view = web.page_of(sheet).view(sheet, web.community)
    return Markup(template.render(view).strip())


def _first_photo(web: Web, sheet: Sheet) -> Picture | None:
    """Of those among its words that the site has."""
    if "![" not in sheet.body.text:
        return None
    pictures = web.plan.pictures.pages
    named = (photo_uri(src, sheet.body.uri) for src in read_page(sheet.body.text).images)
    return next((pictures[uri] for uri in named if uri in pictures), None)
