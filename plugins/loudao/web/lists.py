"""Lists of what a kind has: in force, to come, over; nobody writes them by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..kinds.kind import Kind
from ..model.sheet import Sheet
from ..plan.file import File
from ..plan.plan import Plan
from ..walls.hang import State, state
from .about import about_titles
from .happening import by_day, card
from .links import root_of
from .web import Web, finished

GROUPS: dict[State, str] = {"now": "现在有效", "coming": "将要开始", "over": "已过期"}


def listed_sheets(web: Web, *which: State) -> list[Sheet]:
    """What is in a list and in one of those states, by its days."""
    names = {kind.name for kind, _ in web.plan.kinds.lists}
    sheets = [s for s in web.community.sheets if s.kind in names and s.has_page]
    return by_day(web, [s for s in sheets if state(s, web.plan.today) in which])


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


def about_list(web: Web, title: str, groups: Sequence[Mapping[str, Any]]) -> str:
    """Whose list it is and what is in force or begins."""
    current = [one["title"] for group in groups if group["id"] != "over" for one in group["listed"]]
    return about_titles(
        f"{web.community.name}的{title}", current, f"{web.community.name}的{title}。"
    )


def render_lists(web: Web) -> Iterator[File]:
    """A page for each list of which docs/ has none of its own."""
    for kind, page in web.plan.kinds.lists:
        uri, title = page.index, page.section
        if page_of_list(web.plan, uri):
            continue
        groups = list_groups(web, kind, root_of(uri))
        html = web.render(
            "list.html.j2", uri, title, groups=groups, words="",
            description=about_list(web, title, groups),
        )  # fmt: skip
        yield finished(uri, title, html, title)


def page_of_list(plan: Plan, uri: str) -> str:
    """The page of docs/ that stands where a list would; empty for none."""
    stem = uri.strip("/")
    names = (f"{stem}/index.md", f"{stem}/README.md", f"{stem}.md")
    return next((name for name in names if name in plan.tree.pages), "")
