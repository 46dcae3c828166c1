"""What stands beside the articles and they do not say: the days to come, the names kept whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ...compose.brief import Brief
from ...compose.happening import tell
from ...model.sheet import Sheet

_LONGEST = 8
"""Characters of a name that a narrow column keeps on one line."""


def days_beside(
    pages: Iterable[Sheet], first: date | None, today: date | None, brief: Brief
) -> dict[str, Any]:
    """The days that articles tell of and that are still to come, for the calendar; which of the
    articles they are of: when need not be told there again."""
    since = today or first
    dates, boxed = [], []
    for number, page in enumerate(pages):
        if not page.fields.happening:
            continue
        told = tell(page.fields.happening, brief.community.network)
        shown = [
            {**when, "title": page.fields.title}
            for when in told["when"]
            if (when["last"] or when["first"])["iso"] >= (since.isoformat() if since else "")
        ]
        dates += shown
        if shown and len(shown) == len(told["when"]):
            boxed.append(number)
    return {"dates": sorted(dates, key=lambda when: str(when["first"]["iso"])), "boxed": boxed}


def names_in(articles: object, brief: Brief) -> list[str]:
    """The names of courtyards and boards that articles speak of, the longest first."""
    network, said = brief.community.network, repr(articles)
    names = {place.name for place in network.places.values() if place.kind == "courtyard"}
    names |= {board.name for board in network.boards.values()}
    return sorted(
        (name for name in names if 1 < len(name) <= _LONGEST and name in said),
        key=lambda name: (-len(name), name),
    )
