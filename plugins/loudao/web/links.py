"""Addresses from one page to another: relative, so that the site works in any folder, and of
files, so that it works from a disk or a stick too, where nobody looks for an index.html."""

from __future__ import annotations

from urllib.parse import quote


def root_of(uri: str) -> str:
    """From the page `uri` (`galleries/x/`, `notices/x.html`) back to the site's root: `../../`."""
    return "../" * uri.count("/") or "./"


def href(root: str, uri: str, anchor: str = "") -> str:
    """The address of `uri` on a page whose way to the root is `root`.

    `uri` is a page (`galleries/x/`, empty for the home page) or a file (`print/x.pdf`).
    """
    file = uri if uri and not uri.endswith("/") else f"{uri}index.html"
    return root + quote(file) + (f"#{quote(anchor)}" if anchor else "")
