"""Files that staff meant and that nothing makes anything of."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from .tree import Tree

_OFFICE = {
    ".doc", ".docx", ".wps", ".rtf", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx", ".dps",
    ".pdf", ".txt", ".ofd", ".zip", ".rar", ".7z",
}  # fmt: skip
"""What offices write. Not a page: it is published where a page links it."""


def unpublished(tree: Tree) -> tuple[str, ...]:
    """Office files of docs/ that no page links, by their paths below it."""
    strays = [uri for uri in tree.documents if is_office_file(uri) and not _is_own(uri)]
    words = list(_words(tree)) if strays else []
    return tuple(uri for uri in strays if not _is_linked(uri, words))


def is_office_file(name: str) -> bool:
    return posixpath.splitext(name.lower())[1] in _OFFICE


def _is_own(uri: str) -> bool:
    """`assets/` holds what the site itself is made of, and a robots.txt is for machines."""
    return uri.startswith("assets/") or uri in ("robots.txt", "CNAME", "ads.txt")


def _is_linked(uri: str, words: Sequence[str]) -> bool:
    name = posixpath.basename(uri)
    return any(name in text for text in words)


def _words(tree: Tree) -> Iterator[str]:
    """Of every page, as they are and as an address spells them."""
    for page in tree.pages:
        text = tree.texts[f"{tree.docs}/{page}"].text or ""
        yield text
        if "%" in text:
            yield unquote(text)
