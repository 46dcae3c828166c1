"""A page that is finished before MkDocs sees it.

Python-Markdown over long HTML and the search plugin over whole pages are most of what
a generated page costs; this one skips both: 0.6 ms a page instead of 10 (Material, all in
the nav) or 4 (not in the nav).
"""

from __future__ import annotations

import os
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from ..codes.identity import PLACES_URI
from ..plan.district import DISTRICT_URI
from ..plan.file import File as Finished

TEMPLATE = "loudao-finished.html"


class ReadyPage(Page):
    """Carries its HTML whole; what the theme's index reads, where its pages are shown, is a title
    and a few words."""

    def __init__(
        self, file: File, config: MkDocsConfig, finished: Finished, is_indexed: bool
    ) -> None:
        # Material puts titles into its search box as HTML
        super().__init__(escape(finished.title), file, config)
        self.html = finished.content
        self._search = finished.search if is_indexed else None

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"template": TEMPLATE, "glightbox": False}
        if self._search is None:
            self.meta["search"] = {"exclude": True}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        # Material's index takes the text from here, and the title from the page
        self.content = f"<p>{escape(self._search or '')}</p>"


def make_file(finished: Finished, config: MkDocsConfig, edit_base: str, is_indexed: bool) -> File:
    """The generated file of a finished page, its page attached; of all only the index of places and
    the page of the communities around are in a nav that makes itself.

    One that `is_indexed` is in the theme's index too, which asks jieba about each.
    """
    listed = finished.page_uri in (PLACES_URI, DISTRICT_URI)
    file = File.generated(
        config,
        f"{finished.page_uri}index.md",
        content="",
        inclusion=InclusionLevel.UNDEFINED if listed else InclusionLevel.NOT_IN_NAV,
    )
    if finished.source:
        file.edit_uri = os.path.relpath(finished.source, edit_base).replace(os.sep, "/")
    ReadyPage(file, config, finished, is_indexed)
    return file
