"""What will be made of a photo: every name and size, before a pixel is decoded."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pillow_heif
from PIL import __version__ as pillow_version
from PIL import features

from .probe import Probe

EDGES = (256, 480, 960, 1920)
"""Long edges in pixels: a thumbnail, a phone, a phone held near, a large screen or a poster."""

JPEG_QUALITY = 80
WEBP_QUALITY = 78
WEBP_METHOD = 2
"""Method 2 takes 111 ms where 4 takes 262 ms for 4 % fewer bytes (1920 px, measured)."""

_VERSION = 1
_ALMOST = 1.1
"""An edge within 10 % of the original's is not worth a file of its own."""

ImageFormat = Literal["webp", "jpg"]


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file to be made; `name` is unique for its bytes."""

    name: str
    width: int
    height: int
    format: ImageFormat

    @property
    def uri(self) -> str:
        return f"media/{self.name}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as the site knows it: its size as held, and its derivatives, smallest first."""

    key: str
    source: Path
    width: int
    height: int
    derivatives: tuple[Derivative, ...]

    def of(self, image_format: ImageFormat) -> list[Derivative]:
        return [d for d in self.derivatives if d.format == image_format]

    @property
    def largest(self) -> Derivative:
        """The largest JPEG: what opens alone, and what the press sets."""
        return self.of("jpg")[-1]


def plan_picture(probe: Probe) -> Picture:
    """The derivatives of one photo; nothing is enlarged."""
    key = picture_key(probe.digest)
    derivatives = []
    for width, height in plan_sizes(probe.width, probe.height):
        formats: tuple[ImageFormat, ...] = (
            ("webp",) if max(width, height) == 256 else ("webp", "jpg")
        )
        derivatives += [Derivative(f"{key}-{width}.{ext}", width, height, ext) for ext in formats]
    if not any(d.format == "jpg" for d in derivatives):
        small = derivatives[-1]
        derivatives.append(Derivative(f"{key}-{small.width}.jpg", small.width, small.height, "jpg"))
    return Picture(key, probe.path, probe.width, probe.height, tuple(derivatives))


def plan_sizes(width: int, height: int) -> list[tuple[int, int]]:
    """Sizes from the smallest to the largest, in pixels, without repeated widths."""
    longest = max(width, height)
    edges = [edge for edge in EDGES if edge < longest]
    if longest < EDGES[-1] and (not edges or longest > edges[-1] * _ALMOST):
        edges.append(longest)
    elif longest >= EDGES[-1]:
        edges.append(EDGES[-1])
    sizes = {}
    for edge in edges:
        scale = edge / longest
        size = max(1, round(width * scale)), max(1, round(height * scale))
        sizes[size[0]] = size
    return sorted(sizes.values(), key=lambda size: size[0] * size[1])


def picture_key(digest: str) -> str:
    """The key of all derivatives of the photo whose bytes have `digest`."""
    return hashlib.sha256(f"{digest} {_recipe()}".encode()).hexdigest()[:16]


@cache
def _recipe() -> str:
    """Everything but the photo that changes the bytes."""
    codecs = ("libjpeg_turbo", "webp", "avif", "littlecms2")
    return json.dumps(
        {
            "version": _VERSION,
            "edges": EDGES,
            "jpeg": JPEG_QUALITY,
            "webp": [WEBP_QUALITY, WEBP_METHOD],
            "pillow": pillow_version,
            "codecs": {name: features.version(name) for name in codecs},
            "heif": pillow_heif.__version__,
        },
        sort_keys=True,
    )
