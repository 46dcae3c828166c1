"""What a page shows of a photo before the photo is there: a colour, and a blur of few bytes."""

from __future__ import annotations

import base64
import io
from typing import NamedTuple

from PIL import Image

_LONG_EDGE = 16
MAX_BYTES = 100
"""As small as a ThumbHash is, and no script has to unpack it."""

_COLOURS = 5


class Look(NamedTuple):
    """Both empty for a photo that one can see through."""

    colour: str = ""
    """The colour that covers most of it, `#rrggbb`."""
    blur: str = ""
    """A WebP of at most 100 bytes, base64."""


def look_of(image: Image.Image) -> Look:
    """The look of a small derivative."""
    if image.mode == "RGBA":
        return Look()
    scale = _LONG_EDGE / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.convert("RGB").resize(size, Image.Resampling.BOX)
    return Look(_dominant(small), base64.b64encode(_blur(small)).decode())


def _dominant(image: Image.Image) -> str:
    few = image.quantize(_COLOURS, Image.Quantize.MEDIANCUT)
    counts = few.getcolors() or [(0, 0)]
    _, index = max(counts)
    palette = few.getpalette() or [255, 255, 255]
    assert isinstance(index, int)
    return "#" + bytes(palette[3 * index : 3 * index + 3]).hex()


def _blur(image: Image.Image) -> bytes:
    for quality in (40, 20, 10, 5, 0):
        file = io.BytesIO()
        image.save(file, "WEBP", quality=quality, method=4)
        if file.tell() <= MAX_BYTES:
            break
    else:
        return b""
    return file.getvalue()
