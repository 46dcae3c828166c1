"""Who takes which turn: each as often as the others, weekends and holidays for themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Slot(NamedTuple):
    """A turn that somebody has to take, from its first day to its last, both counted."""

    starts: date
    ends: date
    sort: str
    """Turns of one sort are shared out among themselves: workdays, weekends, holidays."""
    unconfirmed: bool = False
    """Whether nobody knows yet if it is kept at all: its sort is what its weekday says."""


@dataclass
class _Counts:
    """How many turns each has had."""

    own: dict[str, list[int]] = field(default_factory=dict)
    """By the sort of the turn."""
    whole: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    """The number of the last one of each."""


def rotate(
    slots: Sequence[Slot], keepers: int, is_away: Callable[[int, Slot], bool]
) -> list[int | None]:
    """The keeper of each slot by number, None where all are away.

    Of those who are there it is who had fewest of its sort, then fewest in all, then whose last
    turn is longest ago, then who was named first: so turns of one sort differ by one at most, and
    what was given out stays as it is when days are added. Who comes back owes one turn, not all
    that were missed: nobody keeps five weeks on end for having been in hospital.
    """
    counts = _Counts(whole=[0] * keepers, last=[-1] * keepers)
    return [_give(number, slot, counts, is_away) for number, slot in enumerate(slots)]


def _give(
    number: int, slot: Slot, counts: _Counts, is_away: Callable[[int, Slot], bool]
) -> int | None:
    everyone = range(len(counts.whole))
    own = counts.own.setdefault(slot.sort, [0 for _ in everyone])
    whole, last = counts.whole, counts.last
    present = [keeper for keeper in everyone if not is_away(keeper, slot)]
    if not present:
        return None
    least, least_in_all = (min(had[k] for k in present) for had in (own, whole))
    for keeper in everyone if len(present) < len(whole) else ():
        own[keeper] = max(own[keeper], least - 1)
        whole[keeper] = max(whole[keeper], least_in_all - 1)
    chosen = min(present, key=lambda k: (own[k], whole[k], last[k], k))
    own[chosen] += 1
    whole[chosen] += 1
    last[chosen] = number
    return chosen
