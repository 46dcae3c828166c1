"""Pages of docs/ in the frame of the site: staff's words, and on some pages what is alive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from ..compose.happening import describe, tell
from ..model.sheet import Sheet
from ..richtext import plain_words
from .about import about_html, about_words
from .home import about_home, home_view
from .links import href, root_of
from .lists import about_list, list_view, page_of_list, template_of_list
from .prose import hold_words
from .shared import facts_of_happening
from .web import Web

_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_MOVED = re.compile(r"<(table|pre)(?=[\s>])(?![^>]*\stabindex=)")

_FOLD = '<details class="ld-fold"'
"""How what is folded at the end of a page begins."""


class Words(NamedTuple):
    """A page as the engine has it."""

    source: str
    """Its path below docs/."""
    uri: str
    """`about/`, empty for the home page."""
    title: str
    html: str
    description: str = ""
    css: Sequence[str] = ()
    """Uris of the site's own style sheets."""
    scripts: Sequence[str] = ()


def render_words(web: Web, page: Words, others: Sequence[tuple[str, str]] = ()) -> str:
    """The whole page; `others` are title and uri of pages that nothing else leads to, for home."""
    root = root_of(page.uri)
    sheet = web.community.pages.get(page.source)
    context: dict[str, Any] = {
        "description": page.description or about_html(_H1.sub("", page.html, count=1)),
        "more_css": [href(root, uri) for uri in page.css],
        "scripts": [href(root, uri) for uri in page.scripts],
    }
    if not page.uri or page.uri == "index.html":
        words = _H1.sub("", page.html, count=1)
        view = home_view(web)
        context["description"] = page.description or about_home(web)
        more = [{"title": title, "href": href(root, uri)} for title, uri in others]
        return web.render(
            "home.html.j2",
            page.uri,
            web.name,
            words=Markup(_reached(words)),
            others=more,
            **view,
            **context,
        )
    for kind, listed in web.plan.kinds.lists:
        if page_of_list(web.plan, listed.index) == page.source:
            words = _H1.sub("", page.html, count=1)
            view = list_view(web, kind, listed, root)
            about = page.description or about_list(web, page.title, view["groups"])
            context |= {"description": about, "words": Markup(_reached(words)), **view}
            return web.render(template_of_list(listed), page.uri, page.title, **context)
    context |= _shared(web, sheet, page) if sheet else {}
    crumbs = [*web.sheet_crumbs(sheet), (page.title, None)] if sheet and sheet.fields.at else []
    words, fold, folded = _reached(page.html).partition(_FOLD)
    return web.render(
        "words.html.j2", page.uri, page.title, sheet.identity if sheet else "", crumbs,
        steward=web.steward_of(sheet) if sheet else None,
        has_heading=bool(_H1.search(page.html)), words=Markup(words), folds=Markup(fold + folded),
        read_above=bool(fold),
        papers=(), aloud=True, own_css=web.own_css(sheet) if sheet else "", **context,
    )  # fmt: skip


def _reached(html: str) -> str:
    """What is wider than a phone is moved along with a finger, and here with keys as well."""
    return hold_words(_MOVED.sub(r'<\1 tabindex="0"', html))


def _shared(web: Web, sheet: Sheet, page: Words) -> dict[str, Any]:
    """What a chat and a search engine are told of a sheet: its poster, its day."""
    happening = sheet.fields.happening
    where = web.community.where(sheet)
    told = describe(tell(happening, web.community.network)) if happening else []
    about = " · ".join(
        [*(words for _, words in told), plain_words(_HEADING.sub("", sheet.body.text))]
    )
    return {
        "description": page.description or about_words(about) or web.name,
        "image": web.card(sheet),
        "facts_for_search": facts_of_happening(sheet, happening, where) if happening else "",
    }
