"""The page that finds, its scripts, and the page of an address that leads nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

import rjsmin

from ...codes.identity import PLACES_URI
from ...codes.ledger import LENGTH
from ...codes.seals import ALPHABET
from ...plan.file import File
from ...walls.hang import state
from ..code import CODES_URI
from ..environment import script
from ..links import href, root_of
from ..web import Web, finished
from .documents import Document, list_documents
from .index import build_index

FIND_URI = "find/"
SCRIPT_URI = "assets/loudao/find.js"
LOST_URI = "404.html"

_SHELF = 40
"""Artists, forms or years that are listed; the others are found by their names."""


def render_find(web: Web) -> Iterator[File]:
    """`find/index.html` with everything that it loads, and `404.html`."""
    documents = list_documents(web)
    index = build_index(documents)
    yield File(SCRIPT_URI, find_script())
    for name, shard in index.scripts.items():
        yield File(f"{FIND_URI}{name}.js", shard)
    root = root_of(FIND_URI)
    html = web.render(
        "find.html.j2", FIND_URI, "找一找",
        description=f"在{web.community.name}找作品、作者、楼院和通知，或者写纸上的四位短码。",
        index=index, alphabet=ALPHABET, code_length=LENGTH,
        codes=f"{root}{CODES_URI}/", script=root + SCRIPT_URI,
        ways=_other_ways(web, documents, root), shelves=_shelves(web),
    )  # fmt: skip
    yield finished(FIND_URI, "找一找", html)
    yield File(LOST_URI, _render_lost(web, documents))


def lost_page(files: Iterable[File]) -> str:
    """What an address that leads nowhere shows; empty where nothing was made."""
    return next((str(file.content) for file in files if file.uri == LOST_URI), "")


def _render_lost(web: Web, documents: list[Document]) -> str:
    """Served at any depth: its links begin at the root of the host."""
    root = quote(f"{urlsplit(web.plan.site.address).path.rstrip('/')}/", safe="/%")
    return web.render(
        "lost.html.j2", LOST_URI, "这一页找不到",
        description="这个网址没有网页。",
        root=root, shared=None, ways=_other_ways(web, documents, root),
    )  # fmt: skip


def _shelves(web: Web) -> list[dict[str, Any]]:
    """Works by who made them, what they are and when: each a search, those with most first."""
    works = [
        work
        for sheet in web.community.sheets
        if sheet.uri and state(sheet, web.plan.today) != "over"
        for work in sheet.fields.all_works
    ]
    sorts: tuple[tuple[str, Counter[str]], ...] = (
        ("按作者", Counter(work.artist for work in works)),
        ("按门类", Counter(work.form or "" for work in works)),
        ("按年份", Counter(str(work.year or "") for work in works)),
    )
    return [
        {"name": name, "links": [_shelf(word, count[word]) for word in _most(count)]}
        for name, count in sorts
        if len(_most(count)) > 1
    ]


def _most(count: Counter[str]) -> list[str]:
    return [word for word, _ in count.most_common(_SHELF + 1) if word][:_SHELF]


def _shelf(word: str, works: int) -> dict[str, Any]:
    return {"name": word, "href": f"index.html?q={quote(word)}", "count": works}


def _other_ways(web: Web, documents: list[Document], root: str) -> list[dict[str, str]]:
    """Home, places, and pages above those that are sheets: lists of notices."""
    titles = {document.uri: document.title for document in documents}
    pages = [sheet.uri for sheet in web.community.sheets if sheet.body.uri]
    above = {f"{uri.rstrip('/').rpartition('/')[0]}/" for uri in pages}
    lists = {uri: titles[uri] for uri in sorted(above & titles.keys())}
    ways = {"": "首页", PLACES_URI: "按地点找", **lists}
    return [{"href": href(root, uri), "title": title, "note": ""} for uri, title in ways.items()]


@cache
def find_script() -> str:
    """What reads the index, and the field that asks it."""
    return str(rjsmin.jsmin(script("find_index.js", "find.js")))
