"""A photo's grey pixels, whole and upright: what somebody photographed to be read."""

from __future__ import annotations

from PIL import Image

from .camera import Raster
from .decode import decode
from .sizes import halvings

LONGEST = 8400
"""Of a phone's 50 MP. What is longer is halved: it is no sharper, and a worker has to hold it."""


def read_grey(path: str, width: int, height: int, max_pixels: int) -> Raster:
    """The photo at `path`, of `width`×`height` pixels as held. Raises BadPhoto and OSError."""
    longest = max(width, height)
    factor = 1 if longest <= LONGEST else halvings(longest, LONGEST // 2)
    image = decode(path, factor, max_pixels).at((-(-width // factor), -(-height // factor)))
    if image.mode == "RGBA":  # what one can see through lies on white
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    grey = image.convert("L")
    return Raster(grey.width, grey.height, grey.tobytes())
