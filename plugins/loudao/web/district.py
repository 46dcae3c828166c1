"""The page that leads to every community of the district, and the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ..model.days import month_and_day
from ..model.district import District, Member
from ..model.feed import Feed
from ..plan.district import DISTRICT_URI
from ..plan.file import File
from ..walls.hang import state
from ..walls.newest import day_of_news, newest
from .about import about_titles
from .links import href, root_of
from .web import Web, finished

_NEWEST = 3
"""Titles of a community."""

_MANY = 8
"""Communities above which their names stand together first: their cards fill some screens."""

_NAMED = 4
"""Communities that a link to the page names."""


def render_district(web: Web) -> Iterator[File]:
    """`communities/`, where staff wrote some down."""
    district = web.community.district
    if district is None:
        return
    root, title = root_of(DISTRICT_URI), f"{district.title}各社区"
    names = [member.name for member in district.members]
    html = web.render(
        "district.html.j2", DISTRICT_URI, title, has_heading=True,
        district=district.title, intro=district.intro,
        description=about_titles(f"{title}的网站", names, title),
        cards=[_card(web, member, root) for member in district.members],
        many=len(names) > _MANY,
    )  # fmt: skip
    yield finished(DISTRICT_URI, "各社区", html, "、".join(names))


def district_link(web: Web, root: str) -> list[dict[str, str]]:
    """The way to the page, none where there is no such page."""
    district = web.community.district
    if district is None:
        return []
    to = href(root, DISTRICT_URI)
    return [{"href": to, "title": f"{district.title}各社区", "note": _named(district)}]


def _named(district: District) -> str:
    names = [member.name for member in district.members]
    more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def _card(web: Web, member: Member, root: str) -> dict[str, Any]:
    counted, news = _own_news(web, root) if member.is_own else _news(member.feed, web.plan.today)
    return {
        "name": member.name,
        "own": member.is_own,
        "href": href(root, "") if member.is_own else member.address,
        "where": member.where,
        "phone": member.asked.phone if member.asked.number else "",
        "dial": member.asked.number,
        "whom": member.asked.name if member.asked.number else str(member.asked),
        "counted": counted,
        "news": news,
    }


def _own_news(web: Web, root: str) -> tuple[str, list[dict[str, str]]]:
    today = web.plan.today
    sheets = newest(web.community.sheets, today)
    hung = [sheet for sheet in sheets if state(sheet, today) == "now"]
    news = [
        _title(s.fields.title, href(root, s.uri), day_of_news(s), today) for s in hung[:_NEWEST]
    ]
    return _counted(len(hung), len(sheets) - len(hung), False), news


def _news(feed: Feed | None, today: date) -> tuple[str, list[dict[str, str]]]:
    """How much hangs as its site told, and the newest of it."""
    if feed is None:
        return "", []
    hung = feed.in_force(today)
    news = [_title(item.title, item.url, item.day, today) for item in hung[:_NEWEST]]
    return _counted(len(hung), len(feed.items) - len(hung), feed.is_cut), news


def _counted(hung: int, coming: int, is_cut: bool) -> str:
    """现在挂着 12 项 · 将要开始 2 项; of a feed that is cut at least as many."""
    least = "至少 " if is_cut else ""
    told = [f"现在挂着 {least}{hung} 项" if hung else "现在没有挂什么"]
    return " · ".join([*told, *([f"将要开始 {coming} 项"] if coming else [])])


def _title(title: str, to: str, day: date | None, today: date) -> dict[str, str]:
    told = {"title": title, "href": to, "year": "", "day": "", "iso": ""}
    if day is None:
        return told
    year = "" if day.year == today.year else f"{day.year}年"
    return told | {"year": year, "day": month_and_day(day), "iso": day.isoformat()}
