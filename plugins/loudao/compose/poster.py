"""What posters have alike: how large their code is, where their foot begins."""

from __future__ import annotations

from ..model.sheet import Sheet
from ..styles.styles import Style
from .sizes import LANDING_METRES, SCAN_METRES, SIDE_PER_METRE, SIZE_MM, Size, size_mm

_BELOW_CODE = 1.62
"""Height of a code with its quiet zone, its label and its version, over its side: 33/25 for
the smallest symbol, less for larger ones, and 0.3 for the two lines."""


def scan_side(sheet: Sheet, size: Size) -> float:
    """The side of a poster's code in mm.

    In a stairwell one stands before a poster; a board may have a hedge or glass before it.
    """
    metres = SCAN_METRES[size]
    if sheet.fields.at:
        metres = max(LANDING_METRES if size not in ("A5", "A6") else metres, metres * 0.9)
    return metres * SIDE_PER_METRE


_CODE = 1.34
"""The same where its words stand beside it."""


def foot_of(style: Style, size: Size, side: float) -> float:
    """Where the foot of a poster begins, in mm of an A3 sheet."""
    return round(style.facts.foot - code_extent(size, side)[1], 1)


def foot_of_works(style: Style, size: Size, side: float) -> float:
    """The same on a poster of works, where a style may set the code elsewhere."""
    hanging = style.facts.hanging
    wide, tall = code_extent(size, side)
    room = {"below": tall, "beside": wide, "apart": 0.0}[hanging.code]
    return round((hanging.foot or style.facts.foot) - room, 1)


def code_extent(size: Size, side: float) -> tuple[float, float]:
    """The width of a code with its quiet zone, and its height with the lines below it, on A3."""
    unit = size_mm(size)[0] / SIZE_MM["A3"][0]
    return side / unit * _CODE, side / unit * _BELOW_CODE
