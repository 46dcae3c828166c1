"""What is no notice and yet has its day: whose turn it is, until when gifts are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..compose.happening import tell_day
from ..model.days import day_near, day_of
from ..model.entry import Entry
from ..model.sheet import Sheet
from ..walls.hang import state
from .happening import card
from .shown import shows_works
from .web import Web


def coming_up(web: Web, root: str) -> list[dict[str, Any]]:
    """Cards of what is in force and stands nowhere else on the home page: the next day, else the
    last one; the nearest first."""
    lists = web.plan.kinds.lists
    elsewhere = (lists[0][1],) if lists else ()
    listed = {
        kind.name for kind, page in lists if page.chronicle or page.countdown or page in elsewhere
    }
    sheets = [
        sheet
        for sheet in web.community.sheets
        if sheet.kind not in listed and sheet.has_page and not shows_works(sheet)
    ]
    cards = [_card(web, s, root) for s in sheets if state(s, web.plan.today) != "over"]
    return sorted(filter(None, cards), key=lambda one: one["when"]["first"]["iso"])


def _card(web: Web, sheet: Sheet, root: str) -> dict[str, Any] | None:
    entries = web.entries.get(sheet.identity)
    if not entries:
        return card(web, sheet, root) if sheet.fields.until else None
    entry = _next(entries, web.plan.today)
    if entry is None:
        return None
    starts, ends = day_of(entry.starts), day_of(entry.ends or entry.starts)
    return {
        **card(web, sheet, root), "title": entry.title, "hangs": False, "kept": False,
        "when": {"first": tell_day(starts), "last": None, "hours": [], "spoken": ""},
        "until": ends.isoformat(), "times": "", "plates": [],
        "line": span_read(starts, ends, web.plan.today) if ends > starts else "",
    }  # fmt: skip


def span_read(starts: date, ends: date, today: date) -> str:
    """11月30日到12月6日; years where they are not the one in which it is read."""
    return f"{day_near(starts, today)}到{day_near(ends, starts)}"


def _next(entries: Sequence[Entry], today: date) -> Entry | None:
    """The first that is not over."""
    left = [entry for entry in entries if day_of(entry.ends or entry.starts) >= today]
    return min(left, key=lambda entry: day_of(entry.starts), default=None)
