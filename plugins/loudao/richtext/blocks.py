"""HTML of Markdown as blocks that templates set: paragraphs, lists, tables, boxes, images.

A list inside a list, or a table inside one, becomes further lines of its item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .dialect import PAGES, Dialect
from .html import render_html, render_page
from .tree import Element, parse_tree

Block = dict[str, Any]
"""`{"kind": …, "runs": […]}` of para, quote, heading, subheading, minor and note;
`{"kind": "list", "items": […]}`, `{"kind": "table", "rows": […]}`, `{"kind": "box", "title": …,
"blocks": […]}`, an image or a rule."""

Runs = list[Any]
"""`[text, style]`, or an image `{"src": …, "alt": …}` among the words."""

Link = tuple[str, str]
"""The words of a link, and where it leads."""

_STYLES = {
    "strong": "strong", "b": "strong", "th": "strong", "em": "emph", "i": "emph", "code": "code",
    "del": "strike", "s": "strike", "sub": "sub", "sup": "sup",
}  # fmt: skip
_HEADINGS = {
    "h1": "heading", "h2": "heading", "h3": "subheading", "h4": "subheading",
    "h5": "minor", "h6": "minor",
}  # fmt: skip
_INLINE = {
    *_STYLES, "a", "abbr", "bdi", "br", "cite", "img", "input", "ins", "kbd", "label", "mark",
    "picture", "q", "small", "source", "span", "tt", "u", "var", "wbr",
}  # fmt: skip
_UNSEEN = {"headerlink", "footnote-backref"}
"""Links for who reads on a screen."""

_BREAK = ["\n", ""]
_DONE, _OPEN = "✓ ", "□ "


class PageWords(NamedTuple):
    """What a page says on paper."""

    blocks: list[Block]
    links: list[Link]
    images: tuple[str, ...]
    """The addresses of its images, as it names them."""
    left_out: frozenset[str]
    """Tags of what is on no page and no paper: `video`, `iframe`."""


def render_blocks(text: str) -> list[Block]:
    """A field's `text` (Markdown) as blocks."""
    return list(_flow(parse_tree(render_html(text))))


def read_page(text: str, dialect: Dialect = PAGES) -> PageWords:
    """A page's `text` as blocks, with every link: just what its readers see on the site."""
    html, left_out = render_page(text, dialect)
    root = parse_tree(html)
    links = [
        (" ".join(element.text.split()), element.get("href"))
        for element in root.walk()
        if element.tag == "a" and not _is_unseen(element)
    ]
    images = tuple(element.get("src") for element in root.walk() if element.tag == "img")
    return PageWords(list(_flow(root)), links, images, frozenset(left_out))


def _flow(element: Element, quoted: bool = False) -> Iterator[Block]:
    """The blocks of what is in `element`; words between them are paragraphs of their own."""
    runs: Runs = []
    for child in element.children:
        if isinstance(child, str) or child.tag in _INLINE:
            runs += _inline(child, "")
            continue
        yield from _paragraphs(runs, quoted)
        runs = []
        yield from _block(child, quoted)
    yield from _paragraphs(runs, quoted)


def _block(element: Element, quoted: bool) -> Iterator[Block]:
    tag = element.tag
    if tag in _HEADINGS:
        if runs := _runs(element):
            yield {"kind": _HEADINGS[tag], "runs": runs}
    elif tag == "p":
        yield from _paragraphs(_runs(element), quoted)
    elif tag in ("ul", "ol"):
        yield _list(element)
    elif tag == "table":
        yield {"kind": "table", "rows": _rows(element)}
    elif tag == "pre":
        yield {"kind": "para", "runs": _verbatim(element)}
    elif tag == "hr":
        yield {"kind": "rule"}
    elif tag == "dt":
        yield {"kind": "para", "runs": [[words, "strong"] for words, _ in _runs(element)]}
    elif element.has_class("footnote"):
        for number, note in enumerate((e for e in element.walk() if e.tag == "li"), 1):
            yield {"kind": "note", "runs": [[f"{number} ", ""], *_lines(note)]}
    elif element.has_class("admonition") or tag == "details":
        yield _box(element)
    else:
        yield from _flow(element, quoted or tag == "blockquote")


def _paragraphs(runs: Runs, quoted: bool) -> Iterator[Block]:
    """A paragraph; an image in it stands by itself, after the words before it."""
    words: Runs = []
    for run in [*runs, None]:
        if isinstance(run, list):
            words.append(run)
            continue
        if trimmed := _trimmed(words):
            yield {"kind": "quote" if quoted else "para", "runs": trimmed}
        words = []
        if run:
            yield {"kind": "image", **run}


