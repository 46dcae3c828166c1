"""The photos among a page's words, as paper shows them."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from ..photos.plan import Picture
from ..richtext import Block
from .brief import Brief
from .pieces import Image

_AMONG_WORDS_MM = 45.0
"""A picture in a cell or an item is as wide as this at most: a group's code, a stamp."""


def photo_uri(source: str, page_uri: str) -> str:
    """The path below docs/ of the image that the page `page_uri` names `source`.

    A leading slash means docs/ itself; an address of elsewhere is no path of ours.
    """
    parts = urlsplit(source)
    if parts.scheme or parts.netloc:
        return ""
    path = unquote(parts.path)
    folder = "" if path.startswith("/") else posixpath.dirname(page_uri)
    return posixpath.normpath(posixpath.join(folder, path.lstrip("/")))


def place_images(blocks: Sequence[Block], page_uri: str, brief: Brief, width: float) -> list[Block]:
    """`blocks` of the page `page_uri` with each image at most `width` mm wide.

    An image that is not among the site's photos is left out; `check` tells of it.
    """

    def find(part: Any) -> Picture | None:
        return brief.pictures.pages.get(photo_uri(part["src"], page_uri))

    def show(part: Any, most: float) -> Image:
        picture, ppi = find(part), brief.manner.profile.best_ppi
        assert picture
        return Image(picture, most, most / picture.aspect, part["alt"] or "照片", ppi)

    def place(value: Any) -> Any:
        if isinstance(value, dict):
            if "src" in value:
                return {"image": show(value, min(width, _AMONG_WORDS_MM))}
            return {key: place(part) for key, part in value.items()}
        if isinstance(value, list):
            return [place(part) for part in value if not _is_image(part) or find(part)]
        return value

    return [
        {"kind": "image", "image": show(block, width)} if _is_image(block) else place(block)
        for block in blocks
        if not _is_image(block) or find(block)
    ]


def _is_image(part: Any) -> bool:
    return isinstance(part, dict) and "src" in part
