"""A page as its reader gets it, in lines that two builds can be compared by.

Gone is what a smaller file may leave out: styles, scripts, white space that no browser shows,
quotes and end tags that HTML can do without. A picture keeps its width and its format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib

_DROPPED = frozenset(("style", "script", "noscript"))
_BLOCKS = {
    "html", "head", "title", "meta", "link", "base", "body", "header", "nav", "main", "footer",
    "section", "article", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li",
    "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
    "blockquote", "pre", "div", "figure", "figcaption", "hr", "br", "form", "fieldset", "details",
    "summary", "picture", "source", "address", "option",
}  # fmt: skip
"""What stands by itself: white space beside it is never seen."""

_ADDRESSES = frozenset(("href", "src", "srcset", "style", "content", "poster", "data-near"))
_DATA = re.compile(r"(?:^|(?<=url\())[\"']?(data:[\w/+.-]+)[^)]*")
"""A picture inside the page: of a photo its shadow, else the icon, which may have parentheses."""

_PICTURE = re.compile(r"(media/)[^\s,)]*?(\d+\.(?:webp|avif|jpe?g|png))")
_TILES = re.compile(r"(media/)[0-9a-f]+(-\d+t)")
_NOT_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_HASH = re.compile(r"\.[0-9a-f]{8,}(?=(?:\.min)?\.\w+$)")

_DIGEST = re.compile(r"sha256-[\w+/=]+")
"""Of rules or a script that are dropped."""

_LINES_SHOWN = frozenset(("pre", "textarea"))
_WORDS = "words"
"""The class of a poem on a card: its lines end where its author ended them."""


@dataclass
class _Token:
    """A piece of a page in its order: an element begins or ends, or there is text."""

    text: str
    depth: int
    kind: str
    """`block`, `inline` or `text`; an element that ends has no text."""


def describe_site(folder: Path) -> str:
    """Every page below `folder`, each under its path."""
    pages = sorted(folder.rglob("*.html"), key=lambda path: path.relative_to(folder).as_posix())
    return "\n".join(
        f"## {page.relative_to(folder).as_posix()}\n{describe_page(page.read_text('utf-8'))}"
        for page in pages
    )


def describe_page(html: str) -> str:
    """One element or text a line; of a page that Material framed, its title and its article."""
    document = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    article = document.find(".//article")
    parts = [document]
    if article is not None and "md-typeset" in article.get("class", ""):
        parts = [*document.findall("./head/title"), article]
    tokens = [token for part in parts for token in _tokens(part, 0, lines=False)]
    return _lay_out(_without_unseen_space(tokens))


def _tokens(element: Element, depth: int, lines: bool) -> Iterator[_Token]:
    """`lines` says whether ends of lines are seen in this element."""
    if not isinstance(element.tag, str) or _is_dropped(element):
        yield from _text(element.tail, depth, lines)
        return
    shown = lines or element.tag in _LINES_SHOWN or _WORDS in element.get("class", "").split()
    kind = "block" if element.tag in _BLOCKS else "inline"
    yield _Token(f"<{element.tag}{_attributes(element)}>", depth, kind)
    yield from _text(element.text, depth + 1, shown)
    for child in element:
        yield from _tokens(child, depth + 1, shown)
    yield _Token("", depth, kind)
    yield from _text(element.tail, depth, lines)


def _is_dropped(element: Element) -> bool:
    return (
        element.tag in _DROPPED
        or (element.tag == "link" and "stylesheet" in element.get("rel", ""))
        or (element.tag == "meta" and element.get("name") == "generator")
    )


def _text(text: str | None, depth: int, lines: bool) -> Iterator[_Token]:
    if text and lines:
        text = "⏎".join(re.sub(r"[ \t\f\r]+", " ", line).strip() for line in text.split("\n"))
    if text:
        yield _Token(re.sub(r"[ \t\n\f\r]+", " ", text), depth, "text")


def _attributes(element: Element) -> str:
    """Sorted: their order says nothing."""
    return "".join(
        f' {name}="{escape(_value(name, value))}"' if value else f" {name}"
        for name, value in sorted(element.attrib.items())
    )


def _value(name: str, value: str) -> str:
    value = " ".join(value.split())
    if name not in _ADDRESSES:
        return value
    value = _TILES.sub(r"\1\2", value)
    value = _PICTURE.sub(r"\1\2", _HASH.sub("", _DATA.sub(r"\1", value)))
    value = _DIGEST.sub("sha256", value)
    if name == "style":
        value = re.sub(r"\s*([:;,])\s*", r"\1", value).rstrip(";")
    return _NOT_ASCII.sub(lambda match: unquote(match[0], errors="strict"), value)


def _without_unseen_space(tokens: list[_Token]) -> list[_Token]:
    """White space at either end of a block is not seen, nor the second of two."""
    after_space = True
    for token in tokens:
        if token.kind == "text":
            token.text = token.text.lstrip(" ") if after_space else token.text
            after_space = token.text.endswith(" ") if token.text else after_space
        elif token.kind == "block":
            after_space = True
    before_block = True
    for token in reversed(tokens):
        if token.kind == "text":
            token.text = token.text.rstrip(" ") if before_block else token.text
            before_block = before_block and not token.text
        elif token.kind == "block":
            before_block = True
    return [token for token in tokens if token.text or token.kind != "text"]


def _lay_out(tokens: list[_Token]) -> str:
    """A line each; the only text of an element stands behind it."""
    lines: list[str] = []
    for number, token in enumerate(tokens):
        if token.kind != "text":
            lines += [" " * token.depth + token.text] if token.text else []
            continue
        shown = escape(re.sub(r"^ | $", "␣", token.text), quote=False)
        begun, ended = tokens[number - 1 : number + 2 : 2]
        if begun.text.startswith("<") and begun.kind != "text" and not ended.text:
            lines[-1] += f" {shown}"
        else:
            lines.append(" " * token.depth + shown)
    return "\n".join(lines) + "\n"
