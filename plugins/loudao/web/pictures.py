"""A picture's addresses for `<picture>`: the smallest format first, JPEG always."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..photos.derivative import Derivative
from ..photos.look import Look
from ..photos.near import TILE
from ..photos.plan import Picture

_ABOUT = 1.1
"""Sizes near an edge may be a tenth over it."""

_PAN_CSS_PX = 320
"""How high a handscroll stands on a phone, in CSS pixels."""

_SLICED_CSS_PX = 300
_SLICED_CSS_WIDTH = "min(60vw,300px)"
"""As high, or as wide, as files of slices are chosen for: not two thirds of how they stand, so that
two pixels a point are given the lighter file, and three the other."""

_UNDER = {"x": 960, "y": 480}
"""Long edge of what lies under slices until they have come; above a lying one stands the same."""

_NO_LOOK = Look()


@dataclass(frozen=True, slots=True)
class Files:
    """`srcset`s by media type, and of the JPEGs apart; width and height in pixels keep the page
    from jumping."""

    sources: tuple[tuple[str, str], ...]
    jpg: str
    src: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a scroll; they stand side by side."""

    files: Files
    sizes: str
    style: str
    """How long it is, as a part of how wide the scroll is across."""


@dataclass(frozen=True, slots=True)
class Pan:
    """A scroll too long for a screen: files high enough to read, moved along."""

    way: Literal["x", "y"]
    files: Files
    sizes: str
    phone: bool
    """A wide screen shows the whole large enough."""
    slices: tuple[Slice, ...] = ()
    """From left to right or from top to bottom, instead of `files`."""
    style: str = ""
    """CSS of what lies under the slices, and of how long they are together."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture as templates show it."""

    files: Files
    largest: str
    alt: str
    style: str
    """CSS of what stands there until the photo has come; may be empty."""
    pan: Pan | None


def view_picture(
    picture: Picture,
    root: str,
    alt: str,
    look: Look = _NO_LOOK,
    most: int = 1920,
) -> PictureView:
    """`picture` for a page whose way to the root is `root`, no file much longer than `most`."""
    near = [d for d in picture.overview if max(d.width, d.height) <= most * _ABOUT]
    files = _files(near or picture.overview[:1], picture, root)
    largest = root + picture.largest.uri
    return PictureView(files, largest, alt, _style(look), _pan(picture, root, look))


def tiles_for_viewer(picture: Picture, root: str) -> str:
    """JSON that says what tiles there are; "" where files show all of it."""
    near = picture.near
    if near is None:
        return ""
    levels = [[level.width, level.height, root + level.stem] for level in near.levels]
    return json.dumps({"side": TILE, "levels": levels}, separators=(",", ":"))


def _pan(picture: Picture, root: str, look: Look) -> Pan | None:
    if not picture.is_scroll:
        return None
    long = picture.overview != picture.reading
    way: Literal["x", "y"] = "y" if picture.aspect < 1 else "x"
    files = _files(picture.reading if long else picture.overview, picture, root)
    slices = tuple(_slices(picture, way, root))
    style = _under(picture, _UNDER[way], root, look) if slices else ""
    if way == "y":
        return Pan("y", files, "min(100vw,480px)", False, slices, style)
    # half of what a scroll takes: at three pixels a point the lighter file of the two is sharp
    wide = round(_PAN_CSS_PX * picture.aspect / (2 if long else 1))
    return Pan("x", files, f"{wide}px", not long, slices, style)


def _slices(picture: Picture, way: Literal["x", "y"], root: str) -> Iterator[Slice]:
    across = min(picture.sizes[-1])
    for (begin, end), derivatives in zip(pairwise(picture.cuts), picture.slices, strict=True):
        long = (end - begin) / across
        sizes = _SLICED_CSS_WIDTH if way == "y" else f"{round(_SLICED_CSS_PX * long)}px"
        yield Slice(_files(derivatives, picture, root), sizes, f"--long:{long:.6g}")


def _under(picture: Picture, edge: int, root: str, look: Look) -> str:
    """A small file of the whole, spread over all of it; a walk keeps one of its sizes."""
    small = [d for d in picture.overview if max(d.width, d.height) <= edge * _ABOUT]
    best = [d for d in small if d.format in picture.formats] or small or picture.overview
    width, height = picture.sizes[-1]
    long = max(width, height) / min(width, height)
    colour = look.colour or "transparent"
    return f"--long:{long:.6g};background:{colour} url({root}{best[-1].uri}) 0 0/100% 100%"


def _files(derivatives: Sequence[Derivative], picture: Picture, root: str) -> Files:
    jpg = [d for d in derivatives if d.format == "jpg"] or picture.of("jpg")[:1]
    middle = jpg[min(1, len(jpg) - 1)]
    sources = (
        (f"image/{name}", _srcset([d for d in derivatives if d.format == name], root))
        for name in picture.formats
    )
    last = derivatives[-1]
    return Files(
        tuple((kind, srcset) for kind, srcset in sources if srcset),
        _srcset(jpg, root), root + middle.uri, last.width, last.height,
    )  # fmt: skip


def _srcset(derivatives: Sequence[Derivative], root: str) -> str:
    return ", ".join(f"{root}{d.uri} {d.width}w" for d in derivatives)


def _style(look: Look) -> str:
    if not look.colour:
        return ""
    if not look.blur:
        return f"background:{look.colour}"
    return f"background:url(data:image/webp;base64,{look.blur}) 50%/100% 100% no-repeat"
