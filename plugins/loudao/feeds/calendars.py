"""The agenda of the community as a calendar that phones subscribe to (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from ..model.entry import Entry
from ..plan.file import File
from ..plan.made import Made
from ..plan.plan import Plan

URI = "calendar.ics"


def render_calendars(plan: Plan, made: Made) -> Iterator[File]:
    """`calendar.ics`, where there is anything on the agenda."""
    if plan.entries:
        yield File(URI, _calendar(plan))


def _calendar(plan: Plan) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//loudao//loudao//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plan.site.name or plan.community.name)
    stamp = datetime.combine(plan.today, time(), UTC)
    for entry in plan.entries:
        calendar.add_component(_event(entry, plan.site.address, stamp))
    whole: bytes = calendar.to_ical()
    return whole.decode()


def _event(entry: Entry, address: str, stamp: datetime) -> Event:
    event = Event()
    named = f"{entry.target.identity} {entry.title} {entry.starts}"
    event.add("uid", f"{hashlib.sha256(named.encode()).hexdigest()[:24]}@loudao")
    event.add("dtstamp", stamp)
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts)
    if entry.ends is not None:
        event.add("dtend", _end(entry.ends))
    if entry.where:
        event.add("location", entry.where)
    if address and entry.target.uri:
        event.add("url", address.rstrip("/") + "/" + entry.target.uri)
    return event


def _end(ends: date | datetime) -> date | datetime:
    """A calendar's last day is not counted, ours is."""
    return ends if isinstance(ends, datetime) else ends + timedelta(days=1)
