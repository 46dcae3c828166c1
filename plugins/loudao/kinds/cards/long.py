"""How long something took, as people write it: 2, 1.5 小时, 一个半小时, 40分钟."""

from __future__ import annotations

import re
import unicodedata

from ...model.numerals import NUMERAL, read_numeral

_NUMBER = rf"\d+(?:\.\d+)?|{NUMERAL}|两"
_LONG = re.compile(
    rf"(?:(?P<hours>{_NUMBER})?\s*(?P<before>个?半)?\s*(?P<unit>个?小时|个?钟头|h|hours?)"
    rf"(?P<after>半)?)?\s*(?:(?P<minutes>{_NUMBER})\s*(?:分钟?|min(?:ute)?s?))?",
    re.IGNORECASE,
)
_MOST = 24 * 60


def read_minutes(written: str) -> int | None:
    """In minutes; a number alone is of hours. None for what is no time, or longer than a day."""
    text = unicodedata.normalize("NFKC", written).strip()
    bare = re.fullmatch(_NUMBER, text)
    found = _LONG.fullmatch(f"{text}小时" if bare else text)
    if not found or not text:
        return None
    half = bool(found["before"] or found["after"])
    if found["unit"] and not (found["hours"] or half):
        return None
    hours, minutes = _value(found["hours"]), _value(found["minutes"])
    if hours is None or minutes is None:
        return None
    whole = round(hours * 60 + half * 30 + minutes)
    return whole if 0 < whole <= _MOST else None


def _value(text: str | None) -> float | None:
    """0 for nothing; None for numerals that are no number."""
    if not text:
        return 0
    if text == "两":
        return 2
    return read_numeral(text) if re.fullmatch(NUMERAL, text) else float(text)
