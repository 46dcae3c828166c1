"""HTML that may stand on a page: what Markdown makes, and nothing that runs or asks abroad."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markupsafe import Markup

from .dialect import FIELDS, Dialect, convert
from .tree import parse_tree

CLEAN_TAGS = set(nh3.ALLOWED_TAGS) | {"picture", "source", "figure", "figcaption", "input", "label"}
"""What Markdown and its extensions make; no script, no style, no frame, no form."""

CLEAN_ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"id", "class", "title", "lang"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "source": {"type", "srcset", "sizes"},
    "input": {"type", "checked", "disabled"},
}
CLEAN_ATTRIBUTES["a"] = {"href", "hreflang"}

_PAGE_TAGS = CLEAN_TAGS | {"svg", "path"}
"""The icons of Material are drawn in the page."""

_PAGE_ATTRIBUTES = {
    **CLEAN_ATTRIBUTES,
    "a": {"href", "hreflang", "target", "download"},
    "details": {"open"},
    "input": {"type", "checked", "disabled", "name", "id"},
    "label": {"for", "tabindex"},
    "path": {"d", "fill"},
    "svg": {"viewBox", "xmlns", "width", "height"},
}
"""What Material's own extensions write besides: tabs, boxes that fold."""

_ABROAD = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
_FETCHED = {"src", "srcset"}
"""Attributes whose address a phone opens without being asked."""

_FEW_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "hr",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",
    "ul",
}  # fmt: skip
_FEW_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


@lru_cache(maxsize=16384)
def render_html(text: str) -> str:
    """A field's `text` (Markdown) as HTML of a few harmless tags; headings start at h2.

    Remembered: a work's note is on its page and in the catalogue, 0.6 ms each time.
    """
    if not text.strip():
        return ""
    html = convert(text, FIELDS).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return nh3.clean(
        html, tags=_FEW_TAGS, attributes=_FEW_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener"
    )


def plain_words(text: str) -> str:
    """The words of a field's `text` (Markdown) in a line."""
    return " ".join(Markup(render_html(text)).striptags().split())


def render_page(text: str, dialect: Dialect) -> tuple[str, set[str]]:
    """A page's `text` as the HTML that its readers get, and the tags that they do not get."""
    html = convert(text, dialect)
    # with the addresses of pictures abroad, which are named and never fetched
    words = nh3.clean(html, tags=CLEAN_TAGS, attributes=CLEAN_ATTRIBUTES)
    return words, tags_of(html) - CLEAN_TAGS


def clean(html: str) -> str:
    """`html` without what runs, what asks abroad, and comments."""
    return _with_sides(
        nh3.clean(html, tags=CLEAN_TAGS, attributes=CLEAN_ATTRIBUTES, attribute_filter=_none_abroad)
    )


def clean_page(html: str) -> str:
    """The same of a page that is no sheet, which may have what Material's extensions make."""
    return _with_sides(
        nh3.clean(
            html, tags=_PAGE_TAGS, attributes=_PAGE_ATTRIBUTES, attribute_filter=_none_abroad,
            link_rel=None,
        )
    )  # fmt: skip


def dropped_from_page(html: str) -> set[str]:
    """What `clean_page` takes out, as people write it: `<script>`, `onclick`, addresses."""
    found = set()
    for element in parse_tree(html).walk():
        if element.tag not in _PAGE_TAGS:
            found.add(f"<{element.tag}>")
        for name, value in element.attributes.items():
            if name.startswith("on"):
                found.add(name)
            elif _none_abroad(element.tag, name, value) is None:
                found.add(value)
    return found


_SIDE = re.compile(r'(<t[dh]) align="(right|center)"')


def _with_sides(html: str) -> str:
    """Columns of a table to one side by a class: an attribute for that is no HTML any more."""
    return _SIDE.sub(r'\1 class="to-\2"', html)


def _none_abroad(tag: str, attribute: str, value: str) -> str | None:
    return None if attribute in _FETCHED and _ABROAD.match(value) else value


def tags_of(html: str) -> set[str]:
    return {element.tag for element in parse_tree(html).walk()}
