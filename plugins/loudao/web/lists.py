"""Lists of what a kind has: in force, to come, over; nobody writes them by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..kinds.kind import Kind
from ..plan.file import File
from ..plan.plan import Plan
from ..walls.hang import State, state
from .happening import by_day, card
from .links import root_of
from .web import Web, finished

GROUPS: dict[State, str] = {"now": "现在有效", "coming": "将要开始", "over": "已过期"}


def indexed(plan: Plan) -> Iterator[tuple[str, Kind]]:
    """The kinds that have a list, by the uri of its page."""
    for kind in plan.kinds:
        if kind.page and kind.page.index:
            yield kind.page.index, kind


def list_groups(web: Web, kind: Kind, root: str) -> list[dict[str, Any]]:
    """The sheets of a kind by whether they are in force; what is over, the latest first."""
    sheets = by_day(web, [s for s in web.community.sheets if s.kind == kind.name and s.has_page])
    groups = []
    for which, name in GROUPS.items():
        of_group = [sheet for sheet in sheets if state(sheet, web.plan.today) == which]
        if which == "over":
            of_group.reverse()
        listed = [card(web, sheet, root) for sheet in of_group]
        groups.append({"id": which, "name": name, "listed": listed})
    return groups


def render_lists(web: Web) -> Iterator[File]:
    """A page for each list of which docs/ has none of its own."""
    for uri, kind in indexed(web.plan):
        if page_of_list(web.plan, uri):
            continue
        assert kind.page
        root = root_of(uri)
        title = kind.page.section
        html = web.render("list.html.j2", uri, title, groups=list_groups(web, kind, root), words="")
        yield finished(uri, title, html, title)


def page_of_list(plan: Plan, uri: str) -> str:
    """The page of docs/ that stands where a list would; empty for none."""
    stem = uri.strip("/")
    names = (f"{stem}/index.md", f"{stem}/README.md", f"{stem}.md")
    return next((name for name in names if name in plan.tree.pages), "")
