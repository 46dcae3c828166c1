"""What pages and the site are called: words for people, never HTML of a theme."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

_ENGINE_KEYS = {"template", "hide", "icon", "search", "status"}
"""Front matter that no reader sees."""


def escape_meta(page: Page) -> None:
    """Themes write titles and descriptions as they are."""
    for key, value in page.meta.items():
        if key not in _ENGINE_KEYS:
            page.meta[key] = _escaped(value)


def escape_title(page: Page) -> None:
    """A title that is no metadata comes from a heading, or from the name of a file, as it is."""
    if page.title and "<" in page.title:
        page.title = escape(page.title)


def escape_site(config: MkDocsConfig) -> None:
    """The same of the names of the site; `copyright` is HTML by its own right."""
    config.site_name = escape(config.site_name)
    config.site_description = _escaped(config.site_description)
    config.site_author = _escaped(config.site_author)


def escape_nav(nav: Navigation) -> None:
    """The same of the names that mkdocs.yml gives to sections and pages."""
    _escape_items(nav.items)


def _escape_items(items: Iterable[Any]) -> None:
    for item in items:
        if item.title and any(mark in item.title for mark in '<>&"'):
            item.title = escape(item.title)
        if isinstance(item, Section):
            _escape_items(item.children)


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return value
