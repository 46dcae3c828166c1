"""Staff's Markdown as safe HTML for pages, and as plain blocks for the press.

Raw HTML in Markdown is shown as the text it is; what Markdown itself makes then goes
through nh3, which lets no script and no odd link pass.
"""

from __future__ import annotations

import threading
from html.parser import HTMLParser
from typing import Any

import markdown
import nh3

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "hr",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",
    "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_SCHEMES = {"http", "https", "mailto", "tel"}

Block = dict[str, Any]
"""`{"kind": …, "runs": [[text, style], …]}`, `{"kind": "list", "items": […]}` or a table."""

_local = threading.local()


def render_html(text: str) -> str:
    """`text` (Markdown) as HTML of a few harmless tags; headings start at h2."""
    return _clean(text, _TAGS, _ATTRIBUTES)


def _clean(text: str, tags: set[str], attributes: dict[str, set[str]]) -> str:
    if not text.strip():
        return ""
    html = _converter().reset().convert(text)
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return nh3.clean(
        html, tags=tags, attributes=attributes, url_schemes=_SCHEMES, link_rel="noopener"
    )


def _converter() -> markdown.Markdown:
    """One converter a thread: making one costs more than a short text."""
    converter: markdown.Markdown | None = getattr(_local, "converter", None)
    if converter is None:
        converter = markdown.Markdown(extensions=["tables", "sane_lists", "nl2br"])
        # with these two gone, raw HTML is text like any other
        converter.preprocessors.deregister("html_block")
        converter.inlinePatterns.deregister("html")
        _local.converter = converter
    return converter


Link = tuple[str, str]
"""The words of a link, and where it leads."""


def render_blocks(text: str) -> list[Block]:
    """`text` (Markdown) as blocks for Typst: heading, para, quote, list, table, rule."""
    reader = _Blocks()
    reader.feed(render_html(text))
    return reader.blocks


def read_page(text: str) -> tuple[list[Block], list[Link]]:
    """As `render_blocks`, with blocks of images (`src`, `alt`), and every link."""
    reader = _Blocks()
    reader.feed(_clean(text, _TAGS | {"img"}, _ATTRIBUTES | {"img": {"src", "alt"}}))
    return reader.blocks, reader.links


_STYLES = {"strong": "strong", "em": "emph", "code": "code", "th": "strong"}
_PARAGRAPHS = {"p": "para", "pre": "para", "h2": "heading"} | dict.fromkeys(
    ("h3", "h4", "h5", "h6"), "subheading"
)


class _Blocks(HTMLParser):
    """Turns the few tags of `render_html` into blocks.

    A list inside a list, or a table inside one, becomes further lines of its item.
    """

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.runs: list[list[str]] = []
        self.styles: list[str] = []
        self.container: Block | None = None
        self.lists = 0
        self.quoted = False
        self.verbatim = False
        self.in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STYLES:
            self.styles.append(_STYLES[tag])
        if tag == "img":
            self._add_image(dict(attrs))
        elif tag == "a":
            self.links.append(("", dict(attrs).get("href") or ""))
            self.in_link = True
        elif tag in ("ul", "ol"):
            self.lists += 1
            if self.lists == 1:
                start = int(dict(attrs).get("start") or 1)
                ordered = tag == "ol"
                self.container = {"kind": "list", "ordered": ordered, "start": start, "items": []}
        elif self.lists and tag in ("li", "tr") and self.runs:
            self.runs += [["\n", ""], ["· ", ""]]
        elif tag == "table" and not self.lists:
            self.container = {"kind": "table", "rows": []}
        elif tag == "tr" and self.container:
            self.container.get("rows", []).append([])
        elif tag == "blockquote":
            self.quoted = True
        elif tag == "pre":
            self.verbatim = True
        elif tag == "br":
            self.runs.append(["\n", ""])
        elif tag == "hr":
            self.blocks.append({"kind": "rule"})

    def _add_image(self, attributes: dict[str, str | None]) -> None:
        """An image stands by itself, after the words before it; none in lists and tables."""
        if self.container:
            return
        if runs := self._take():
            self.blocks.append({"kind": "para", "runs": runs})
        source, alt = attributes.get("src") or "", attributes.get("alt") or ""
        self.blocks.append({"kind": "image", "src": source, "alt": alt})

    def handle_data(self, data: str) -> None:
        if self.in_link:
            words, target = self.links[-1]
            self.links[-1] = (words + data.strip(), target)
        style = self.styles[-1] if self.styles else ""
        if self.verbatim:
            for line in data.rstrip("\n").split("\n"):
                self.runs += [[line, style], ["\n", ""]]
        elif data.strip() or (self.runs and "\n" not in data):
            self.runs.append([data.replace("\n", ""), style])

    def handle_endtag(self, tag: str) -> None:
        if tag in _STYLES and self.styles:
            self.styles.pop()
        if tag == "a":
            self.in_link = False
        if tag in ("ul", "ol"):
            self.lists -= 1
        if tag == "pre":
            self.verbatim = False
        if tag == "blockquote":
            self.quoted = False
        elif tag in _PARAGRAPHS and not self.container:
            kind = "quote" if self.quoted and tag == "p" else _PARAGRAPHS[tag]
            if runs := self._take():
                self.blocks.append({"kind": kind, "runs": runs})
        elif tag == "li" and self.lists == 1 and self.container:
            self.container["items"].append(self._take())
        elif tag in ("td", "th") and self.container:
            if self.lists:
                self.runs.append(["　", ""])
            else:
                self.container["rows"][-1].append(self._take())
        elif tag in ("ul", "ol", "table") and self.container and not self.lists:
            self.blocks.append(self.container)
            self.container = None

    def _take(self) -> list[list[str]]:
        """The runs so far, without the line ends that close a block."""
        runs, self.runs = [run for run in self.runs if run[0]], []
        while runs and not runs[-1][0].strip():
            runs.pop()
        return runs
