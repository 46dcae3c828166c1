"""Printed codes found again after staff renamed, moved or exchanged what they stand for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from .ledger import Ledger
from .likeness import LEAST, Likeness, likeness


class Group(NamedTuple):
    """Codes that stand for the same: what the ledger calls it, and what it was like."""

    identity: str
    was: Likeness | None
    """None where the ledger does not say: by name alone."""


@dataclass(frozen=True)
class Reconnected:
    """The ledger as it holds today."""

    ledger: Ledger
    moved: Mapping[Group, str] = field(default_factory=dict)
    """What is called something else now, and what."""
    unplaced: Mapping[Group, Sequence[str]] = field(default_factory=dict)
    """What nobody but staff can place, and what it could be."""
    groups: Mapping[Group, Sequence[str]] = field(default_factory=dict)
    """The codes of each."""

    @property
    def moves(self) -> dict[str, str]:
        """What the ledger had → what it is called now."""
        return {group.identity: there for group, there in self.moved.items()}

    def whereabouts(self, sheet: str) -> str:
        """What most of the works of a sheet are in now; empty where none went anywhere."""
        sort, _, home = sheet.partition(":")
        there = Counter(
            _home(new)
            for group, new in self.moved.items()
            if _is_work(new) and _home(group.identity) == home
        )
        return "".join(f"{sort}:{found}" for found, _ in there.most_common(1))

    @property
    def lost(self) -> frozenset[str]:
        """Codes that stand for nothing that is there, or for something else than was printed."""
        return frozenset(code for group in self.unplaced for code in self.groups[group])


def reconnect(ledger: Ledger, present: Mapping[str, Likeness]) -> Reconnected:
    """The ledger in which each code stands for what it was printed for.

    `present` is what is there today, by identity. Nothing is guessed: what two things could be,
    or nothing is, stays as it is, for staff to settle.
    """
    groups: dict[Group, list[str]] = defaultdict(list)
    for code, identity in sorted(ledger.codes.items()):
        groups[Group(identity, ledger.stood.get(code))].append(code)
    placed, torn = _match(list(groups), present)
    _keep_names(groups, placed, torn, present)
    _follow_sheets(groups, placed, torn, present)
    _follow_places(groups, placed, torn, present)
    codes = {
        code: placed.get(group, group.identity) for group, own in groups.items() for code in own
    }
    unplaced = [group for group in groups if group not in placed]
    return Reconnected(
        replace(ledger, codes=codes),
        {group: there for group, there in placed.items() if there != group.identity},
        {group: torn.get(group, ()) for group in unplaced},
        groups,
    )


def _match(
    groups: Sequence[Group], present: Mapping[str, Likeness]
) -> tuple[dict[Group, str], dict[Group, list[str]]]:
    """Where each group is today as far as looks tell, and those that could be in several places."""
    placed = {g: g.identity for g in groups if g.was is None and g.identity in present}
    taken = {identity: identity for identity in placed.values()}
    torn: dict[Group, list[str]] = {}
    pairs = sorted(_pairs(groups, present), key=lambda pair: -pair[0])
    for _, alike in groupby(pairs, key=lambda pair: pair[0]):
        free = [
            (group, there) for _, group, there in alike
            if group not in placed and group not in torn
            and taken.get(there, group.identity) == group.identity
        ]  # fmt: skip
        choices = Counter(group for group, _ in free)
        claims = Counter({(there, group.identity) for group, there in free})
        rivals = Counter(there for there, _ in claims)
        for group, there in free:
            if choices[group] > 1 or rivals[there] > 1:
                torn.setdefault(group, []).append(there)
            else:
                placed[group] = there
                taken[there] = group.identity
    return placed, torn


def _pairs(
    groups: Sequence[Group], present: Mapping[str, Likeness]
) -> Iterator[tuple[float, Group, str]]:
    """How much each group is like each thing of its sort that shares its words or its looks."""
    by_words, by_looks = defaultdict(set), defaultdict(set)
    for identity, now in present.items():
        by_words[_sort(identity), now.title, now.by].add(identity)
        by_looks[_sort(identity), now.looks].add(identity)
    for group in groups:
        was, sort = group.was, _sort(group.identity)
        if was is None:
            continue
        near = {
            *by_words[sort, was.title, was.by],
            *(by_looks[sort, was.looks] if was.looks else ()),
        }
        for there in sorted(near):
            alike = likeness(was, present[there], there == group.identity)
            if alike >= LEAST:
                yield alike, group, there


_ROOMS = ("place:", "board:")


def _sort(identity: str) -> str:
    return identity.partition(":")[0]


def _is_work(identity: str) -> bool:
    return identity.startswith("work:")


def _keep_names(
    groups: Iterable[Group],
    placed: dict[Group, str],
    torn: Mapping[Group, object],
    present: Mapping[str, Likeness],
) -> None:
    """Places, boards and sheets are called what staff like: their name alone keeps them.

    A work is not kept by its file's name: another photo with another title is another work. Nor
    is a sheet of another title from which all of its works went.
    """
    taken = {there: group.identity for group, there in placed.items()}
    works = [group for group in groups if _is_work(group.identity)]
    held = {_home(group.identity) for group in works}
    holds = {_home(g.identity) for g in works if _home(placed.get(g, "")) == _home(g.identity)}
    for group in groups:
        name = group.identity
        free = taken.get(name, name) == name and name in present
        emptied = name.partition(":")[2] in held - holds and not name.startswith(_ROOMS)
        settled = group in placed or group in torn or _is_work(name)
        if free and not emptied and not settled:
            placed[group] = name


def _follow_sheets(
    groups: Iterable[Group],
    placed: dict[Group, str],
    torn: Mapping[Group, object],
    present: Mapping[str, Likeness],
) -> None:
    """A place of another name and title: everything that hung there hangs at its one new sibling,
    which no printed code stands for."""
    free = present.keys() - set(placed.values())
    lost = [g for g in groups if g not in placed and g not in torn and is_place(g.identity)]
    went: dict[str, set[str]] = defaultdict(set)
    for group, there in placed.items():
        if group.was and group.was.where:
            went[place_of(group.was.where)].add(place_of(present[there].where))
    for group in lost:
        siblings = [name for name in free if beside(name, group.identity)]
        alone = [g.identity for g in lost if beside(g.identity, group.identity)]
        if len(siblings) == len(alone) == 1 and went[group.identity] == set(siblings):
            placed[group] = siblings[0]


_PLACE = "place:"


def place_of(where: str) -> str:
    """The identity of the place that a sheet hangs at."""
    return f"{_PLACE}{where}"


def is_place(identity: str) -> bool:
    return identity.startswith(_PLACE)


def beside(one: str, other: str) -> bool:
    """Whether two places are in the same one: units of a building, floors of a unit."""
    return is_place(one) and one.rpartition("/")[0] == other.rpartition("/")[0]


def _follow_places(
    groups: Iterable[Group],
    placed: dict[Group, str],
    torn: Mapping[Group, object],
    present: Mapping[str, Likeness],
) -> None:
    """What is in a place that moved goes along, under its own name."""
    free = present.keys() - set(placed.values())
    moves = {group.identity: there for group, there in placed.items()}
    for group in sorted(groups, key=lambda group: group.identity):
        above, _, last = group.identity.rpartition("/")
        there = f"{moves.get(above, above)}/{last}"
        if group not in placed and group not in torn and there in free and _sort(there) == "place":
            placed[group] = moves[group.identity] = there
            free -= {there}


def _home(work: str) -> str:
    """The id of the sheet that a work is in."""
    return work.partition(":")[2].rpartition("/")[0]
