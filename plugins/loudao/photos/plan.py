"""What will be made of a photo: every name and size, before a pixel is decoded.

All derivatives of a photo come from one decode, its base: the photo halved as often as the
largest of them allows, which JPEG's decoder does for nothing and which changes every byte.
So a name holds how fine its base is. The web's sizes settle it, and prints that are no larger
share it; where a plan has a larger print, `settle_base` names all of them by the finer base.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from .derivative import Derivative
from .near import Near, plan_near
from .probe import Probe
from .recipe import EDGES, ImageFormat, Recipe, codecs_digest
from .sizes import (
    Size,
    halvings,
    is_scroll,
    plan_cuts,
    plan_sizes,
    reading_sizes,
    scaled_size,
    slice_of,
    slice_sizes,
)

_DEFAULT = Recipe()

_SHARED_EDGE = 960
"""About the long edge of what a chat or a card shows of it."""

_SLICING = " slices 1"
"""In the keys of photos that are cut, and of no others: says how."""


@dataclass(frozen=True)
class Picture:
    """A picture as the site knows it: its size as held, and the sizes it is made in."""

    width: int
    """In pixels, as is the height."""
    height: int
    sizes: tuple[Size, ...]
    """Smallest first; of a scroll the last ones are for reading, the others for overview."""
    formats: tuple[ImageFormat, ...]
    """Besides JPEG."""
    probe: Probe | None = None
    """None for a picture that is no photo."""
    recipe: Recipe = _DEFAULT
    base: int = 1
    """How many times smaller than it is the photo is decoded; a power of two."""
    print_key: str = ""
    """Of the sheet whose picture it is; "" for a photo."""
    is_near: bool = False
    """Whether who looks closely sees all of the photo's pixels."""

    @cached_property
    def key(self) -> str:
        """Of the photo's bytes, of the whole recipe and of the base; or of a sheet's print.

        Asked for by who makes or names files: codecs are loaded to be asked what they are.
        """
        if not self.probe:
            return f"{self.print_key}-{codecs_digest()[:8]}"
        finer = self.base != web_base(self.width, self.height, self.sizes)
        if not finer and not self.cuts:
            return self.web_key
        how = f"1/{self.base}{_SLICING if self.cuts else ''}"
        return _key(f"{self.digest} {self.recipe.digest} {how}")

    @property
    def source(self) -> str:
        """The photo's path relative to the site; "" where there is no photo."""
        return self.probe.path if self.probe else ""

    @property
    def digest(self) -> str:
        """SHA-256 of the photo's bytes; "" where there is no photo."""
        return self.probe.digest if self.probe else ""

    @cached_property
    def web_key(self) -> str:
        """Of the photo's bytes and of the recipe alone, whatever is made of it: what versions of
        sheets know it by."""
        return _key(f"{self.digest} {self.recipe.digest}")

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height

    @cached_property
    def is_scroll(self) -> bool:
        return self.probe is not None and is_scroll(self.width, self.height)

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """Where a scroll too heavy for one file is cut along its largest size, from 0 to its
        end."""
        return plan_cuts(self.width, self.height) if self.is_scroll else ()

    @cached_property
    def derivatives(self) -> tuple[Derivative, ...]:
        """Every file: those of the whole, smallest first, then slices."""
        return (*self.wholes, *(each for part in self.slices for each in part))

    @cached_property
    def wholes(self) -> tuple[Derivative, ...]:
        """Files that show it whole, smallest first; a thumbnail has no JPEG where another format
        has one, and what is read in slices has one alone, its largest."""
        return tuple(
            Derivative(f"{self.key}-{width}.{ending}", width, height, ending, base=self.base)
            for number, (width, height) in enumerate(self.sizes)
            for ending in self._formats_of(number)
        )

    @cached_property
    def slices(self) -> tuple[tuple[Derivative, ...], ...]:
        """The files of each slice of a scroll that is cut, along it; no worker that keeps one size
        for all takes such a name for a size of the whole."""
        if not self.cuts:
            return ()
        largest, count = self.sizes[-1], len(self.cuts) - 1
        return tuple(
            tuple(
                Derivative(
                    f"{self.key}-{number}of{count}x{across}.{ending}",
                    *size, ending, base=self.base, box=box,
                )
                for across in slice_sizes(largest)
                for size, box in (slice_of(largest, across, begin, end),)
                for ending in (*self.formats, "jpg")
            )
            for number, (begin, end) in enumerate(pairwise(self.cuts), start=1)
        )  # fmt: skip

    @cached_property
    def near(self) -> Near | None:
        """Its tiles; None of one that is not for looking closely, and where pages show all."""
        size, shown = (self.width, self.height), max(self.sizes[-1])
        return plan_near(self.web_key, size, shown) if self.is_near else None

    @property
    def tiles(self) -> tuple[Derivative, ...]:
        return self.near.tiles if self.near else ()

    @property
    def reading(self) -> list[Derivative]:
        """Files of a scroll whose strokes can be read; of any other photo all."""
        return [d for d in self.wholes if (d.width, d.height) in self._readable]

    @property
    def overview(self) -> list[Derivative]:
        """Files that show the whole on a screen; all where nothing is too long for one."""
        fitting = [d for d in self.wholes if (d.width, d.height) not in self._readable]
        return fitting or list(self.wholes)

    def of(self, image_format: ImageFormat) -> list[Derivative]:
        """Files of the whole."""
        return [d for d in self.wholes if d.format == image_format]

    @property
    def shared(self) -> Derivative:
        """The JPEG that a chat or a card shows: not all read WebP."""
        return min(self.of("jpg"), key=lambda d: abs(max(d.width, d.height) - _SHARED_EDGE))

    @property
    def largest(self) -> Derivative:
        """The largest JPEG: what opens alone."""
        return self.of("jpg")[-1]

    @property
    def _readable(self) -> Sequence[Size]:
        return reading_sizes(self.width, self.height) if self.is_scroll else self.sizes

    def _formats_of(self, number: int) -> tuple[ImageFormat, ...]:
        size, alone = self.sizes[number], number == len(self.sizes) - 1
        if self.cuts and size in self._readable:
            return ("jpg",) if alone else ()
        has_jpeg = alone or not self.formats or max(size) > EDGES[0]
        return (*self.formats, *(("jpg",) if has_jpeg else ()))


