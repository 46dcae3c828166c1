"""The page that finds, its scripts, and the page of an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

import rjsmin
from markupsafe import Markup

from ...codes.ledger import LENGTH
from ...codes.seals import ALPHABET
from ...plan.file import File
from ...styles.css import compact_css
from ..code import CODES_URI
from ..links import href, root_of
from ..web import Web, finished
from .documents import Document, list_documents
from .index import build_index

FIND_URI = "find/"
SCRIPT_URI = "assets/loudao/find.js"
LOST_URI = "404.html"

_WEB = Path(__file__).parent.parent


def render_find(web: Web) -> Iterator[File]:
    """`find/index.html` with everything that it loads, and `404.html`."""
    documents = list_documents(web)
    index = build_index(documents)
    yield File(SCRIPT_URI, _script())
    for name, script in index.scripts.items():
        yield File(f"{FIND_URI}{name}.js", script)
    root = root_of(FIND_URI)
    html = web.render(
        "find.html.j2", FIND_URI, "找一找",
        style_css=_css(), index=index, alphabet=ALPHABET, code_length=LENGTH,
        codes=f"{root}{CODES_URI}/", script=root + SCRIPT_URI,
        ways=_other_ways(web, documents, root),
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
        root=root, style_css=_css(), ways=_other_ways(web, documents, root),
    )  # fmt: skip


def _other_ways(web: Web, documents: list[Document], root: str) -> list[dict[str, str]]:
    """Home, places, and pages above those that are sheets: lists of notices."""
    titles = {document.uri: document.title for document in documents}
    pages = [sheet.uri for sheet in web.community.sheets if sheet.body.uri]
    above = {f"{uri.rstrip('/').rpartition('/')[0]}/" for uri in pages}
    lists = {uri: titles[uri] for uri in sorted(above & titles.keys())}
    ways = {"": "首页", "places/": "按地点找", **lists}
    return [{"href": href(root, uri), "title": title, "note": ""} for uri, title in ways.items()]


@cache
def _css() -> Markup:
    return Markup(compact_css((_WEB / "find.css").read_text("utf-8")))


@cache
def _script() -> str:
    return str(rjsmin.jsmin((_WEB / "assets/find.js").read_text("utf-8")))
