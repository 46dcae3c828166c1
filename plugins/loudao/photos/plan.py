"""What will be made of a photo: every name and size, before a pixel is decoded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from .probe import Probe
from .recipe import EDGES, ImageFormat, Recipe

_ALMOST = 1.1
"""A size within 10 % of the one wanted is as good."""

_LITTLE_LESS = 0.93
"""Half of 1920, of 960, of 480 is 240: a thumbnail may be that."""

SCROLL = 4
"""Longer than 4:1 is a scroll: fitted whole on a screen, its strokes could not be read."""

_SCROLL_HEIGHTS = (480, 960)
_SCROLL_LONGEST = 16_383
"""No side of a WebP is longer."""

_DEFAULT = Recipe()

Size = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file to be made; `name` is unique for its bytes."""

    name: str
    width: int
    height: int
    format: ImageFormat
    for_print: bool = False

    @property
    def uri(self) -> str:
        return f"media/{self.name}"


@dataclass(frozen=True)
class Picture:
    """A photo as the site knows it: its size as held, and the sizes it is made in."""

    key: str
    """Of the photo's bytes and of the whole recipe."""
    probe: Probe
    sizes: tuple[Size, ...]
    """Smallest first; of a scroll the last ones are for reading, the others for overview."""
    formats: tuple[ImageFormat, ...]
    """Besides JPEG."""

    @property
    def source(self) -> Path:
        return self.probe.path

    @property
    def width(self) -> int:
        return self.probe.width

    @property
    def height(self) -> int:
        return self.probe.height

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height

    @property
    def is_scroll(self) -> bool:
        return _is_scroll(self.width, self.height)

    @cached_property
    def derivatives(self) -> tuple[Derivative, ...]:
        """Every file, smallest first; a thumbnail has no JPEG where another format has one."""
        return tuple(
            Derivative(f"{self.key}-{width}.{ending}", width, height, ending)
            for number, (width, height) in enumerate(self.sizes)
            for ending in (*self.formats, *(("jpg",) if self._has_jpeg(number) else ()))
        )

    @property
    def reading(self) -> list[Derivative]:
        """Files of a scroll whose strokes can be read; of any other photo all."""
        return [d for d in self.derivatives if (d.width, d.height) in self._readable]

    @property
    def overview(self) -> list[Derivative]:
        """Files that show the whole on a screen; all where nothing is too long for one."""
        fitting = [d for d in self.derivatives if (d.width, d.height) not in self._readable]
        return fitting or list(self.derivatives)

    def of(self, image_format: ImageFormat) -> list[Derivative]:
        return [d for d in self.derivatives if d.format == image_format]

    @property
    def largest(self) -> Derivative:
        """The largest JPEG: what opens alone."""
        return self.of("jpg")[-1]

    @property
    def _readable(self) -> Sequence[Size]:
        return _reading_sizes(self.width, self.height) if self.is_scroll else self.sizes

    def _has_jpeg(self, number: int) -> bool:
        alone = number == len(self.sizes) - 1
        return alone or not self.formats or max(self.sizes[number]) > EDGES[0]


def plan_picture(probe: Probe, recipe: Recipe = _DEFAULT) -> Picture:
    """The derivatives of one photo; nothing is enlarged."""
    sizes = plan_sizes(probe.width, probe.height, recipe.edges, recipe.exact)
    return Picture(picture_key(probe.digest, recipe), probe, sizes, recipe.formats)


def plan_print(picture: Picture, width_mm: float, height_mm: float, ppi: float) -> Derivative:
    """The pixels that a printed size needs at `ppi`, no more, and never more than there are."""
    wanted = max(width_mm, height_mm) / 25.4 * ppi
    longest = max(picture.width, picture.height)
    scale = min(1.0, wanted / longest)
    width, height = _scaled(picture.width, picture.height, scale)
    return Derivative(
        f"{picture.key}-print-{width}x{height}.jpg", width, height, "jpg", for_print=True
    )


@lru_cache(maxsize=4096)
def plan_sizes(width: int, height: int, edges: tuple[int, ...], exact: bool) -> tuple[Size, ...]:
    """Sizes from the smallest to the largest, in pixels, without repeated widths.

    `exact` sizes have just these long edges. Others are what a codec gives for nothing: the
    photo halved until it is at most 10 % over the largest edge, and then halved again.
    """
    if _is_scroll(width, height):
        chain = [*_reading_sizes(width, height), *_overview_sizes(width, height, edges, exact)]
    else:
        chain = _chain((width, height), edges, exact)
    distinct = {size[0]: size for size in reversed(chain)}
    return tuple(sorted(distinct.values(), key=lambda size: size[0] * size[1]))


def _is_scroll(width: int, height: int) -> bool:
    return max(width, height) > SCROLL * min(width, height)


def _chain(size: Size, edges: tuple[int, ...], exact: bool) -> list[Size]:
    """From the largest down."""
    chain = [_first(size, edges[-1], exact)]
    for edge in reversed(edges[:-1]):
        longest = max(chain[-1])
        half = _halved(chain[-1])
        if not exact and _LITTLE_LESS * edge <= max(half) <= _ALMOST * edge:
            chain.append(half)
        elif edge * _ALMOST < longest:
            chain.append(_scaled(*size, edge / max(size)))
    return chain


def _first(size: Size, edge: int, exact: bool) -> Size:
    if max(size) <= (edge if exact else edge * _ALMOST):
        return size
    near = size
    while max(_halved(near)) >= edge:
        near = _halved(near)
    if not exact and max(near) <= edge * _ALMOST:
        return near
    return _scaled(*size, edge / max(size))


def _reading_sizes(width: int, height: int) -> list[Size]:
    """Sizes of a scroll by its short side."""
    longest, shortest = max(width, height), min(width, height)
    most = min(1.0, _SCROLL_LONGEST / longest)
    scales = {min(most, wanted / shortest) for wanted in _SCROLL_HEIGHTS}
    return [_scaled(width, height, scale) for scale in sorted(scales, reverse=True)]


def _overview_sizes(width: int, height: int, edges: tuple[int, ...], exact: bool) -> list[Size]:
    """Sizes of a scroll by its long side, but for the smallest, which would be a thread."""
    longest = max(_reading_sizes(width, height)[-1])
    worth = tuple(edge for edge in edges[1:] if edge * _ALMOST < longest)
    return _chain((width, height), worth, exact) if worth else []


def _halved(size: Size) -> Size:
    """As a JPEG decoder halves: a last odd pixel counts whole."""
    return (size[0] + 1) // 2, (size[1] + 1) // 2


def _scaled(width: int, height: int, scale: float) -> Size:
    return max(1, round(width * scale)), max(1, round(height * scale))


def picture_key(digest: str, recipe: Recipe) -> str:
    """The key of all derivatives of the photo whose bytes have `digest`."""
    return hashlib.sha256(f"{digest} {recipe.digest}".encode()).hexdigest()[:16]
