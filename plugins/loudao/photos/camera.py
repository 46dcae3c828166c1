"""What a phone's camera sees of a printed thing: smaller, blurred, from the side, dirty.

The phone is a common one: 12 MP (4000×3000), 65° of view across the long side.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

_PIXELS_ACROSS = 4000
_VIEW_DEGREES = 65.0
_BLUR_PIXELS = 0.8
"""Lens and hand: the standard deviation of the blur on the sensor."""

_BLUR = ImageFilter.BoxBlur((math.sqrt(12 * _BLUR_PIXELS**2 + 1) - 1) / 2)
"""Of that deviation: a third of the work of a Gaussian, and as much like a lens out of focus."""

_SMUDGE_GREY = 128


@dataclass(frozen=True)
class Raster:
    """Grey pixels, row by row from the top, 0 black to 255 white."""

    width: int
    height: int
    pixels: bytes

    def image(self) -> Image.Image:
        return Image.frombytes("L", (self.width, self.height), self.pixels)

    def crop(self, left: int, top: int, right: int, bottom: int) -> Raster:
        """A part; rows are cut from the bytes, a whole page is never copied."""
        starts = range(top * self.width, bottom * self.width, self.width)
        rows = b"".join(self.pixels[start + left : start + right] for start in starts)
        return Raster(right - left, bottom - top, rows)

    def scaled(self, factor: float) -> Raster:
        """As many times larger, or smaller."""
        size = max(1, round(self.width * factor)), max(1, round(self.height * factor))
        way = Image.Resampling.BOX if factor < 1 else Image.Resampling.BICUBIC
        return _raster(self.image().resize(size, way))


def _raster(image: Image.Image) -> Raster:
    return Raster(image.width, image.height, image.tobytes())


def pixels_per_mm(metres: float) -> float:
    """Pixels of the sensor for each mm of a thing straight ahead at that distance."""
    across = 2 * metres * 1000 * math.tan(math.radians(_VIEW_DEGREES / 2))
    return _PIXELS_ACROSS / across


def photograph(printed: Raster, per_mm: float, metres: float, degrees: float = 0) -> Raster:
    """`printed`, of `per_mm` pixels to the mm, as the phone sees its middle from `metres`.

    `degrees` is how far to the side the phone stands.
    """
    return expose(project(printed, per_mm, metres), metres, degrees)


def project(printed: Raster, per_mm: float, metres: float) -> Raster:
    """`printed` as large as it falls on the sensor, sharp and from straight ahead."""
    scale = pixels_per_mm(metres) / per_mm
    size = max(1, round(printed.width * scale)), max(1, round(printed.height * scale))
    return _raster(
        printed.image().resize(
            size, Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
        )
    )


def expose(projected: Raster, metres: float, degrees: float = 0) -> Raster:
    """What `project` gave, from `degrees` to the side, as lens and hand blur it."""
    seen = projected.image()
    if degrees:
        seen = _turned(seen, degrees, metres * 1000 * pixels_per_mm(metres))
    return _raster(seen.filter(_BLUR))


def _turned(image: Image.Image, degrees: float, focal: float) -> Image.Image:
    """`image` turned about its upright middle line, `focal` pixels from the eye.

    A point u right of the middle of the picture shows the point
    x = u / (cos a - u sin a / f) of the turned thing, and what is nearer is larger.
    """
    angle = math.radians(degrees)
    slope = math.tan(angle) / focal
    wide, tall = image.width, image.height
    # x = (a u + b v + c) / (g u + h v + 1) about the middle, moved to the corner
    mx, my = wide / 2, tall / 2
    a, e, g = 1 / math.cos(angle), 1.0, -slope
    w = 1 - g * mx
    coefficients = (
        (a + mx * g) / w, 0.0, (mx * w - a * mx) / w,
        my * g / w, e / w, (my * w - e * my) / w,
        g / w, 0.0,
    )  # fmt: skip
    return image.transform(
        image.size,
        Image.Transform.PERSPECTIVE,
        coefficients,
        Image.Resampling.BILINEAR,
        fillcolor=255,
    )


def smudged(seen: Raster, x: float, y: float, radius: float) -> Raster:
    """`seen` with a dirty thumb's round mark about (x, y), in pixels."""
    image = seen.image()
    ImageDraw.Draw(image).ellipse(
        (x - radius, y - radius, x + radius, y + radius), fill=_SMUDGE_GREY
    )
    return _raster(image)


def grey_levels(printed: Raster, left: float, top: float, side: float, modules: int) -> list[int]:
    """The grey in the middle of each module of the symbol at (left, top), row by row."""
    step = side / modules
    xs = [min(int(left + (i + 0.5) * step), printed.width - 1) for i in range(modules)]
    ys = [min(int(top + (i + 0.5) * step), printed.height - 1) for i in range(modules)]
    return [printed.pixels[y * printed.width + x] for y in ys for x in xs]


def darkest_around(printed: Raster, left: float, top: float, side: float, ring: float) -> int:
    """The darkest grey in the ring of `ring` pixels about the symbol; 0 where the paper ends."""
    outer = (left - ring, top - ring, left + side + ring, top + side + ring)
    if outer[0] < 0 or outer[1] < 0 or outer[2] > printed.width or outer[3] > printed.height:
        return 0
    image = printed.image()
    edge = 2.0  # the symbol's own edge is soft for a pixel or two
    bands = (
        (outer[0], outer[1], outer[2], top - edge),
        (outer[0], top + side + edge, outer[2], outer[3]),
        (outer[0], top, left - edge, top + side),
        (left + side + edge, top, outer[2], top + side),
    )
    return min(_darkest(image, *map(round, band)) for band in bands)


def _darkest(image: Image.Image, left: int, top: int, right: int, bottom: int) -> int:
    histogram = image.crop((left, top, right, bottom)).histogram()
    return next(grey for grey, count in enumerate(histogram) if count)


def thumbnail_png(pixels: bytes, width: int, height: int, edge: int) -> bytes:
    """Pixels of RGB as a small PNG of few colours, its long edge `edge`."""
    image = Image.frombytes("RGB", (width, height), pixels)
    image.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()
