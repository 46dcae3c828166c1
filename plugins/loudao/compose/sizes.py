"""Sizes of sheets, profiles of printing, and the distances at which sheets are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Size = Literal["A0", "A1", "A2", "A3", "A4", "A5", "A6"]

Extent = tuple[int, int]
"""Width and height in mm."""

SIZE_MM: Mapping[str, Extent] = {
    "A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420),
    "A4": (210, 297), "A5": (148, 210), "A6": (105, 148),
}  # fmt: skip
"""ISO 216, upright."""

SCAN_METRES: Mapping[str, float] = {
    "A0": 2.0, "A1": 1.5, "A2": 0.9, "A3": 0.6, "A4": 0.45, "A5": 0.35, "A6": 0.3,
}  # fmt: skip
"""From how far the code of a board's poster is meant to be scanned. The printed side is a
tenth of it: a fifth to a quarter of the paper, 150 mm for 1.5 m."""

LANDING_METRES = 0.5
"""In a stairwell one stands before the wall."""

SIDE_PER_METRE = 100.0
"""Printed side of a code in mm for each metre of distance."""

LETTER_PER_METRE = 5.0
"""Smallest height of letters in mm for each metre of distance: a two-hundredth of it."""


@dataclass(frozen=True)
class Profile:
    """A way of printing."""

    name: Literal["office", "offset", "inkjet", "banner", "screen"]
    label: str
    bleed: float
    """mm over every edge of the trimmed sheet."""
    slug: float
    """mm beyond the bleed, for crop marks."""
    least_ppi: int
    """Photos with fewer pixels to the inch look coarse."""
    best_ppi: int
    """More pixels than these cannot be seen in print."""
    printer_dpi: int
    """Dots to the inch of the machine."""


PROFILES: Mapping[str, Profile] = {
    p.name: p
    for p in (
        Profile("office", "办公打印", 0, 0, 120, 300, 300),
        Profile("offset", "胶印", 3, 7, 200, 300, 2400),
        Profile("inkjet", "写真", 0, 0, 72, 150, 720),
        Profile("banner", "喷绘", 0, 0, 30, 72, 360),
    )
}
"""Offset plates are made for 300 ppi; what has two thirds of it still looks sharp. Large-format
shops ask 72–150 ppi for photo paper and 30–45 for banner cloth."""


SCREEN = Profile("screen", "屏幕", 0, 0, 0, 72, 72)
"""For looking at a sheet, never for printing it."""


def larger(size: Size) -> Size:
    """The next larger one; A0 is the largest."""
    sizes: tuple[Size, ...] = ("A6", "A5", "A4", "A3", "A2", "A1", "A0")
    return sizes[min(sizes.index(size) + 1, len(sizes) - 1)]


def size_mm(size: str, lying: bool = False) -> Extent:
    """The width and height of a size by its name."""
    wide, tall = SIZE_MM[size]
    return (tall, wide) if lying else (wide, tall)
