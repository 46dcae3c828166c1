"""Which scripts of a page are whose: those of templates and plugins may run, staff's words never.

The sources of templates get a mark of this build beside each `<script`, which nobody who writes
words can know. What has none when a template is done came in as words; what comes after that,
plugins wrote.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

from jinja2 import Environment
from jinja2.ext import Extension

_BEGIN = re.compile(r"<script(?=[\s>/{])", re.IGNORECASE)
_TAG = re.compile(r"<script\b((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>", re.IGNORECASE)
_NOT_INLINE = re.compile(r"\ssrc\s*=|\stype\s*=\s*[\"']?application/(?:ld\+)?json", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)


class _Marking(Extension):
    """Sources of templates as they are read, those that they include too."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        marks: Marks = getattr(self.environment, "script_marks")  # noqa: B009
        return marks.put(source)


class Marks:
    """The mark of one build."""

    def __init__(self) -> None:
        self._mark = f"data-ld-{secrets.token_hex(8)}"

    def watch(self, env: Environment) -> None:
        """Templates of `env` bear marks, those too that another plugin has read already."""
        env.extend(script_marks=self)
        env.add_extension(_Marking)
        if env.cache is not None:
            env.cache.clear()

    def put(self, html: str) -> str:
        """Every script of `html` is a template's or a plugin's."""
        return _BEGIN.sub(rf"\g<0> {self._mark}", html)

    def in_use(self, html: str) -> bool:
        return self._mark in html

    def take(self, html: str) -> str:
        if self._mark not in html:
            return html
        return html.replace(f' {self._mark}=""', "").replace(f" {self._mark}", "")

    def unmarked(self, html: str) -> list[str]:
        """Inline scripts that came in as words."""
        return [text for tag, text in _inline(html) if self._mark not in tag]

    def marked(self, html: str) -> list[str]:
        if self._mark not in html:
            return []
        return [self.take(text) for tag, text in _inline(html) if self._mark in tag]


def _inline(html: str) -> Iterator[tuple[str, str]]:
    """The attributes and the text of scripts that are no file and no data."""
    at = 0
    while tag := _TAG.search(html, at):
        end = _END.search(html, tag.end())
        at = end.end() if end else len(html)
        if not _NOT_INLINE.search(tag[1]):
            yield tag[1], html[tag.end() : end.start() if end else at]
