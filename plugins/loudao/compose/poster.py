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


def foot_of(style: Style, size: Size, side: float) -> float:
    """Where the foot of a poster begins, in mm of an A3 sheet."""
    unit = size_mm(size)[0] / SIZE_MM["A3"][0]
    return round(style.facts.foot - side / unit * _BELOW_CODE, 1)
