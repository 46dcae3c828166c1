"""The public feed of a site (JSON Feed 1.1): what it has now, as far as others need it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from .scalars import Title

JSON_URI = "feed.json"
MOST_ITEMS = 30
"""That a feed of ours has, the newest first; of more it says nothing."""

CHINA = timezone(timedelta(hours=8))


class FeedItem(BaseModel):
    """One thing that hangs or will hang. Of other programs' feeds more may stand there."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: Title
    url: str
    date_published: datetime | None = None

    @property
    def day(self) -> date | None:
        """When it was news, or will be."""
        moment = self.date_published
        if moment is None:
            return None
        try:
            return moment.astimezone(CHINA).date() if moment.tzinfo else moment.date()
        except OverflowError:  # the first and the last day that there is
            return None


class Feed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    home_page_url: str
    items: tuple[FeedItem, ...]

    @cached_property
    def is_cut(self) -> bool:
        """Whether there may be more than it tells."""
        return len(self.items) >= MOST_ITEMS

    def in_force(self, today: date) -> Sequence[FeedItem]:
        """What hangs by its day, the newest first; what has no day comes last."""
        shown = [item for item in self.items if item.day is None or item.day <= today]
        return sorted(shown, key=lambda item: item.day or date.min, reverse=True)
