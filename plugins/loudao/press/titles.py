"""Where titles break: at phrases, into lines of nearly one length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from ..compose.phrases import LAST, phrases

_MOST_LINES = 4
_MOST_PHRASES = 14
"""Longer titles are cut into no more pieces than these: the ways to break them double with each."""

_LETTER = 0.56
"""The width of a letter or a digit over that of a Chinese character."""

_SHORT = 0.4
"""A line is not shorter than this part of the longest."""


def title_lines(title: str) -> list[list[str]]:
    """`title` on one line, on two, and so on: for each number the best breaks there are."""
    pieces = _few(phrases(title))
    found = [[title]]
    for count in range(2, min(_MOST_LINES, len(pieces)) + 1):
        broken = min(_broken(pieces, count), key=_uneven, default=None)
        if broken:
            found.append(broken)
    return found


def break_title(sets: Mapping[str, Any], title: str) -> dict[str, Any]:
    """`sets` with the lines of `title`, where its template asks for them."""
    return {**sets, "title_lines": title_lines(title)} if "title_lines" in sets else dict(sets)


def _broken(pieces: Sequence[str], count: int) -> Iterator[list[str]]:
    for cuts in combinations(range(1, len(pieces)), count - 1):
        bounds = (0, *cuts, len(pieces))
        lines = ["".join(pieces[a:b]).strip() for a, b in pairwise(bounds)]
        if min(map(_width, lines)) >= _SHORT * max(map(_width, lines)) and lines[-1] not in LAST:
            yield lines


def _uneven(lines: Sequence[str]) -> tuple[float, float]:
    widths = [_width(line) for line in lines]
    return max(widths), sum((max(widths) - width) ** 2 for width in widths)


def _width(words: str) -> float:
    return sum(_LETTER if ord(mark) < 0x250 else 1.0 for mark in words)


def _few(pieces: list[str]) -> list[str]:
    while len(pieces) > _MOST_PHRASES:
        shortest = min(range(len(pieces) - 1), key=lambda n: len(pieces[n] + pieces[n + 1]))
        pieces[shortest : shortest + 2] = ["".join(pieces[shortest : shortest + 2])]
    return pieces
