"""The agenda of the community as a calendar that phones subscribe to (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from ..model.entry import Entry
from ..model.site import Site
from ..plan.file import File
from ..plan.made import Made
from ..plan.plan import Plan

URI = "calendar.ics"


def render_calendars(plan: Plan, made: Made) -> Iterator[File]:
    """`calendar.ics`, where there is anything on the agenda."""
    if plan.entries:
        yield File(URI, calendar_of(plan.entries, plan))


def calendar_of(entries: Iterable[Entry], plan: Plan, name: str = "") -> str:
    """What phones and calendars read; `name` is whose it is, where not everybody's."""
    calendar = Calendar()
    calendar.add("prodid", "-//loudao//loudao//ZH")
    calendar.add("version", "2.0")
    calendar.add(
        "x-wr-calname", " ".join(filter(None, (plan.site.name or plan.community.name, name)))
    )
    stamp = datetime.combine(plan.today, time(), UTC)
    for entry in entries:
        calendar.add_component(_event(entry, plan.site, stamp))
    whole: bytes = calendar.to_ical()
    return whole.decode()


def _event(entry: Entry, site: Site, stamp: datetime) -> Event:
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
    if site.address and entry.target.uri:
        event.add("url", site.whole(entry.target.uri))
    return event


def _end(ends: date | datetime) -> date | datetime:
    """A calendar's last day is not counted, ours is."""
    return ends if isinstance(ends, datetime) else ends + timedelta(days=1)
