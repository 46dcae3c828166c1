"""Where a page may be cut: how much of what is drawn lies along each line across it."""

from __future__ import annotations

from array import array
from pathlib import Path

from PIL import Image, ImageChops

_EDGE = 40
"""Grey levels between neighbours from which on it is type or a code, and no photo's grain."""


def busy_lines(picture: Path) -> tuple[list[float], list[float]]:
    """Of each column and of each row of a small picture the mean strength of edges in it."""
    with Image.open(picture) as opened:
        image = opened.convert("L")
    across = ImageChops.difference(image, ImageChops.offset(image, 1, 0))
    down = ImageChops.difference(image, ImageChops.offset(image, 0, 1))
    edges = ImageChops.lighter(across, down).point([0] * _EDGE + list(range(_EDGE, 256)))
    # an offset goes round: what stands at one edge is held against the other
    edges.paste(0, (0, 0, 1, image.height))
    edges.paste(0, (0, 0, image.width, 1))
    floats = edges.convert("F")
    columns = floats.resize((image.width, 1), Image.Resampling.BOX)
    rows = floats.resize((1, image.height), Image.Resampling.BOX)
    return list(array("f", columns.tobytes())), list(array("f", rows.tobytes()))
