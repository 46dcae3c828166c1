"""A line that ends between two Chinese characters: no gap there, on no page and no paper.

HTML and Typst make a space of it, which Chinese has none of.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·]"
"""Han, kana, their punctuation and full-width forms."""

_JOIN = re.compile(rf"(?<={_WIDE})[ \t]*\n[ \t]*(?={_WIDE})")
_ENDS_WIDE = re.compile(rf"{_WIDE}\Z")
_STARTS_WIDE = re.compile(rf"\A[ \t]*\n[ \t]*(?={_WIDE})")
_VERBATIM = {"pre", "code"}


class JoinedLines(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_Joins(md), "joined_lines", 5)  # after inline patterns


class _Joins(Treeprocessor):
    def run(self, root: Element) -> None:
        _join(root, "")


def _join(element: Element, before: str) -> str:
    """The last characters of an element whose lines were joined; `before` it stood others."""
    if element.tag in _VERBATIM:
        return "".join(element.itertext())[-1:]
    element.text = _joined(element.text, before)
    before = (element.text or before)[-1:]
    for child in element:
        before = _join(child, before)
        child.tail = _joined(child.tail, before)
        before = (child.tail or before)[-1:]
    return before


def _joined(text: str | None, before: str) -> str | None:
    if not text or "\n" not in text:
        return text
    if _ENDS_WIDE.search(before):
        text = _STARTS_WIDE.sub("", text)
    return _JOIN.sub("", text)
