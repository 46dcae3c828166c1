"""The map of the site that search engines read: without what is over."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape
from urllib.parse import unquote, urlsplit

_ENTRY = re.compile(r"[ \t]*<url>\s*<loc>([^<]*)</loc>.*?</url>\s*?\n?", re.DOTALL)


def without_uris(sitemap: str, uris: Collection[str], site_url: str) -> str:
    """`sitemap` without the pages at `uris` and what is below them."""
    if not uris:
        return sitemap
    base = urlsplit(site_url).path.rstrip("/") + "/"

    def keep(entry: re.Match[str]) -> str:
        path = unquote(urlsplit(unescape(entry[1])).path).removeprefix(base)
        return "" if any(path.startswith(uri) for uri in uris if uri) else entry[0]

    return _ENTRY.sub(keep, sitemap)
