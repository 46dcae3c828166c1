"""Characters that nobody sees: from Word, WeChat and web pages they come along with the words."""

from __future__ import annotations

import re

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
"""They look like a space; the full-width one, which people type on purpose, is none of these."""
NOTHING = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Without width: soft hyphens, joiners, marks of direction, byte order marks."""
LINE_ENDS = "\u0085\u2028\u2029"
"""Ends of lines to Unicode and to YAML, and to nobody who wrote them."""

_NOTHING = re.compile(f"[{NOTHING}]+")
AS_SPACE = re.compile(f"[{SPACES}{LINE_ENDS}]")
ANY_INVISIBLE = re.compile(f"[{SPACES}{NOTHING}{LINE_ENDS}]")


def visible(text: str) -> str:
    """`text` as people see it: without what has no width, with plain spaces."""
    return AS_SPACE.sub(" ", _NOTHING.sub("", text)) if ANY_INVISIBLE.search(text) else text
