"""The bars of a question: one spec that the page draws as SVG and the press in Typst."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple


class Bar(NamedTuple):
    """An answer, how many gave it, and how long its bar is."""

    label: str
    votes: str
    """1,526 票"""
    share: str
    """46.2%"""
    length: float
    """Of the longest bar: from 0 to 1."""
    most: bool
    """Whether no answer was given more often."""


def draw_bars(counts: Iterable[tuple[str, int]], base: int) -> list[Bar]:
    """A bar for each answer, in their order; `base` is what all of them are shares of."""
    counted = list(counts)
    largest = max((number for _, number in counted), default=0)
    return [
        Bar(
            label,
            f"{number:,} 票",
            percent(number, base),
            round(number / largest, 4) if largest else 0.0,
            number == largest > 0,
        )
        for label, number in counted
    ]


def percent(number: int, base: int) -> str:
    """46.2%: each for itself to a tenth, so that equal answers have equal shares."""
    if not base:
        return "0%"
    share = (Decimal(number) * 100 / base).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share.normalize():f}%"


def even_shares(bars: Iterable[Bar]) -> list[str]:
    """The shares as they are read below each other: with a tenth where any of them has one."""
    shares = [bar.share for bar in bars]
    if not any("." in share for share in shares):
        return shares
    return [share if "." in share else f"{share[:-1]}.0%" for share in shares]
