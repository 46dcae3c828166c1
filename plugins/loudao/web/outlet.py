"""Every page of ours, and the pictures that they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..plan.file import File
from ..plan.made import Made
from ..plan.plan import Plan
from .board import render_boards
from .code import render_codes
from .district import render_district
from .environment import SCRIPT_URI, TOKENS_URI, VIEWER_URI, script, tokens_css
from .find.pages import render_find
from .links import root_of
from .lists import render_lists
from .place import render_places
from .rows import Frame
from .screen import render_screen
from .sheet import render_around, render_sheet
from .walk import render_walks
from .web import Web, scene_uri


def render_site(plan: Plan, made: Made) -> Iterator[File]:
    """Index, places, boards, sheets and their works; a page for each code, and one that finds."""
    web = Web(plan, made)
    yield File(TOKENS_URI, tokens_css(plan.kinds))
    yield File(SCRIPT_URI, script("site.js", "paper.js", "aloud.js"))
    yield File(VIEWER_URI, script("view.js"))
    yield from _scenes(plan)
    yield from render_places(web)
    yield from render_boards(web)
    yield from render_lists(web)
    yield from render_district(web)
    for sheet in web.community.sheets:
        if sheet.uri and not sheet.body.uri:
            yield from render_sheet(web, sheet)
    yield from render_codes(web)
    yield from render_find(web)
    yield from render_walks(web)
    yield from render_screen(web)


def _scenes(plan: Plan) -> Iterator[File]:
    for style in plan.styles.by_name.values():
        if style.scene:
            yield File(scene_uri(style), style.scene.read_text("utf-8"))


def render_media(plan: Plan, made: Made) -> Iterator[File]:
    """Derivatives of photos."""
    for uri, path in made.media.items():
        yield File(uri, path)


def render_frames(plan: Plan, made: Made, of_sources: bool = False) -> Mapping[str, Frame]:
    """What goes before and after the words of pages of docs/ that are sheets, by their paths
    below it.

    Links lead from where the page will be, or with `of_sources` from where its source is.
    """
    web = Web(plan, made)
    return {
        uri: render_around(web, sheet, root_of(uri if of_sources else sheet.uri))
        for uri, sheet in web.community.pages.items()
    }
