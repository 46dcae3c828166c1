"""Every page of ours, and what the engine's own pages are given."""

from __future__ import annotations

from collections.abc import Iterator

from .code import render_codes
from .place import render_boards, render_places
from .sheet import render_around, render_sheet
from .site import FinishedPage, Web


def render_pages(web: Web) -> Iterator[FinishedPage]:
    """Index, places, boards, galleries and works."""
    yield from render_places(web)
    yield from render_boards(web)
    for sheet in web.community.sheets:
        if web.kinds[sheet.kind].source == "manifest":
            yield from render_sheet(web, sheet)


__all__ = ["FinishedPage", "Web", "render_around", "render_codes", "render_pages"]
