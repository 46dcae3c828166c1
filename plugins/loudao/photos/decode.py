"""A file's bytes into pixels: decoded once, then at any size, upright, sRGB, no metadata.

Where sizes may be near the edges, a JPEG's decoder gives the largest one for nothing and the
rest is halving. CPU of the scaling of a 12 MP photo (4032×3024, of which decoding takes 50 ms),
and the SSIM lost against LANCZOS from the full photo, means of six photos:

    2016 or 1920 | 960     | 480     | 256     | ms  | SSIM lost at each
    half         | reduce  | reduce  | reduce  |   5 | .0026 .0044 .0057 .0097
    half         | reduce  | BICUBIC | LANCZOS |  14 | .0026 .0044 .0031 .0005   sizes near
    half         | BICUBIC | BICUBIC | LANCZOS |  39 | .0026 .0027 .0024 .0004
    half         | LANCZOS | LANCZOS | LANCZOS |  56 | .0026 .0007 .0003 .0001
    HAMMING      | reduce  | BICUBIC | LANCZOS |  44 | .0085 .0066 .0039 .0010
    BICUBIC      | reduce  | HAMMING | LANCZOS |  51 | .0033 .0041 .0070 .0022
    BICUBIC      | reduce  | BICUBIC | LANCZOS |  53 | .0033 .0041 .0031 .0007   exact sizes
    LANCZOS      | reduce  | BICUBIC | LANCZOS |  71 | .0024 .0042 .0031 .0007
    LANCZOS      | LANCZOS | LANCZOS | LANCZOS | 103 | .0024 .0007 .0003 .0003

The two that are taken are the cheapest that lose no more than .005 at any size.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from .colour import is_deep, to_eight_bit, to_srgb
from .formats import opened, orientation, turned
from .sizes import Box, Size
from .troubles import Truncated

_BAND = 8_000_000
"""Pixels of a large file that are converted at a time: a copy of it all would not fit."""

_FINE = 700
"""Below this long edge BICUBIC's sharper strokes cost less than they show."""

_TINY = 320
"""Below this LANCZOS takes 1 ms more, and a thumbnail keeps all that it can."""

_START_OF_JPEG = b"\xff\xd8"
_END_OF_JPEG = b"\xff\xd9"
_UNDECODED = 128


@dataclass(frozen=True, slots=True)
class Base:
    """A photo decoded, so many times smaller than it is; as stored and in its own colours."""

    pixels: Image.Image
    """Of 8 bits a channel."""
    extent: tuple[float, float]
    """What the photo's width and height come to; a last pixel may lie over them in part."""
    profile: bytes | None
    turn: int
    """How the camera was held, 1 to 8 as EXIF has it."""

    def at(self, size: Size) -> Image.Image:
        """The photo at `size` (as held), L, RGB or RGBA, upright, sRGB, free of metadata."""
        stored = (size[1], size[0]) if self.turn >= 5 else size
        image = scaled(self.pixels, stored, (0, 0, *self.extent))
        image = turned(to_srgb(image, self.profile), self.turn)
        upright = image.copy() if image is self.pixels else image
        upright.info = {}  # comments and profiles would be saved along
        return upright


def decode(path: str, factor: int, max_pixels: int) -> Base:
    """The photo `factor` times smaller, which is a power of two. Raises BadPhoto.

    How a JPEG gets smaller is its decoder's: half of a half has other pixels than a quarter.
    """
    try:
        return _decode(path, factor, max_pixels)
    except Truncated:
        # a JPEG without its end mark may be whole otherwise: some apps forget to write it
        data = Path(path).read_bytes()
        if not data.startswith(_START_OF_JPEG):
            raise
        return _decode(io.BytesIO(data + _END_OF_JPEG), factor, max_pixels, mended=True)


def cut(image: Image.Image, size: Size, box: Box) -> Image.Image:
    """The part of `image` in `box` at `size`; where it is made smaller its edges know what lies
    beyond them."""
    left, top, right, bottom = box
    if size == (right - left, bottom - top):
        return image.crop((int(left), int(top), int(right), int(bottom)))
    return image.resize(size, Image.Resampling.BICUBIC, box)


def scaled(image: Image.Image, size: Size, box: Box | None = None) -> Image.Image:
    """`image`, or the part of it in `box`, at a smaller size."""
    if image.size == size:
        return image
    if image.size == (size[0] * 2, size[1] * 2) and max(size) >= _FINE:
        return image.reduce(2)
    way = Image.Resampling.BICUBIC if max(size) > _TINY else Image.Resampling.LANCZOS
    # a long way down, whole pixels are averaged first, down to twice what is wanted
    return image.resize(size, way, box, reducing_gap=2.0)


def _decode(source: Any, factor: int, max_pixels: int, mended: bool = False) -> Base:
    with opened(source, max_pixels) as image:
        turn = orientation(image)
        width, height = image.size
        _draft(image, factor)
        image.load()
        if mended and _ends_undecoded(image):
            raise Truncated
        profile = image.info.get("icc_profile")
        left = factor // round(width / image.width)  # what the decoder itself did not halve
        return Base(_reduced(image, left), (width / factor, height / factor), profile, turn)


def _draft(image: Image.Image, factor: int) -> None:
    """Asks the decoder for a half, a quarter or an eighth, which JPEG's gives for nothing.

    draft() knows nothing of orientation and rounds down: it is asked by the long edge alone.
    """
    longest = max(image.size) // min(factor, 8)
    image.draft(None, (longest, 1) if image.width >= image.height else (1, longest))


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Eight-bit pixels, `factor` times smaller; of a large file a band at a time."""
    if factor == 1:
        return to_eight_bit(image)
    if is_deep(image):  # its white is that of the whole
        image = to_eight_bit(image)
    width, height = image.size
    rows = max(1, _BAND // (width * factor)) * factor
    if rows >= height:
        return to_eight_bit(image).reduce(factor)
    paper: Image.Image | None = None
    for top in range(0, height, rows):
        band = image.crop((0, top, width, min(top + rows, height)))
        small = to_eight_bit(band).reduce(factor)
        paper = paper or Image.new(small.mode, (small.width, -(-height // factor)))
        paper.paste(small, (0, top // factor))
    assert paper
    return paper


def _ends_undecoded(image: Image.Image) -> bool:
    """Whether the last pixels are the grey that a decoder leaves where data has ended."""
    if image.mode not in ("L", "RGB") or image.info.get("progressive"):
        return True  # nobody can tell: what a progressive file lacks is sharpness, all over
    width, height = image.size
    corner = image.crop((max(0, width - 2), max(0, height - 2), width, height))
    return all(abs(value - _UNDECODED) <= 1 for value in corner.tobytes())
