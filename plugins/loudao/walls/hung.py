"""Days on which a sheet is known to have hung, version by version, and whether they are enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple

from ..model.terms import Terms
from ..model.workdays import Count

Doing = Literal["up", "seen", "down"]

EVERY = ""
"""The version of who takes down whatever hangs."""


class Fact(NamedTuple):
    """What is known of one day."""

    day: date
    did: Doing
    version: str


@dataclass(frozen=True)
class Spell:
    """One version on the wall, from when it is known to hang to the last day that is known."""

    version: str
    first: date
    last: date
    down: date | None = None
    replaced_by: str = ""
    """The version that was hung in its place."""
    seen: tuple[date, ...] = ()
    """Days on which somebody looked, the first and the last among them."""
    told: bool = field(default=True)
    """Whether somebody said that it was hung; else it was first seen."""

    @property
    def between(self) -> list[date]:
        """Days on which it was seen after it was hung and before it was last known."""
        return [day for day in self.seen if self.first < day < self.last]


def spells_of(facts: Iterable[Fact]) -> list[Spell]:
    """From the first on. Of one day, what hung comes before what came down; a version that begins
    ends those that nobody saw on that day: it was hung in their place."""
    hung: dict[str, Spell] = {}
    ended: list[Spell] = []
    ordered = sorted(facts, key=lambda fact: fact.day)
    for day, group in groupby(ordered, key=lambda fact: fact.day):
        today = list(group)
        shown = {fact.version: None for fact in today if fact.did != "down"}
        for version in shown:
            mine = {fact.did for fact in today if fact.version == version}
            if version not in hung:
                for other in [name for name in hung if name not in shown]:
                    old = hung.pop(other)
                    ended.append(replace(old, last=day, down=day, replaced_by=version))
                hung[version] = Spell(version, day, day, told="up" in mine)
            spell = hung[version]
            seen = (*spell.seen, day) if "seen" in mine else spell.seen
            hung[version] = replace(spell, last=day, seen=seen)
        for fact in today:
            gone = list(hung) if fact.version == EVERY else [fact.version]
            for version in gone if fact.did == "down" else ():
                if version in hung:
                    ended.append(replace(hung.pop(version), last=day, down=day))
    return sorted([*ended, *hung.values()], key=lambda spell: (spell.first, spell.last))


class Verdict(NamedTuple):
    """Whether the best spell is long enough."""

    spell: Spell | None
    days: Count
    enough: bool | None
    """None where nobody can tell: nothing is asked for, or days are unconfirmed."""


def judge(terms: Terms, spells: Sequence[Spell]) -> Verdict:
    """Of several spells the longest within the days that the sheet names; the last of equals."""
    if not spells:
        return Verdict(None, Count(0, 0), False if terms.asked else None)
    counted = [(terms.days_in(spell.first, spell.last), spell) for spell in spells]
    days, spell = max(counted, key=lambda it: (it[0].known, sum(it[0]), it[1].first))
    asked = terms.asked
    if asked is None:
        return Verdict(spell, days, None)
    if days.known >= asked.number:
        return Verdict(spell, days, True)
    return Verdict(spell, days, None if sum(days) >= asked.number else False)
