"""A notice 通知: a page of docs/ that also hangs on boards."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...compose.brief import Brief, named
from ...compose.pieces import Composed
from ...compose.words import words_poster
from ...model.days import describe_days
from ...model.fields import SheetFields
from ...model.sheet import Sheet
from ..kind import Kind, Page, Paper

_LABEL, _STYLE = "通知", "plain"


def _poster(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """Its days are those it hangs, not those it speaks of."""
    fields, community = sheet.fields, brief.community
    facts = [
        ("贴在", community.where(sheet)),
        ("贴到", describe_days(None, fields.until)[1:]),
        ("联系", community.network.contact),
    ]
    yield words_poster(
        sheet, brief, kind_label=_LABEL, default_style=_STYLE, facts=named(facts),
        dates=describe_days(fields.from_, fields.until),
    )  # fmt: skip


KIND = Kind(
    name="notice",
    label=_LABEL,
    folder=Path(__file__).parent,
    fields=SheetFields,
    source="page",
    default_style=_STYLE,
    papers=(Paper("poster", "海报", "poster.typ", _poster, on_site=True, most_pages=1),),
    page=Page("page.html.j2", "通知"),
)
