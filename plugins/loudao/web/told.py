"""What concerns a place besides works: what speaks of days as leaves, the others by title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..model.place import Place
from ..model.sheet import Sheet
from ..walls.hang import state
from .happening import by_day, card
from .links import href
from .sheet import hanging_days
from .shown import shows_works
from .web import Web


def told_of(
    web: Web, hung: Sequence[Sheet], root: str, here: Place
) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """What concerns a place besides works: what speaks of days as leaves, kind by kind under the
    kind's heading, the others by title."""
    told = [s for s in hung if not shows_works(s) and state(s, web.plan.today) != "over"]
    leaves = []
    for kind, page in web.plan.kinds.lists:
        dated = [sheet for sheet in told if sheet.kind == kind.name and not page.chronicle]
        if dated:
            cards = [card(web, sheet, root, here) for sheet in by_day(web, dated)]
            leaves.append({"name": page.section, "leaves": cards})
    pages = [(sheet, web.page_of(sheet)) for sheet in told]
    others = [sheet for sheet, page in pages if page.chronicle or not page.index]
    return leaves, [told_link(web, sheet, root) for sheet in others]


def told_link(web: Web, sheet: Sheet, root: str) -> dict[str, str]:
    """With what it is, and its days."""
    link = sheet_link(web, sheet, root)
    return {**link, "note": " · ".join(filter(None, (web.page_of(sheet).section, link["note"])))}


def sheet_link(web: Web, sheet: Sheet, root: str) -> dict[str, str]:
    note = hanging_days(web, sheet)
    return {"href": href(root, sheet.uri), "title": sheet.fields.title, "note": note}
