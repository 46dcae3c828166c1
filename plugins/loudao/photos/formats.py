"""Opening any file that calls itself a photo, and telling a person why one cannot be."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

MAX_PIXELS = 200_000_000
"""A decompression bomb holds more; the largest scanner beds give about 190 MP."""

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP", "DIB")
"""What phones, scanners and screenshots make. Pillow knows more; EPS, for one, it hands to
Ghostscript, which no stranger's file should reach."""


class BadPhoto(Exception):
    """A file that gives no picture; the message is Chinese, for staff."""


@contextmanager
def opened(source: Any) -> Iterator[Image.Image]:
    """The photo in `source` (a path or a binary file), its header read and judged.

    Raises BadPhoto, whatever the codec raised: UnidentifiedImageError, OSError, ValueError,
    IndexError, struct.error and SyntaxError were all seen on real files.
    """
    pillow_heif.register_heif_opener()
    Image.init()  # knows all formats from the start, so that some can be named
    Image.MAX_IMAGE_PIXELS = None  # judged below, with our own words
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(source, formats=_FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BadPhoto(
                        f"图片有 {image.width}×{image.height} 像素，太大了"
                        f"（最多 {MAX_PIXELS // 1_000_000} 百万像素）"
                    )
                yield image
    except BadPhoto:
        raise
    except Exception as error:
        raise BadPhoto(_reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        return "这不是图片，或者文件已经损坏"
    if "truncated" in str(error).lower():
        return "图片不完整，可能没有传完"
    return "图片已经损坏"


def orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; anything unreadable or out of range is 1."""
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


def to_srgb(image: Image.Image) -> Image.Image:
    """Pixels as L, RGB or RGBA in sRGB; an unreadable profile is as good as none."""
    profile = image.info.get("icc_profile")
    plain = _eight_bit(image)
    if not profile:
        return plain
    alpha = plain.getchannel("A") if plain.mode == "RGBA" else None
    coloured = image if image.mode == "CMYK" else plain.convert("L" if plain.mode == "L" else "RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source) and coloured.mode == "RGB":
            return plain
        converted = ImageCms.profileToProfile(
            coloured,
            source,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.PERCEPTUAL,
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return plain
    if converted is None:
        return plain
    if alpha:
        converted.putalpha(alpha)
    return converted


def _eight_bit(image: Image.Image) -> Image.Image:
    if image.mode in ("L", "RGB", "RGBA"):
        return image.convert("RGBA") if "transparency" in image.info else image
    if image.mode.startswith("I") or image.mode == "F":
        scale = 1 / 257 if image.mode.startswith("I;16") or image.mode == "I" else 1.0
        return image.convert("F").point(lambda v: v * scale + 0).convert("L")
    if image.mode in ("LA", "La", "PA", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGB")
