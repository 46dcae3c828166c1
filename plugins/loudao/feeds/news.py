"""What hangs and what begins, for readers of news: RSS 2.0 and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from email.utils import format_datetime
from typing import Any, NamedTuple
from xml.etree import ElementTree

from ..compose.happening import describe, tell
from ..model.community import Community
from ..model.days import describe_days
from ..model.feed import CHINA, JSON_URI, MOST_ITEMS
from ..model.sheet import Sheet
from ..plan.file import File
from ..plan.made import Made
from ..plan.plan import Plan
from ..richtext import plain_words
from ..walls.newest import day_of_news, newest

RSS_URI = "feed.xml"
_VERSION = "https://jsonfeed.org/version/1.1"


class _Item(NamedTuple):
    title: str
    url: str
    text: str
    day: date | None
    """When it was news."""


def render_news(plan: Plan, made: Made) -> Iterator[File]:
    """`feed.xml` and `feed.json` of a site that has an address: readers ask for whole links."""
    if not plan.site.address:
        return
    items = _items(plan)
    yield File(RSS_URI, _rss(plan, items))
    yield File(JSON_URI, _json(plan, items))


def _name(plan: Plan) -> str:
    return plan.site.name or plan.community.name


def _items(plan: Plan) -> list[_Item]:
    """What residents may see and what is not over, the newest first."""
    community = plan.community.seen["web"]
    return [
        _Item(s.fields.title, plan.site.whole(s.uri), _text(s, community), day_of_news(s))
        for s in newest(community.sheets, plan.today)[:MOST_ITEMS]
    ]


def _text(sheet: Sheet, community: Community) -> str:
    """When, where and who; else where it hangs and its introduction."""
    happening = sheet.fields.happening
    if happening and (told := describe(tell(happening, community.network))):
        return "\n".join(f"{name}：{words}" for name, words in told)
    intro = plain_words(getattr(sheet.fields, "intro", ""))
    days = describe_days(sheet.fields.from_, sheet.fields.until)
    return "\n".join(filter(None, (community.where(sheet), days, intro)))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


def _rss(plan: Plan, items: list[_Item]) -> str:
    rss = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(rss, "channel")
    for name, text in (
        ("title", _name(plan)), ("link", plan.site.address), ("language", "zh-CN"),
        ("description", f"{plan.community.name}现在挂着的和将要开始的"),
    ):  # fmt: skip
        ElementTree.SubElement(channel, name).text = text
    for item in items:
        entry = ElementTree.SubElement(channel, "item")
        ElementTree.SubElement(entry, "title").text = item.title
        ElementTree.SubElement(entry, "link").text = item.url
        ElementTree.SubElement(entry, "guid").text = item.url
        if item.text:
            ElementTree.SubElement(entry, "description").text = item.text
        if item.day:
            day = format_datetime(_moment(item.day))
            ElementTree.SubElement(entry, "pubDate").text = day
    ElementTree.indent(rss)
    whole: str = ElementTree.tostring(rss, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{whole}\n'


def _json(plan: Plan, items: list[_Item]) -> str:
    feed = {
        "version": _VERSION, "title": _name(plan), "language": "zh-CN",
        "home_page_url": plan.site.whole(""), "feed_url": plan.site.whole(JSON_URI),
        "items": [_entry(item) for item in items],
    }  # fmt: skip
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _entry(item: _Item) -> dict[str, Any]:
    entry = {"id": item.url, "url": item.url, "title": item.title, "content_text": item.text}
    if item.day:
        entry["date_published"] = _moment(item.day).isoformat()
    return entry
