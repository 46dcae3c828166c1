"""A picture's addresses for `<picture>`: the smallest format first, JPEG always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..photos.look import Look
from ..photos.plan import Derivative, Picture

_ABOUT = 1.1
"""Sizes near an edge may be a tenth over it."""

_PAN_CSS_PX = 320
"""How high a handscroll stands on a phone, in CSS pixels."""

_PAN_FROM = 2.5
"""A lying picture as long as this, width over height, is a ribbon on an upright phone."""

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
class Pan:
    """A scroll too long for a screen: files high enough to read, moved along."""

    way: Literal["x", "y"]
    files: Files
    sizes: str
    phone: bool
    """A wide screen shows the whole large enough."""


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
    return PictureView(files, largest, alt, _style(look), _pan(picture, root))


def _pan(picture: Picture, root: str) -> Pan | None:
    long = picture.is_scroll and picture.overview != picture.reading
    if not long and picture.aspect < _PAN_FROM:
        return None
    files = _files(picture.reading if long else picture.overview, picture, root)
    if picture.aspect < 1:
        return Pan("y", files, "min(100vw,480px)", phone=False)
    # half of what a scroll takes: at three pixels a point the lighter file of the two is sharp
    wide = round(_PAN_CSS_PX * picture.aspect / (2 if long else 1))
    return Pan("x", files, f"{wide}px", phone=not long)


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
