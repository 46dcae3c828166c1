"""Addresses from one page to another: relative, so that the site works in any folder."""

from __future__ import annotations

from urllib.parse import quote


def root_of(uri: str) -> str:
    """From the page `uri` (`galleries/x/`) back to the site's root: `../../`."""
    return "../" * uri.count("/") or "./"


def href(root: str, uri: str, anchor: str = "") -> str:
    """The address of `uri` on a page whose way to the root is `root`."""
    return root + quote(uri) + (f"#{quote(anchor)}" if anchor else "")
