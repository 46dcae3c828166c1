"""A built site as a plain docs folder: HTML, PDFs and Markdown that any engine can read."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from markdownify import markdownify

from ..manifest.document import split_page
from ..plan.plan import Plan
from ..plan.strays import unpublished
from ..store import link_files, write_bytes, write_text
from ..web.inline import scripts_in
from ..web.missing import without_warning
from ..web.outlet import render_frames
from ..web.policy import with_policy
from ..web.rows import Frame, add_rows
from .build import Built


def render_tree(built: Built, out: Path) -> int:
    """Writes everything below `out` and returns how many files; what was there stays.

    Finished pages are `…/index.html`. Markdown pages that are sheets get what belongs
    around their words; originals of photos are replaced by derivatives. Raises StoreFull.
    """
    plan = built.plan
    linked: dict[str, Path] = dict(_page_photos(built))
    for file in built.files:
        if isinstance(file.content, str):
            write_text(out / file.uri, _guarded(file.uri, file.content))
        else:
            linked[file.uri] = file.content
    link_files(linked, out)
    frames = render_frames(plan, built.made, of_sources=True)
    pages = {f"{file.page_uri}index.md" for file in built.files if file.title}
    count = 0
    excluded = {uri for uri in plan.tree.left_out if not uri.endswith(".md")}
    strays = {*unpublished(plan.tree), *plan.tree.kept_back, *excluded}
    for uri in (uri for uri in plan.tree.documents if uri not in strays):
        if uri.endswith(".md"):
            write_text(out / uri, _markdown(uri, plan, frames, pages))
        elif uri not in plan.tree.page_photos and uri not in plan.recordings.pages:
            write_bytes(out / uri, plan.tree.path(f"{plan.tree.docs}/{uri}").read_bytes())
        count += 1
    return count + len(built.files)


def _page_photos(built: Built) -> Mapping[str, Path]:
    """Photos and recordings of docs/: what was made of each in the place of the original."""
    pictures = built.plan.pictures.pages
    sounds = {uri: sound.path for uri, sound in built.plan.recordings.pages.items()}
    return sounds | {uri: built.made.media[p.largest.uri] for uri, p in pictures.items()}


def _guarded(uri: str, content: str) -> str:
    """A page with its policy."""
    return with_policy(content, scripts_in(content)) if uri.endswith(".html") else content


def _markdown(uri: str, plan: Plan, frames: Mapping[str, Frame], pages: set[str]) -> str:
    read = plan.tree.texts[f"{plan.tree.docs}/{uri}"]
    text = _relink(without_warning(read.text or ""), uri, pages)
    sheet = plan.community.pages.get(uri)
    if sheet is None:
        return text
    page, _ = split_page(text, uri)
    title = escape(sheet.fields.title).replace("\n", " ")
    # raw HTML of a sheet's own words is shown as the text it is; Markdown's links stay
    frame = frames[uri]
    words = add_rows(page.body.strip(), frame)
    body = re.sub(r"<(?!https?:|mailto:)", "&lt;", words)
    # as Markdown: engines lead its links from the source, and those of HTML each its own way
    before, after = (markdownify(html, heading_style="ATX").strip() for html in frame[:2])
    return f"# {title}\n\n{before}\n\n{body}\n\n{after}\n"


def _relink(text: str, uri: str, pages: set[str]) -> str:
    """Links to our pages lead to their HTML."""
    folder = os.path.dirname(uri)

    def relink(match: re.Match[str]) -> str:
        target = os.path.normpath(os.path.join(folder, match[2])).replace(os.sep, "/")
        return match[0].removesuffix(".md") + ".html" if target in pages else match[0]

    return re.sub(r"(\[[^\]]*\]\(<?)([^)\s>#]+)", relink, text)
