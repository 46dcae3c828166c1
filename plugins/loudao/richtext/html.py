"""HTML that may stand on a page: what Markdown makes, and nothing that runs or asks abroad."""

from __future__ import annotations

import nh3

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

_FEW_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "hr",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",
    "ul",
}  # fmt: skip
_FEW_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def render_html(text: str) -> str:
    """A field's `text` (Markdown) as HTML of a few harmless tags; headings start at h2."""
    if not text.strip():
        return ""
    html = convert(text, FIELDS).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return nh3.clean(
        html, tags=_FEW_TAGS, attributes=_FEW_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener"
    )


def render_page(text: str, dialect: Dialect) -> tuple[str, set[str]]:
    """A page's `text` as the HTML that its readers get, and the tags that they do not get."""
    html = convert(text, dialect)
    return clean(html), tags_of(html) - CLEAN_TAGS


def clean(html: str) -> str:
    """`html` without what runs, what asks abroad, and comments."""
    return nh3.clean(html, tags=CLEAN_TAGS, attributes=CLEAN_ATTRIBUTES)


def tags_of(html: str) -> set[str]:
    return {element.tag for element in parse_tree(html).walk()}
