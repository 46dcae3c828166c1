"""Files that staff meant and that nothing makes anything of."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from .tree import Tree

_OFFICE = {
    ".doc", ".docx", ".wps", ".rtf", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx", ".dps",
    ".pdf", ".txt", ".ofd", ".zip", ".rar", ".7z", ".docm", ".dotx", ".odt", ".xlsm", ".ods",
    ".tsv", ".pptm", ".odp", ".vcf", ".eml", ".msg",
}  # fmt: skip
"""What offices write. Not a page: it is published where a page links it."""

_BACKUPS = {".bak", ".old", ".orig", ".tmp", ".swp", ".wbk", ".xlk", ".asd", ".part", ".crdownload"}
"""What programs leave beside a file that somebody changed, or has not finished getting."""

_TOOLS = {
    ".yml", ".yaml", ".log", ".py", ".pyc", ".sh", ".bat", ".cmd", ".ps1", ".command", ".ini",
    ".cfg", ".conf", ".toml", ".lock", ".env", ".sql", ".db", ".sqlite", ".mdb", ".accdb", ".lnk",
}  # fmt: skip
"""What makes a site or keeps data, and is nothing to read on one."""


def unpublished(tree: Tree) -> tuple[str, ...]:
    """Files of docs/ that no page links and that are none of a site's, by their paths below it."""
    known = (uri for uri in tree.documents if uri not in tree.left_out)
    strays = [uri for uri in known if _waits_for_link(uri) and not _is_own(uri)]
    words = list(_words(tree)) if strays else []
    return tuple(uri for uri in strays if not _is_linked(uri, words))


def is_office_file(name: str) -> bool:
    return posixpath.splitext(name.lower())[1] in _OFFICE


def is_backup(name: str) -> bool:
    return name.endswith("~") or posixpath.splitext(name.lower())[1] in _BACKUPS


def is_tool(name: str) -> bool:
    return posixpath.splitext(name.lower())[1] in _TOOLS


def _waits_for_link(uri: str) -> bool:
    return is_office_file(uri) or is_backup(uri) or is_tool(uri)


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
