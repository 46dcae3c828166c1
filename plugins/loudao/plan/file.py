"""A file of the site, as an outlet gives it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class File(NamedTuple):
    """`content` is text, or a file on the disk whose bytes it shares."""

    uri: str
    """`galleries/书画天地/index.html`, `print/停水通知-海报-A3.pdf`."""
    content: str | Path
    title: str = ""
    """Of a page; other files have none."""
    search: str | None = None
    """What the search index says of a page; None for nothing."""
    source: str = ""
    """The file of staff's that a page is made from, relative to the site."""

    @property
    def page_uri(self) -> str:
        """`galleries/书画天地/`"""
        return self.uri.removesuffix("index.html")
