"""Which words are the number of a door, and stand on a door plate 门牌."""

from __future__ import annotations

import re

_DOOR = re.compile(r"(?:\d{1,3}[栋号楼单元#-]{0,3}){0,2}\d{2,4}室?")


def is_door(words: str) -> bool:
    """301, 201 室, 3-302, 3号楼2单元201室."""
    return _DOOR.fullmatch(words.replace(" ", "")) is not None
