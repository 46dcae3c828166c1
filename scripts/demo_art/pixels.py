"""Pixels and masks as arrays, and paint laid over them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Array = npt.NDArray[np.float32]
"""Pixels are height × width × 3 from 0 to 255, masks height × width from 0 to 1."""
Size = tuple[int, int]
"""Width and height."""
Colour = tuple[int, int, int]
Point = tuple[float, float]


def fill(size: Size, colour: Colour) -> Array:
    """A sheet of one colour."""
    return np.ones((size[1], size[0], 3), np.float32) * np.array(colour, np.float32)


def clamp(values: Array, high: float = 1) -> Array:
    """`values` from 0 to `high`; whatever lies outside becomes the nearer of them."""
    clamped: Array = np.clip(values, 0, high)
    return clamped


def composite(pixels: Array, mask: Array, paint: Colour | Array) -> Array:
    """`paint`, a colour or pixels, over `pixels` where `mask` lets it through."""
    alpha = mask[..., None]
    return pixels * (1 - alpha) + np.asarray(paint, np.float32) * alpha


def to_image(values: Array) -> Image.Image:
    """Pixels as an RGB image, or values from 0 to 255 without a colour as a grey one."""
    return Image.fromarray(clamp(values, 255).astype(np.uint8))


def to_mask(grey: Image.Image) -> Array:
    """A grey image as a mask."""
    return np.asarray(grey, np.float32) / np.float32(255)


def blur(mask: Array, radius: float) -> Array:
    """A mask out of focus, as for a shadow."""
    return to_mask(to_image(mask * 255).filter(ImageFilter.GaussianBlur(radius)))
