"""What a search engine and a chat are told of a page, in a line."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

_MOST = 160
"""Characters that either of them shows."""

_NAMED = 6
"""Titles that a line has room for."""


def about_titles(before: str, titles: Sequence[str], otherwise: str) -> str:
    """`before` and what there is, as many as a line holds; `otherwise` where there is nothing."""
    if not titles:
        return otherwise
    more = f"等 {len(titles)} 项" if len(titles) > _NAMED else ""
    return about_words(f"{before}：{'、'.join(titles[:_NAMED])}{more}。")


def about_html(html: str) -> str:
    """How the words of a page begin."""
    return about_words(" ".join(Markup(html.replace("<", " <")).striptags().split()))


def about_words(words: str) -> str:
    """How they begin: as much as either shows."""
    return words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"
