"""Lists of numbers as text: 45 signs end a number, 45 others say that it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

SIGNS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "\\")[:90]
"""What stands in a string of JavaScript as it is."""
_BASE = 45

PLACE_BITS = 24
"""A place is the number of a document, so many bits up, and which of its characters it is."""
_PLACE = (1 << PLACE_BITS) - 1


def encode_documents(documents: Sequence[int]) -> str:
    """The first, then each step to the next."""
    before, text = 0, ""
    for document in documents:
        text += _sign(document - before)
        before = document
    return text


def encode_places(places: Sequence[int]) -> str:
    """Twice the step to a document, odd where a number of places follows, and their steps."""
    before, text, at, end = 0, "", 0, len(places)
    while at < end:
        place = places[at]
        document, at = place >> PLACE_BITS, at + 1
        step, first = 2 * (document - before), _sign(place & _PLACE)
        before = document
        if at == end or places[at] >> PLACE_BITS != document:
            text += _sign(step) + first
            continue
        begin = at
        while at < end and places[at] >> PLACE_BITS == document:
            first += _sign(places[at] - places[at - 1])
            at += 1
        text += _sign(step + 1) + _sign(at - begin + 1) + first
    return text


@cache
def _sign(number: int) -> str:
    signs = ""
    while number >= _BASE:
        signs += SIGNS[_BASE + number % _BASE]
        number //= _BASE
    return signs + SIGNS[number]
