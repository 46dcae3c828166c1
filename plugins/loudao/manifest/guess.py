"""What somebody may have meant by a word that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, if any is near: of two Chinese characters one."""
    cutoff = 0.6 if word.isascii() else 0.5
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)), None)


def guess(word: str, known: Iterable[str]) -> str:
    """`，是不是 title？` when a known word is near, else an empty text."""
    near = nearest(word, known)
    return f"，是不是 {near}？" if near else ""
