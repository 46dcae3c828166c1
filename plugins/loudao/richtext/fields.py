"""Words of a field: HTML is the text it is, but for comments, which nobody reads, and <br>."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)


class FieldWords(Extension):
    """Takes HTML out of Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_WithoutComments(md), "comments", 30)
        md.inlinePatterns.register(_LineBreak(r"<br\s*/?>\n?", md), "br", 90)


class _WithoutComments(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "<!--" not in text:
            return lines
        parts = _CODE.split(text)  # code between the others
        parts[::2] = [_COMMENT.sub("", part) for part in parts[::2]]
        return "".join(parts).split("\n")


class _LineBreak(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return Element("br"), m.start(0), m.end(0)
