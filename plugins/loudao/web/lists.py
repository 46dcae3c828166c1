"""Lists of what a kind has: in force, to come, over; nobody writes them by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, get_args

from ..compose.happening import tell_day
from ..kinds.kind import Kind, Page
from ..model.sheet import Sheet
from ..plan.file import File
from ..plan.plan import Plan
from ..walls.hang import State, state
from .about import about_titles
from .alone import told_alone
from .gist import gist
from .happening import by_day, card, last_day
from .links import href, root_of
from .web import Web, finished

_FEW = 3
"""Cards on a list that has room to tell what each says."""

_STATES: tuple[State, ...] = get_args(State)


def listed_sheets(web: Web, *which: State, counted: bool = False) -> list[Sheet]:
    """What is in the first of the lists and in one of those states, by its days; also what has
    its days `counted`."""
    lists = web.plan.kinds.lists
    names = {k.name for k, page in lists if page is lists[0][1] or (counted and page.countdown)}
    sheets = [s for s in web.community.sheets if s.kind in names and s.has_page]
    return by_day(web, [s for s in sheets if state(s, web.plan.today) in which])


def listed_apart(web: Web, root: str) -> list[dict[str, Any]]:
    """What runs of each kind whose days are counted and that the site has, the next end first."""
    return [
        {
            "name": page.countdown,
            "href": href(root, page.index),
            "listed": [card(web, sheet, root) for sheet in _of_kind(web, kind, "now")],
        }
        for kind, page in web.plan.kinds.lists
        if page.countdown and any(s.kind == kind.name for s in web.community.sheets)
    ]


def list_groups(web: Web, kind: Kind, page: Page, root: str) -> list[dict[str, Any]]:
    """The sheets of a kind by whether they are in force; what is over, the latest first."""
    if page.chronicle:
        return _years(web, _all_of(web, kind), root)
    groups = []
    for which, name in zip(_STATES, page.states, strict=True):
        sheets = _of_kind(web, kind, which)
        if which != "over":
            groups.append(_group(web, which, name, sheets, root))
            continue
        sheets.reverse()
        over = by_year(sheets) or {name: sheets}
        for number, (year, of_year) in enumerate(over.items()):
            anchor = which if not number else f"{which}-{year[:4]}"
            groups.append(_group(web, anchor, year, of_year, root, over=True))
    return groups


def _of_kind(web: Web, kind: Kind, which: State) -> list[Sheet]:
    return by_day(web, [s for s in _all_of(web, kind) if state(s, web.plan.today) == which])


def _all_of(web: Web, kind: Kind) -> list[Sheet]:
    return [s for s in web.community.sheets if s.kind == kind.name and s.has_page]


def _group(
    web: Web, anchor: str, name: str, sheets: Sequence[Sheet], root: str, over: bool = False
) -> dict[str, Any]:
    few = not over and len(sheets) <= _FEW
    listed = [_told(card(web, sheet, root), sheet, few) for sheet in sheets]
    return {"id": anchor, "name": name, "listed": listed, "over": over}


def _told(card: dict[str, Any], sheet: Sheet, few: bool) -> dict[str, Any]:
    """A card, and where there are few what its sheet says."""
    return {**card, "gist": gist(sheet) if few else ""}


def by_year(sheets: Sequence[Sheet]) -> dict[str, list[Sheet]]:
    """Those that are over by the years in which they ended, in their order."""
    years: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        ends = last_day(sheet)
        years.setdefault(f"{ends.year}年" if ends else "", []).append(sheet)
    return years


def _years(web: Web, sheets: Sequence[Sheet], root: str) -> list[dict[str, Any]]:
    dated = [(s.told_of or s.fields.from_ or date.min, s) for s in sheets]
    dated.sort(key=lambda it: (it[0], it[1].fields.title), reverse=True)
    return [
        {
            "id": f"y{year}",
            "name": f"{year}年",
            "over": False,
            "listed": [
                _told(_of_year(web, sheet, day, root), sheet, len(dated) <= _FEW)
                for day, sheet in of_year
            ],
        }
        for year, of_year in groupby(dated, key=lambda it: it[0].year)
    ]


def _of_year(web: Web, sheet: Sheet, day: date, root: str) -> dict[str, Any]:
    """Nothing of it is in force or over: a card with its day and what it comes to."""
    news = sheet.fields.news(sheet.lists)
    lead = news.lead if news else ""
    when: dict[str, Any] = {"first": tell_day(day), "last": None, "hours": [], "spoken": ""}
    where = "、".join(web.community.spoken(words) for words in sheet.fields.told_where)
    line = lead or where or str(day.year)
    told = {"when": when, "until": "", "hangs": True, "kept": False, "line": line}
    return {**card(web, sheet, root), **told, "where": where if lead else ""}


def about_list(web: Web, title: str, groups: Sequence[Mapping[str, Any]]) -> str:
    """Whose list it is and what is in force or begins."""
    current = [one["title"] for group in groups if not group["over"] for one in group["listed"]]
    return about_titles(
        f"{web.community.name}的{title}", current, f"{web.community.name}的{title}。"
    )


def lists_shown(web: Web) -> list[tuple[Kind, Page]]:
    """The lists that something is in, and the first, which pages lead to all the time."""
    filled = {sheet.kind for sheet in web.community.sheets if sheet.has_page}
    first, *others = web.plan.kinds.lists
    return [first, *((kind, page) for kind, page in others if kind.name in filled)]


def other_lists(web: Web, here: Page | None, root: str) -> list[dict[str, Any]]:
    """The ways to all lists but `here`, each with how much is on it."""
    return [
        {"href": href(root, page.index), "name": page.section, "count": len(_all_of(web, kind))}
        for kind, page in lists_shown(web)
        if page is not here
    ]


def list_view(web: Web, kind: Kind, page: Page, root: str) -> dict[str, Any]:
    """What a list's template is given."""
    groups, sheets = list_groups(web, kind, page, root), _all_of(web, kind)
    return {
        "groups": groups,
        "alone": told_alone(web, sheets[0], root) if len(sheets) == 1 else None,
        "archive": archive_of(page),
        "others": other_lists(web, page, root),
    }


def render_lists(web: Web) -> Iterator[File]:
    """A page for each list of which docs/ has none of its own."""
    for kind, page in lists_shown(web):
        uri, title = page.index, page.section
        if page_of_list(web.plan, uri):
            continue
        view = list_view(web, kind, page, root_of(uri))
        about = about_list(web, title, view["groups"])
        html = web.render(template_of_list(page), uri, title, words="", description=about, **view)
        yield finished(uri, title, html, title)


def archive_of(page: Page) -> str:
    """What stands above the years of what is over."""
    return "" if page.chronicle else page.states[-1]


def template_of_list(page: Page) -> str:
    return "years.html.j2" if page.chronicle else "list.html.j2"


def page_of_list(plan: Plan, uri: str) -> str:
    """The page of docs/ that stands where a list would; empty for none."""
    stem = uri.strip("/")
    names = (f"{stem}/index.md", f"{stem}/README.md", f"{stem}.md")
    return next((name for name in names if name in plan.tree.pages), "")
