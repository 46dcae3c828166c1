"""Pictures of sheets, which are no photos: as a grid shows them, and as a chat does."""

from __future__ import annotations

from .plan import Picture
from .recipe import EDGES, ImageFormat
from .sizes import plan_grid_sizes

_CARD = (1200, 630)
"""Open Graph asks for 1.91:1, WeChat for the square in its middle."""

_PREVIEW_PPI = 96
"""A sheet's picture is planned as if it were a photo of so many pixels to its inch."""


def plan_preview(
    key: str, width_mm: float, height_mm: float, formats: tuple[ImageFormat, ...]
) -> Picture:
    """A sheet's picture as a grid shows it; its names begin with `key`.

    `key` is that of the print: of everything that changes the pixels of the sheet.
    """
    width, height = (max(1, round(mm / 25.4 * _PREVIEW_PPI)) for mm in (width_mm, height_mm))
    sizes = plan_grid_sizes(width, height, EDGES)
    return Picture(width, height, sizes, formats, print_key=key)


def plan_card(key: str) -> Picture:
    """What a chat shows of a page: one JPEG; its name begins with `key`, that of its print."""
    return Picture(*_CARD, (_CARD,), (), print_key=key)
