"""What a newsletter tells of a sheet."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class News(NamedTuple):
    """When it was or will be, and what is said of it besides the words of its page."""

    starts: date
    ends: date | None = None
    """The last day that it concerns; None for an account of what was, which is never over."""
    lead: str = ""
    """In few words, before all others: 参加 46 人，服务 3 小时."""
    words: str = ""
    """In Markdown; a page has its own."""

    def is_of(self, first: date, last: date) -> bool:
        """Whether a newsletter of those days tells of it: it begins in them, or ends in them."""
        days = (self.starts, self.ends or self.starts)
        return any(first <= day <= last for day in days)

    def is_over(self, today: date) -> bool:
        return self.ends is not None and self.ends < today
