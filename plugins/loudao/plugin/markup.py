"""HTML of Markdown pages: photos as `<picture>`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape
from itertools import count
from pathlib import Path
from urllib.parse import unquote

from ..photos.drawing import drawing_size
from ..photos.plan import Picture
from ..web.links import root_of
from ..web.pictures import view_picture

_IMAGE = re.compile(r"<img\b[^>]*?\ssrc=\"([^\"]+)\"[^>]*>")

_AT_ONCE = 2
"""Drawings that are fetched before they are near: a page of a hundred would keep a phone from
showing its first."""


def dress_photos(
    html: str, pictures: Mapping[str, Picture], page_uri: str, docs: Path, linked: bool = False
) -> str:
    """`html` with our photos as `<picture>`; `pictures` by the uri they are linked at. `linked`
    opens the largest file by a tap, where the photo leads nowhere else. Drawings of `docs`, which
    are published as they are, say how large they are: what is below them stays where it is."""
    uri = unquote(page_uri)
    folder, seen = uri.rpartition("/")[0], count()

    def dress(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, unquote(match[1])))
        picture = pictures.get(target)
        if picture is None:
            return _drawn(match[0], docs / target, next(seen))
        view = view_picture(picture, root_of(uri), "")
        sizes = "(max-width:60em) 100vw,45em"
        own = match[0].replace(f'src="{match[1]}"', f'src="{escape(view.files.src)}"', 1)
        files = view.files
        more = f'srcset="{escape(files.jpg)}" sizes="{sizes}" data-src="{escape(view.largest)}"'
        if " width=" not in own and " height=" not in own:
            more += f' width="{files.width}" height="{files.height}"'
        if " loading=" not in own:
            more += ' loading="lazy"'
        sources = "".join(
            f'<source type="{kind}" srcset="{escape(srcset)}" sizes="{sizes}">'
            for kind, srcset in files.sources
        )
        dressed = f"<picture>{sources}<img {more}{own[4:]}</picture>"
        inside = html.rfind("<a ", 0, match.start()) > html.rfind("</a>", 0, match.start())
        plain = not linked or inside
        return dressed if plain else f'<a href="{escape(view.largest)}">{dressed}</a>'

    return _IMAGE.sub(dress, html)


def _drawn(tag: str, path: Path, number: int) -> str:
    """A drawing with its size; one far down its page waits, as its first one comes first."""
    known = " width=" in tag or " height=" in tag
    size = None if known else drawing_size(path)
    more = f' width="{size[0]}" height="{size[1]}"' if size else ""
    if size and number == 0 and " fetchpriority=" not in tag:
        more += ' fetchpriority="high"'
    if (size or known) and number >= _AT_ONCE and " loading=" not in tag:
        more += ' loading="lazy"'
    return f"<img{more}{tag[4:]}"