def plan_picture(probe: Probe, recipe: Recipe = _DEFAULT, is_near: bool = False) -> Picture:
    """The derivatives of one photo; nothing is enlarged."""
    sizes = plan_sizes(probe.width, probe.height, recipe.edges, recipe.exact)
    base = web_base(probe.width, probe.height, sizes)
    return Picture(
        probe.width, probe.height, sizes, recipe.formats, probe, recipe, base, is_near=is_near
    )  # fmt: skip


def web_base(width: int, height: int, sizes: Sequence[Size]) -> int:
    """How many times smaller a photo is decoded for the web's `sizes`."""
    return halvings(max(width, height), max(sizes[-1]))


def plan_print(picture: Picture, width_mm: float, height_mm: float, ppi: float) -> Derivative:
    """The pixels that a printed size needs at `ppi`, no more, and never more than there are."""
    wanted = max(width_mm, height_mm) / 25.4 * ppi
    longest = max(picture.width, picture.height)
    scale = min(1.0, wanted / longest)
    width, height = scaled_size(picture.width, picture.height, scale)
    base = min(picture.base, halvings(longest, max(width, height)))
    name = f"{_based(picture, base).key}-{width}x{height}.jpg"
    return Derivative(name, width, height, "jpg", for_print=True, base=base)


def settle_base(picture: Picture, prints: Iterable[Derivative]) -> Picture:
    """`picture` such that one decode serves it and `prints`, which were planned from it.

    The same picture where the web's base has pixels enough for all of them. Otherwise one of
    a finer base and other names: whoever has named prints by `picture` plans them again.
    """
    return _based(picture, min([picture.base, *(each.base for each in prints)]))


def _based(picture: Picture, base: int) -> Picture:
    """`picture` from another base; that of the web alone is not in its key."""
    return picture if base == picture.base else replace(picture, base=base)


def _key(whole: str) -> str:
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
