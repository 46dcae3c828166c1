"""Which duty a card is of: what it names, by whom, and on which day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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

    def may_mean(self, duty: Duty) -> bool:
        """Whether its column is of such duties."""
        return self.named in (WHAT, duty.columns[0])

    def tell_unknown(self, cells: Cells, where: str, known: Collection[str]) -> None:
        """That nobody there is called so."""
        what = f"{where}没有“{self.who}”{guess(self.who, known)}"
        cells.fault(what, f"可以写：{_some(known)}", self.who_column)


Duties = Mapping[str, Sequence[Duty]]
"""Those that are called alike together."""


def by_words(duties: Iterable[Duty]) -> Duties:
    """What is written in any case and with any spaces is one."""
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(_bare(duty.what), []).append(duty)
    return found


def find_duty(
    cells: Cells, claim: Claim, duties: Duties, day: date | None, certain: bool
) -> Duty | None:
    """The one that is meant; None with a fault where that is none, or one of several."""
    meant = [duty for duty in duties.get(_bare(claim.what), ()) if claim.may_mean(duty)]
    if not meant:
        if certain:
            _tell_unknown(cells, claim, duties)
        return None
    names = dict.fromkeys(name for duty in meant for name in duty.names)
    known = claim.bearers & {*names}
    if claim.bearers and not known and all(duty.names for duty in meant):
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


def _tell_unknown(cells: Cells, claim: Claim, duties: Duties) -> None:
    known = [some[0].what for some in duties.values() if any(map(claim.may_mean, some))]
    what = f"{claim.named}：没有“{claim.what}”{guess(claim.what, known)}"
    other = f"别的活动写在 {EVENT} 那一列"
    cells.fault(what, f"可以写：{_some(known)}；{other}" if known else other, claim.column)


def _bare(words: str) -> str:
    return "".join(words.split()).casefold()


def _some(words: Collection[str]) -> str:
    shown = "、".join(list(words)[:_SHOWN])
    return f"{shown}等" if len(words) > _SHOWN else shown
