"""The map of the site that search engines read: without what is over."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urlsplit

from ..plan.plan import Plan
from ..walls.hang import state

_ENTRY = re.compile(r"[ \t]*<url>\s*<loc>([^<]*)</loc>.*?</url>\s*?\n?", re.DOTALL)


def without_over(sitemap: str, plan: Plan, site_url: str) -> str:
    """`sitemap` without the pages of sheets that are over, and what is below them."""
    sheets = plan.community.sheets
    uris = [s.uri for s in sheets if s.has_page and s.uri and state(s, plan.today) == "over"]
    if not uris:
        return sitemap
    base = urlsplit(site_url).path.rstrip("/") + "/"

    def keep(entry: re.Match[str]) -> str:
        path = unquote(urlsplit(unescape(entry[1])).path).removeprefix(base)
        return "" if any(map(path.startswith, uris)) else entry[0]

    return _ENTRY.sub(keep, sitemap)
