"""Opening any file that calls itself a photo, and telling a person why one cannot be."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pillow_heif
from PIL import (  # those that are named below; init() would load forty, 80 ms in every worker
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from .troubles import MAX_PIXELS, BadPhoto, TooLarge, Truncated

_PLUGINS = (
    JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin, AvifImagePlugin,
    GifImagePlugin, TiffImagePlugin, BmpImagePlugin,
)  # fmt: skip
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP", "DIB")
"""What phones, scanners and screenshots make. Pillow knows more; EPS, for one, it hands to
Ghostscript, which no stranger's file should reach."""

_MAX_COEFFICIENT_BYTES = 700_000_000
"""A progressive JPEG is decoded from all its coefficients at once, two bytes each."""


@contextmanager
def opened(source: Any, max_pixels: int = MAX_PIXELS) -> Iterator[Image.Image]:
    """The photo in `source` (a path or a binary file), its header read and judged.

    Raises BadPhoto, whatever the codec raised: UnidentifiedImageError, OSError, ValueError,
    IndexError, struct.error and SyntaxError were all seen on real files.
    """
    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # judged below, with our own words
    # photos are side by side already, and a thread's stack counts as a worker's memory
    pillow_heif.options.DECODE_THREADS = AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(source, formats=_FORMATS) as image:
                _judge(image, max_pixels)
                yield image
    except BadPhoto:
        raise
    except MemoryError as error:
        raise TooLarge from error
    except Exception as error:
        raise _refusal(error) from error


def _judge(image: Image.Image, max_pixels: int) -> None:
    if image.width * image.height > max_pixels:
        raise TooLarge(
            f"图片有 {image.width}×{image.height} 像素，太大了"
            f"（最多 {max_pixels // 1_000_000} 百万像素）"
        )
    if image.info.get("progressive"):
        # (identifier, horizontal factor, vertical factor, table) of each channel
        factors = [h * v for _, h, v, *_ in getattr(image, "layer", [])]
        blocks = image.width * image.height / max(factors, default=1)
        if blocks * sum(factors) * 2 > _MAX_COEFFICIENT_BYTES:
            raise TooLarge("渐进式的 JPEG 这么大，内存不够。另存为普通（非渐进）的 JPEG")


def _refusal(error: Exception) -> BadPhoto:
    if isinstance(error, UnidentifiedImageError):
        return BadPhoto("这不是图片，或者文件已经损坏")
    if "truncated" in str(error).lower():
        return Truncated()
    return BadPhoto("图片已经损坏")


def frames(image: Image.Image) -> int:
    """How many pictures an animation or a scan of several pages holds; 1 where nobody can tell.

    A second picture for depth, for brightness or for the other eye is no picture of its own.
    """
    if image.format not in ("GIF", "WEBP", "AVIF", "PNG", "TIFF"):
        return 1
    try:
        return int(getattr(image, "n_frames", 1))
    except Exception:  # whatever a damaged later frame raises: the first one is what we take
        return 1


_PNG_EXIF = {"exif", "Raw profile type exif"}


def orientation(image: Image.Image) -> int:
    """How the camera was held, 1 to 8 as EXIF has it; what cannot be read is 1."""
    if image.format == "TIFF":
        return 1  # Pillow turns these itself
    if image.format == "PNG" and not _PNG_EXIF & set(image.info):
        return 1  # getexif() would decode it all to look behind the pixels
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (OSError, ValueError, SyntaxError, struct.error, KeyError, TypeError, IndexError):
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def turned(image: Image.Image, value: int) -> Image.Image:
    """`image` as the camera was held."""
    return image.transpose(_TURNS[value]) if value in _TURNS else image
