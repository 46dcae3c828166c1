"""Characters that no face of the press has, found before anything is set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.community import Community
from ...model.problem import Mark, Problem, warning
from ...model.sheet import Sheet
from ...styles.faces import UNSEEN

_GRAPHEME = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|.(?:[\u0300-\u036f\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d.)*",
    re.DOTALL,
)
"""A character as it is seen: a family or a flag is several code points (UAX 29, in short)."""

_TARGET = re.compile(r"(?<=\])\([^)\s]*\)|https?://[^\s)]+")
"""Where links and images lead: a code, never letters."""


def check_glyphs(sheet: Sheet, characters: frozenset[int]) -> Iterator[Problem]:
    """A warning for each character that keeps a sheet off paper; pages show it as phones do."""
    told = set[str]()
    for text in sheet.texts():
        words = text.words
        if words.isascii() and words.isprintable():
            continue
        # as long as it was, so that columns stay
        shown = _TARGET.sub(lambda match: " " * len(match[0]), words) if "/" in words else words
        for character in _unknown(shown, characters):
            if character in told:
                continue
            told.add(character)
            mark = text.mark
            in_body = sheet.body.text and mark.line >= sheet.body.line
            column = shown.index(character) + 1 if in_body else mark.column
            yield _problem(Mark(mark.path, mark.line, column), character, text.field)


def check_place_names(community: Community, characters: frozenset[int]) -> Iterator[Problem]:
    """The same for the names of places and boards, and for whom to ask about them."""
    network, mark = community.network, community.places_marks.at()
    names = [place.name for place in network.places.values()]
    names += [board.name for board in network.boards.values()]
    for name in (*names, network.contact, network.suggest, *map(str, network.stewards)):
        for character in _unknown(name, characters):
            yield _problem(mark, character, name)


def _unknown(text: str, characters: frozenset[int]) -> list[str]:
    unknown = set(map(ord, text)) - characters - UNSEEN
    if not unknown:
        return []
    graphemes = dict.fromkeys(_GRAPHEME.findall(text))
    return [g for g in graphemes if not unknown.isdisjoint(map(ord, g))]


def _problem(mark: Mark, character: str, field: str) -> Problem:
    points = " ".join(f"U+{ord(c):04X}" for c in character if ord(c) not in UNSEEN)
    what = f"{field}：字体里没有“{character}”（{points}），有它的纸印不出来"
    return warning(mark, what, "换一个字，或者把有这个字的字体放进 fonts 文件夹")
