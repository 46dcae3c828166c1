"""What a sheet says, in its first sentence: for a list that is short enough to tell it."""

from __future__ import annotations

import re

from ..model.sheet import Sheet
from ..richtext import plain_words

_MOST = 64
"""Characters that are read at a glance."""

_NO_PROSE = re.compile(r"\s*(?:[#|>!<`~*+-]|[0-9]+[.)、]|:::|\[\^|    )")
"""How headings, tables, lists, pictures and the like begin."""

_ENDS = re.compile("[。！？；]")


def gist(sheet: Sheet) -> str:
    """Its first sentence; empty where it begins no sentence, or only greets."""
    written = sheet.body.text or getattr(sheet.fields, "text", "")
    for block in re.split(r"\n[ \t]*\n", written):
        if _NO_PROSE.match(block) and not block.lstrip().startswith("**"):
            continue
        said = plain_words(block).strip()
        if len(said) > 5 and not said.endswith(("：", ":")):
            return _shortened(said)
    return ""


def _shortened(said: str) -> str:
    """Whole sentences, as many as stand in a line or two; else its beginning."""
    ends = [found.end() for found in _ENDS.finditer(said) if found.end() <= _MOST]
    if len(said) <= _MOST:
        return said
    return said[: ends[-1]] if ends else f"{said[: _MOST - 1]}…"