def _box(element: Element) -> Block:
    """Something to be noticed, `!!! warning`: its title and what it says."""
    title = next((e for e in element.elements if e.has_class("admonition-title")), None)
    title = title or next((e for e in element.elements if e.tag == "summary"), None)
    rest = Element("div", {}, [child for child in element.children if child is not title])
    return {"kind": "box", "title": _runs(title) if title else [], "blocks": list(_flow(rest))}


def _list(element: Element) -> Block:
    start = element.get("start")
    return {
        "kind": "list",
        "ordered": element.tag == "ol",
        "start": int(start) if start.isdecimal() else 1,
        "items": [_lines(item) for item in element.elements if item.tag == "li"],
    }


def _rows(table: Element) -> list[list[Runs]]:
    """Cells row by row; what spans several stands in the first of them."""
    rows: list[list[Runs]] = []
    below: dict[tuple[int, int], Runs] = {}
    for y, row in enumerate(e for e in table.walk() if e.tag == "tr"):
        cells: list[Runs] = []
        for cell in row.elements:
            while (y, len(cells)) in below:
                cells.append(below[y, len(cells)])
            across, down = (_span(cell, name) for name in ("colspan", "rowspan"))
            for x in range(len(cells), len(cells) + across):
                below |= {(y + step, x): [] for step in range(1, down)}
            cells += [_lines(cell, _STYLES.get(cell.tag, "")), *([] for _ in range(across - 1))]
        rows.append(cells)
    return rows


_MOST_SPAN = 50


def _span(cell: Element, name: str) -> int:
    value = cell.get(name)
    return min(int(value), _MOST_SPAN) if value.isdecimal() and int(value) else 1


def _lines(element: Element, style: str = "") -> Runs:
    """What is in a list item or a cell as lines, one below the other."""
    runs: Runs = []
    for child in element.children:
        if isinstance(child, str) or child.tag in _INLINE:
            runs += _inline(child, style, runs)
        elif child.tag in ("ul", "ol", "table"):
            for line in child.walk():
                if line.tag == "li":
                    runs += [_BREAK, ["· ", ""], *_lines(_without_lists(line))]
                elif line.tag == "tr":
                    runs += [_BREAK, ["· ", ""], *_row(line)]
        elif lines := _verbatim(child) if child.tag == "pre" else _lines(child, style):
            runs += [_BREAK, *lines] if _trimmed(runs) else lines
    return _trimmed(runs)


def _without_lists(item: Element) -> Element:
    """An item without the lists in it, which are walked by themselves."""
    own = [c for c in item.children if isinstance(c, str) or c.tag not in ("ul", "ol", "table")]
    return Element(item.tag, item.attributes, own)


def _row(row: Element) -> Runs:
    return [run for cell in row.elements for run in (*_lines(cell, ""), ["　", ""])]


def _runs(element: Element, style: str = "") -> Runs:
    runs: Runs = []
    for child in element.children:
        runs += _inline(child, style, runs)
    return _trimmed(runs)


def _inline(node: Element | str, style: str, before: Runs = ()) -> Runs:  # type: ignore[assignment]
    """The runs of words and of what stands among them; `before` are those of the same line."""
    if isinstance(node, str):
        return _words(node, style, before)
    if node.tag == "br":
        return [_BREAK]
    if node.tag == "img":
        return [{"src": node.get("src"), "alt": node.get("alt")}]
    if node.tag == "input":
        return [[_DONE if "checked" in node.attributes else _OPEN, ""]]
    if _is_unseen(node):
        return []
    own = _STYLES.get(node.tag, style)
    runs: Runs = []
    for child in node.children:
        runs += _inline(child, own, [*before, *runs])
    return runs


def _is_unseen(element: Element) -> bool:
    return any(element.has_class(name) for name in _UNSEEN)


def _words(text: str, style: str, before: Runs) -> Runs:
    """`text` on one line: an end of a line in HTML is a space, and none where one begins."""
    line = re.sub(r"[ \t]*\n[ \t]*", " ", text)
    if not before or before[-1] == _BREAK:
        line = line.removeprefix(" ") if "\n" in text else line
        line = line if line.strip() else ""
    return [[line, style]] if line else []


def _verbatim(element: Element) -> Runs:
    style = "code" if any(e.tag == "code" for e in element.elements) else ""
    lines = element.text.rstrip("\n").split("\n")
    return _trimmed([run for line in lines for run in ([line, style], _BREAK)])


def _trimmed(runs: Runs) -> Runs:
    """`runs` without the line ends and the gaps that close a block."""
    kept = [run for run in runs if isinstance(run, dict) or run[0]]
    while kept and isinstance(kept[-1], list) and not kept[-1][0].strip():
        kept.pop()
    if kept and isinstance(kept[-1], list) and kept[-1][0].endswith("\xa0"):
        kept[-1] = [kept[-1][0].rstrip(), kept[-1][1]]  # before the way back from a footnote
    return kept
