"""What is news of the walls: what hangs or will hang, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model.sheet import Sheet
from .hang import state


def newest(sheets: Iterable[Sheet], today: date) -> list[Sheet]:
    """Those with a page that are not over; what has no day comes last."""
    shown = [s for s in sheets if s.has_page and state(s, today) != "over"]
    return sorted(shown, key=lambda s: (day_of_news(s) or date.min, s.fields.title), reverse=True)


def day_of_news(sheet: Sheet) -> date | None:
    """When it began to hang, else the day of what it is an account of."""
    return sheet.fields.from_ or sheet.told_of
