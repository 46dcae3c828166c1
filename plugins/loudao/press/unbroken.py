"""Words that no line of a sheet in large print breaks: 扫帚, 关灯."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..compose.phrases import words_of
from ..compose.pieces import pieces_in

_WORD = re.compile(r"[\u4e00-\u9fff]{2,4}")
_RUN = re.compile(r"[\u4e00-\u9fff]{3,}")
_MOST = 600
"""More words than these are no poster's: each sheet is searched for all of them."""


def keep_words(sets: Mapping[str, Any], says: Mapping[str, Any]) -> dict[str, Any]:
    """`sets` with the words of what the sheet says, where its template asks for them."""
    if "kept_words" not in sets:
        return dict(sets)
    return {**sets, "kept_words": unbroken_words(says)}


def unbroken_words(says: Any) -> list[str]:
    """The words of two to four characters in all that is said, the longest first."""
    words = list(dict.fromkeys(_words_in(says)))[:_MOST]
    return sorted(words, key=lambda word: (-len(word), word))


def _words_in(says: Any) -> Iterator[str]:
    for text in pieces_in(says, str):
        for run in _RUN.findall(text):
            yield from (word for word in words_of(run) if _WORD.fullmatch(word))
