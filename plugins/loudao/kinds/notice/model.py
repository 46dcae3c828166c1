"""A notice 通知: a page of docs/ that also hangs on boards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ...compose.brief import Brief, named
from ...compose.happening import describe, tell
from ...compose.pictograms import draw_sign
from ...compose.pieces import Composed
from ...compose.words import words_poster
from ...model.clock import span_on
from ...model.community import Community
from ...model.days import describe_days
from ...model.entry import Entry
from ...model.fields import HappeningFields
from ...model.happening import When
from ...model.sheet import Sheet
from ...model.target import Target
from ..kind import Kind, Page, Paper

_LABEL, _STYLE = "通知", "plain"

_PLATE = "#15508f"
"""The blue of a door plate: a page's sign stands on white in it."""

_NEAR = 0.8
"""A notice that says when, where and who in large is read without its code; whoever wants more
comes nearer than a poster asks for."""


def _poster(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """Its days are those it hangs, not those it speaks of."""
    fields, community = sheet.fields, brief.community
    told = _told(sheet, community)
    facts = [
        *(describe(told) if told else ()),
        ("贴在", community.where(sheet)),
        ("有效至" if told else "贴到", describe_days(None, fields.until)[1:]),
        ("联系", brief.contact),
    ]
    yield words_poster(
        sheet, brief, kind_label=_LABEL, default_style=_STYLE, facts=named(facts),
        dates=describe_days(fields.from_, fields.until),
        view={"happening": told} if told else {},
        sets={"sign": draw_sign(told["about"], told["is_cut_off"])} if told else {},
        near=_NEAR if told else 1.0,
    )  # fmt: skip


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    told = _told(sheet, community)
    sign = draw_sign(told["about"], told["is_cut_off"], _PLATE, "#fff") if told else ""
    return {"happening": told, "sign": Markup(sign)}


def _told(sheet: Sheet, community: Community) -> Mapping[str, Any] | None:
    happening = sheet.fields.happening
    return tell(happening, community.network) if happening else None


def _entries(sheet: Sheet, community: Community) -> Iterable[Entry]:
    """What the notice is about, on the days that it names."""
    happening = sheet.fields.happening
    if happening is None:
        return
    told = tell(happening, community.network)["where"]
    where = "、".join(f"{group['inside']}{'、'.join(group['places'])}" for group in told)
    target = Target(sheet.identity, sheet.fields.title, sheet.uri)
    for when in happening.when:
        for number in range((when.ends - when.day).days + 1) if when.from_ is not None else [0]:
            day = when.day + timedelta(days=number)
            starts, ends = _span(when, day)
            yield Entry(sheet.fields.title, starts, ends, where, target)


def _span(when: When, day: date) -> tuple[date | datetime, date | datetime | None]:
    """A day of hours; else all of the days, whole."""
    if when.from_ is None:
        return when.day, when.ends
    return span_on(day, when.clocks)


KIND = Kind(
    name="notice",
    label=_LABEL,
    folder=Path(__file__).parent,
    fields=HappeningFields,
    source="page",
    default_style=_STYLE,
    papers=(Paper("poster", "海报", "poster.typ", _poster, on_site=True, most_pages=1),),
    page=Page("page.html.j2", "通知", "notices/", view=_view),
    entries=_entries,
)
