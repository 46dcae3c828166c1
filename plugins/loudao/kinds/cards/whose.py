"""Which duty a card is of: what it names, by whom, and on which day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from ...compose.cells import Cells
from ...manifest.guess import guess
from ...model.duty import Duty
from .columns import EVENT, NAME, WHAT

_SHOWN = 8
"""Of what may be written, a remedy names so many."""


class Claim(NamedTuple):
    """What a row of the record says was done, and by whom."""

    what: str
    named: str
    """The column that names it; `WHAT` means any duty."""
    column: str
    """Where a fault of it stands."""
    who: str
    """A name, or the door of a household."""
    who_column: str
    doors: Sequence[str] = ()

    @property
    def bearers(self) -> frozenset[str]:
        return frozenset(filter(None, (self.who, *self.doors)))

    def tell_unknown(self, cells: Cells, where: str, known: Collection[str]) -> None:
        """That nobody there is called so."""
        what = f"{where}没有“{self.who}”{guess(self.who, known)}"
        cells.fault(what, f"可以写：{_some(known)}", self.who_column)


def find_duty(
    cells: Cells, claim: Claim, duties: Sequence[Duty], day: date | None, certain: bool
) -> Duty | None:
    """The one that is meant; None with a fault where that is none, or one of several."""
    possible = [d for d in duties if claim.named == WHAT or claim.named == d.columns[0]]
    meant = [duty for duty in possible if _same(duty.what, claim.what)]
    if not meant:
        if certain:
            _tell_unknown(cells, claim, possible)
        return None
    names = dict.fromkeys(name for duty in meant for name in duty.names)
    known = claim.bearers & {*names}
    if claim.bearers and names and not known:
        claim.tell_unknown(cells, f"“{claim.what}”的名单里", list(names))
        return None
    mine = [duty for duty in meant if known & {*duty.names}] or meant
    now = [duty for duty in mine if day and duty.is_on(day)] or mine
    if len(now) > 1:
        what = f"“{claim.what}”有 {len(now)} 处，不知道是哪一处的"
        others = [name for duty in now for name in duty.names]
        remedy = "把几处写得不一样" if claim.who or not others else f"写上 {NAME}：{_some(others)}"
        cells.fault(what, remedy, claim.column)
        return None
    return now[0]


def _tell_unknown(cells: Cells, claim: Claim, possible: Sequence[Duty]) -> None:
    known = list(dict.fromkeys(duty.what for duty in possible))
    what = f"{claim.named}：没有“{claim.what}”{guess(claim.what, known)}"
    other = f"别的活动写在 {EVENT} 那一列"
    cells.fault(what, f"可以写：{_some(known)}；{other}" if known else other, claim.column)


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _some(words: Collection[str]) -> str:
    shown = "、".join(list(words)[:_SHOWN])
    return f"{shown}等" if len(words) > _SHOWN else shown
