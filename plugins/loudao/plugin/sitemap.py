"""The map of the site that search engines read: without what is over, and what is no page to
find."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urlsplit

from ..plan.plan import Plan
from ..walls.hang import state
from ..web.find.pages import FIND_URI
from ..web.screen import URI as SCREEN_URI

_ENTRY = re.compile(r"[ \t]*<url>\s*<loc>([^<]*)</loc>.*?</url>\s*?\n?", re.DOTALL)


def without_over(sitemap: str, plan: Plan, site_url: str) -> str:
    """`sitemap` without the pages of sheets that are over and what is below them, without the
    page that searches and the display of a lobby."""
    sheets = plan.community.sheets
    over = [s.uri for s in sheets if s.has_page and s.uri and state(s, plan.today) == "over"]
    uris = [FIND_URI, SCREEN_URI, *over]
    base = urlsplit(site_url).path.rstrip("/") + "/"

    def keep(entry: re.Match[str]) -> str:
        path = unquote(urlsplit(unescape(entry[1])).path).removeprefix(base)
        return "" if any(map(path.startswith, uris)) else entry[0]

    return _ENTRY.sub(keep, sitemap)
