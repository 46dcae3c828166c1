"""Pages of docs/ as MkDocs has them, for our own frame."""

from __future__ import annotations

from html import unescape
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from ..plan.plan import Plan
from ..web.environment import TOKENS_URI
from ..web.lists import page_of_list
from ..web.words import Words
from .page import ReadyPage

WORDS_TEMPLATE = "loudao-words.html"


def words_of(page: Page, config: MkDocsConfig) -> Words:
    """What our frame needs of a page that is ready; names are words again, which it escapes."""
    css = [uri for uri in map(str, config.extra_css) if uri != TOKENS_URI and "://" not in uri]
    scripts = [uri for uri in map(str, config.extra_javascript) if "://" not in uri]
    return Words(
        page.file.src_uri,
        _uri(page),
        unescape(str(page.title or "")),
        page.content or "",
        unescape(str(page.meta.get("description") or "")),
        css,
        scripts,
    )


def _uri(page: Page) -> str:
    """Where it lies; MkDocs has it as addresses spell it."""
    return "" if page.url in (".", "./") else unquote(page.url)


def name_sections(nav: Navigation, plan: Plan) -> None:
    """A folder of a nav that makes itself is called as its list is, not by its name on the disk."""
    called = {page_of_list(plan, page.index): page.section for _, page in plan.kinds.lists}
    for section in (item for item in nav.items if isinstance(item, Section)):
        pages = [child for child in section.children or () if isinstance(child, Page)]
        names = (called.get(page.file.src_uri) or _finished_title(page) for page in pages)
        own_name = section.title.casefold() in {page.file.src_uri.split("/")[0] for page in pages}
        section.title = next(filter(None, names), section.title) if own_name else section.title


def _finished_title(page: Page) -> str:
    return page.title or "" if isinstance(page, ReadyPage) else ""


def other_pages(nav: Navigation, plan: Plan) -> list[tuple[str, str]]:
    """Pages that neither the bar nor a list leads to, as the nav has them: title and uri."""
    lists = {page_of_list(plan, page.index) for _, page in plan.kinds.lists}
    known = {*plan.community.pages, *lists, *(file for file in ("index.md", "README.md"))}
    return [
        (unescape(str(page.title or page.file.name)), _uri(page))
        for page in nav.pages
        if page.file.src_uri in plan.tree.pages and page.file.src_uri not in known
    ]
