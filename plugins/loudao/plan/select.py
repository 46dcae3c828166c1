"""Which prints the words on a command line mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ..kinds.kind import Kinds
from ..manifest.guess import guess
from ..model.names import boards_called, places_called, plain
from ..model.place import Network
from .prints import Print

ALL = "all"


class Thing(NamedTuple):
    """The prints that one word means, by what they hang for."""

    named: frozenset[str] = frozenset()
    """Called by the word: these come also when they are over."""
    around: frozenset[str] = frozenset()
    """At the place or on the board that the word calls."""

    def means(self, p: Print) -> bool:
        return p.identity in self.named or p.identity in self.around


def select(
    prints: Sequence[Print],
    selectors: Sequence[str],
    kinds: Kinds,
    network: Network,
    today: date | None = None,
) -> list[Print]:
    """Those that the selectors name: `all`, kinds, papers, places, boards, titles, ids.

    A part of a title is enough where it is no name of anything else. Words of one sort add up,
    words of different sorts narrow: `墨香 labels` are the labels of 墨香 alone. A paper that
    comes only when it is asked for is asked for by its own name or by `all`. What is over as of
    `today` comes only where it is called by its title or its id.
    """
    words = [_word(selector) for selector in selectors]
    papers, sorts, others = _sorted(prints, words, kinds)
    # what names nothing is told elsewhere, and keeps nothing else from being printed
    things = [thing for word in others if any(thing := _thing(prints, word, network, today))]
    if others and not (things or papers or sorts):
        return []
    return [
        p for p in prints
        if (not papers or p.paper.name in papers)
        and (not sorts or p.sheet.kind in sorts)
        and (not things or any(thing.means(p) for thing in things))
        and (not p.paper.only_asked or ALL in words or p.paper.name in papers)
        and (not _is_over(p, today) or any(p.identity in thing.named for thing in things))
    ]  # fmt: skip


def unmatched(
    prints: Sequence[Print], selectors: Sequence[str], kinds: Kinds, network: Network
) -> list[str]:
    """Selectors that name nothing, each by itself: a typo among many is easily missed."""
    return [word for word in selectors if not select(prints, (word,), kinds, network)]


def guessed(prints: Sequence[Print], word: str) -> str:
    """`，是不是 停电通知？` where a title is near."""
    return guess(word, dict.fromkeys(p.title for p in prints))


def _sorted(
    prints: Sequence[Print], words: Iterable[str], kinds: Kinds
) -> tuple[set[str], set[str], list[str]]:
    """Words that are papers, words that are kinds, and all others.

    A name that a kind and its first paper share means that paper; what somebody called a sheet
    by its very title or id means that sheet.
    """
    papers = {paper.label: paper.name for paper in kinds.papers.values()}
    known = {kind.label: kind.name for kind in kinds}
    chosen_papers, chosen_kinds, others = set[str](), set[str](), list[str]()
    for word in words:
        if word == ALL:
            continue
        if word in kinds.papers or word in kinds.by_name:
            chosen = chosen_papers if word in kinds.papers else chosen_kinds
            chosen.add(word)
        elif any(_is_named(p, word) for p in prints) or word not in papers | known:
            others.append(word)
        elif word in papers:
            chosen_papers.add(papers[word])
        else:
            chosen_kinds.add(known[word])
    return chosen_papers, chosen_kinds, others


def _thing(prints: Sequence[Print], word: str, network: Network, today: date | None) -> Thing:
    """What a word means: a name before a place or a board, and these before part of a title."""
    named = frozenset(p.identity for p in prints if _is_named(p, word))
    places, boards = places_called(network, word), boards_called(network, word)
    around = frozenset(p.identity for p in prints if _is_at(p, places, boards))
    if named or around or not plain(word):
        return Thing(named, around)
    called = [p for p in prints if plain(word) in plain(p.title)]
    current = [p for p in called if not _is_over(p, today)]
    return Thing(frozenset(p.identity for p in current or called))


def _is_over(p: Print, today: date | None) -> bool:
    ends = p.days[1]
    return today is not None and ends is not None and ends < today


def _word(selector: str) -> str:
    """A selector without what a path has around it."""
    word = (
        selector.replace("\\", "/")
        .removeprefix("./")
        .strip("/")
        .removeprefix("galleries/")
        .removeprefix("docs/")
        .removesuffix(".md")
    )
    return re.sub(r"/(gallery|print)\.ya?ml$", "", word, flags=re.IGNORECASE)


def _is_named(p: Print, word: str) -> bool:
    """Whether `word` is its title or what it hangs for, with or without its kind."""
    identity = p.sheet.identity
    return word in (p.title, identity, identity.partition(":")[2], p.identity)


def _is_at(p: Print, places: Collection[str], boards: Collection[str]) -> bool:
    """Whether it is on one of the boards, or at one of the places or inside of it."""
    at = p.sheet.fields.at
    return any(board in boards for board in p.sheet.fields.boards) or (
        at is not None and any(at == place or at.startswith(place + "/") for place in places)
    )
