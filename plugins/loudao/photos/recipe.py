"""What is made of every photo: which sizes, in which formats, by which codecs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from .troubles import MAX_PIXELS

ImageFormat = Literal["avif", "webp", "jpg"]

EDGES = (256, 480, 960, 1920)
"""Long edges in pixels: a thumbnail, a phone, a phone held near, a large screen."""

ENCODERS: dict[ImageFormat, dict[str, object]] = {
    "jpg": {"quality": 80},
    "webp": {"quality": 78, "method": 2},
    "avif": {"quality": 60, "speed": 9, "max_threads": 1},
}
"""How each format is saved. At 1920 px, measured:

    JPEG q80                      12 ms      progressive 49 ms for 3.6 % fewer bytes
    WebP q78 method 0/2/4/6   72/111/262/557 ms   352/295/285/265 KB
    AVIF q60 speed 6/8/9    2307/785/230 ms       195/202/211 KB

AVIF in one thread: photos are side by side already, and the bytes are the same everywhere.
"""

PRINT_ENCODER: dict[str, object] = {"quality": 92, "subsampling": 0}
"""For the press: full colour resolution, which red seals on white paper show."""

_VERSION = 3


@dataclass(frozen=True)
class Recipe:
    """Everything but the photo itself that changes the bytes of its derivatives."""

    formats: tuple[ImageFormat, ...] = ("webp",)
    """Besides JPEG, which is always made: WeChat's browsers vary."""
    exact: bool = False
    """Sizes at just the edges, instead of near them at a third of the cost of scaling."""
    edges: tuple[int, ...] = EDGES
    max_pixels: int = MAX_PIXELS
    """What is larger is refused before it is decoded."""

    @cached_property
    def digest(self) -> str:
        from .versions import heif_versions  # the codecs themselves: 0.1 s of who only plans

        return _digest(
            {
                "formats": self.formats,
                "exact": self.exact,
                "edges": self.edges,
                "heif": heif_versions(),
                **_codecs(),
            }
        )


@cache
def codecs_digest() -> str:
    """Of what turns pixels into files, whatever the pixels and the formats."""
    return _digest(_codecs())


def _codecs() -> dict[str, object]:
    from .versions import codec_versions

    return {
        "version": _VERSION,
        "encoders": [ENCODERS, PRINT_ENCODER],
        **codec_versions(),
    }


def _digest(whole: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
