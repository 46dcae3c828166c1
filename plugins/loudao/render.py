"""A built site as a plain docs folder: HTML, PDFs and Markdown that any engine can read."""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path

from .build import Built, PageFrame
from .manifest.document import split_page
from .manifest.folders import walk
from .manifest.site import Site
from .manifest.text import read_text
from .photos.gather import is_page_photo
from .store import link_files, write_bytes, write_text


def render_tree(site: Site, built: Built, out: Path) -> int:
    """Writes everything below `out` and returns how many files; what was there stays.

    Finished pages are `…/index.html`. Markdown pages that are sheets get what belongs
    around their words; originals of photos are replaced by derivatives. Raises StoreFull.
    """
    count = 0
    for page in built.pages:
        write_text(out / page.file_uri, page.html)
    for uri, content in built.files.items():
        write_bytes(
            out / uri, content.encode() if isinstance(content, str) else content.read_bytes()
        )
    link_files(built.media, out)
    for path in _documents(site.docs):
        uri = path.relative_to(site.docs).as_posix()
        picture = built.page_photos.get(uri)
        if picture:
            link_files({uri: built.media[picture.largest.uri]}, out)
        elif path.suffix == ".md":
            write_text(out / uri, _markdown(path, uri, built))
        elif not is_page_photo(uri, path):
            write_bytes(out / uri, path.read_bytes())
        count += 1
    return count + len(built.pages) + len(built.files) + len(built.media)


def _documents(docs: Path) -> list[Path]:
    return [
        folder / name for folder, names in walk(docs) for name in names if not name.startswith(".")
    ]


def _markdown(path: Path, uri: str, built: Built) -> str:
    text, _ = read_text(path, uri)
    text = _relink(text or "", uri, built)
    frame = built.frames.get(uri)
    return text if frame is None else _framed(text, uri, frame)


def _framed(text: str, uri: str, frame: PageFrame) -> str:
    page, _ = split_page(text, uri)
    title = escape(frame.title).replace("\n", " ")
    # raw HTML of a sheet's own words is shown as the text it is; Markdown's links stay
    body = re.sub(r"<(?!https?:|mailto:)", "&lt;", page.body.strip())
    return f"# {title}\n\n{frame.before}\n\n{body}\n\n{frame.after}\n"


def _relink(text: str, uri: str, built: Built) -> str:
    """Links to our pages lead to their HTML."""
    folder = os.path.dirname(uri)
    pages = {f"{page.uri}index.md" for page in built.pages}

    def relink(match: re.Match[str]) -> str:
        target = os.path.normpath(os.path.join(folder, match[2])).replace(os.sep, "/")
        return match[0].removesuffix(".md") + ".html" if target in pages else match[0]

    return re.sub(r"(\[[^\]]*\]\(<?)([^)\s>#]+)", relink, text)
