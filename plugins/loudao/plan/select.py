"""Which prints the words on a command line mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ..kinds.kind import Kinds
from .prints import Print

ALL = "all"


def select(
    prints: Sequence[Print],
    selectors: Sequence[str],
    kinds: Kinds,
    today: date | None = None,
) -> list[Print]:
    """Those that the selectors name: `all`, kinds, papers, places, boards, titles, ids.

    Words of one sort add up, words of different sorts narrow: `墨香 labels` are the labels of
    墨香 alone. A paper that comes only when it is asked for is asked for by its own name or
    by `all`. What is over as of `today` comes only where it is called by its title or its id.
    """
    words = [_word(selector) for selector in selectors]
    papers, sorts, named = _sorted(prints, words, kinds)
    # what names nothing is told elsewhere, and keeps nothing else from being printed
    things = [word for word in named if any(_is_named(p, word) or _is_at(p, word) for p in prints)]
    if named and not (things or papers or sorts):
        return []
    return [
        p for p in prints
        if (not papers or p.paper.name in papers)
        and (not sorts or p.sheet.kind in sorts)
        and (not things or any(_is_named(p, word) or _is_at(p, word) for word in things))
        and (not p.paper.only_asked or ALL in words or p.paper.name in papers)
        and (not _is_over(p, today) or any(_is_named(p, word) for word in things))
    ]  # fmt: skip


def unmatched(prints: Sequence[Print], selectors: Sequence[str], kinds: Kinds) -> list[str]:
    """Selectors that name nothing, each by itself: a typo among many is easily missed."""
    return [word for word in selectors if not select(prints, (word,), kinds)]


def _sorted(
    prints: Sequence[Print], words: Iterable[str], kinds: Kinds
) -> tuple[set[str], set[str], list[str]]:
    """Words that are papers, words that are kinds, and all others.

    A name that a kind and its first paper share means that paper; what somebody called a sheet
    by its very title or id means that sheet.
    """
    papers = {paper.label: paper.name for paper in kinds.papers.values()}
    known = {kind.label: kind.name for kind in kinds}
    chosen_papers, chosen_kinds, things = set[str](), set[str](), list[str]()
    for word in words:
        if word == ALL:
            continue
        if word in kinds.papers or word in kinds.by_name:
            chosen = chosen_papers if word in kinds.papers else chosen_kinds
            chosen.add(word)
        elif any(_is_named(p, word) for p in prints) or word not in papers | known:
            things.append(word)
        elif word in papers:
            chosen_papers.add(papers[word])
        else:
            chosen_kinds.add(known[word])
    return chosen_papers, chosen_kinds, things


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


def _is_at(p: Print, word: str) -> bool:
    """Whether `word` is one of its boards, or a place around it."""
    at = p.sheet.fields.at or ""
    return word in p.sheet.fields.boards or at == word or at.startswith(word + "/")
