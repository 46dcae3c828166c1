"""Drawings in docs/ that are published as they are: no photo, nothing is made of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import Image

_KINDS = {".png", ".gif", ".webp"}


@cache
def drawing_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels; None of what is no drawing, or is not there."""
    if path.suffix.lower() not in _KINDS:
        return None
    try:
        with Image.open(path) as image:
            return image.size
    except (OSError, ValueError):
        return None
