"""Pixels of any mode and any profile as 8-bit sRGB."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageCms


def to_eight_bit(image: Image.Image) -> Image.Image:
    """Pixels as L, RGB, RGBA, CMYK or LAB with 8 bits a channel."""
    if image.mode in ("L", "RGB", "RGBA"):
        return image.convert("RGBA") if "transparency" in image.info else image
    if image.mode in ("CMYK", "LAB"):
        return image
    if is_deep(image):
        scale = _deep_scale(image)
        return image.convert("F").point(lambda v: v * scale + 0).convert("L")
    if image.mode == "La":
        image = image.convert("LA")
    if image.mode in ("LA", "PA", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGB")


def is_deep(image: Image.Image) -> bool:
    """Whether pixels are grey of 16 or 32 bits."""
    return image.mode.startswith("I") or image.mode == "F"


def _deep_scale(image: Image.Image) -> float:
    """What takes white to 255: 16 bits have a white of their own, others that of their pixels."""
    if image.mode.startswith("I;16"):
        return 1 / 257
    _, high = image.getextrema()
    assert isinstance(high, int | float)
    whites = (1.0, 255.0) if image.mode == "F" else (65535.0,)
    return 255 / next((white for white in whites if high <= white), max(high, 1.0))


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """L, RGB or RGBA in sRGB from eight-bit pixels that mean what `profile` (ICC) says.

    Perceptual intent; an unreadable profile, or one for other channels, is as good as none.
    """
    transform = _transform(profile or b"", image.mode.removesuffix("A"))
    if transform is None:
        return image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGB")
    if image.mode != "RGBA":
        return ImageCms.applyTransform(image, transform) or image
    coloured = ImageCms.applyTransform(image.convert("RGB"), transform)
    assert coloured is not None
    coloured.putalpha(image.getchannel("A"))
    return coloured


@lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From `profile` to sRGB, or None where pixels are sRGB or may be taken for it."""
    try:
        if mode == "LAB":
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        elif not profile:
            return None
        else:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if mode == "RGB" and _is_srgb(ImageCms.getProfileDescription(source)):
                return None
        return ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            renderingIntent=ImageCms.Intent.PERCEPTUAL,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _is_srgb(description: str) -> bool:
    """Whether a profile's name says so; linear profiles with sRGB's primaries say it too."""
    name = description.lower()
    return "srgb" in name and "linear" not in name and "g10" not in name
