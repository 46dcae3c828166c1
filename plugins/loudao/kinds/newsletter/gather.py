"""What a newsletter of some days tells of, where nobody named its pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ...model.sheet import Sheet


def last_told(until: date | None, today: date) -> date:
    """The day as of which it says what is over: an issue that went out stays as it was."""
    return min(until or today, today)


def gather(sheet: Sheet, sheets: Iterable[Sheet], today: date) -> list[Sheet]:
    """The news of its days without what is over: first accounts, the newest first and one with a
    photo to lead; then what is still to come, the nearest first."""
    first, last = sheet.fields.from_, sheet.fields.until
    if first is None or last is None:
        return []
    as_of = last_told(last, today)
    found = []
    for other in sheets:
        news = other.fields.news(other.lists)
        if news and news.is_of(first, last) and not news.is_over(as_of):
            found.append((news, other))
    accounts = [other for news, other in sorted(found, key=_order) if news.ends is None]
    coming = [other for news, other in sorted(found, key=_order) if news.ends is not None]
    lead = next((other for other in accounts if "![" in other.body.text), None)
    return [*([lead] if lead else []), *(it for it in accounts if it is not lead), *coming]


def _order(found: tuple[Any, Sheet]) -> tuple[int, str]:
    news, sheet = found
    day: date = news.ends or news.starts
    return (day.toordinal() if news.ends else -day.toordinal()), sheet.fields.title
