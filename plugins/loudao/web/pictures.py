"""A picture's addresses for `<picture>`: WebP first, JPEG always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..photos.plan import Derivative, Picture


@dataclass(frozen=True, slots=True)
class PictureView:
    """`srcset`s and the fallback; width and height in pixels keep the page from jumping."""

    webp: str
    jpg: str
    src: str
    largest: str
    width: int
    height: int
    alt: str


def view_picture(picture: Picture, root: str, alt: str, most: int = 1920) -> PictureView:
    """`picture` for a page whose way to the root is `root`, no file wider than `most`."""
    webp = [d for d in picture.of("webp") if d.width <= most] or picture.of("webp")[:1]
    jpg = [d for d in picture.of("jpg") if d.width <= most] or picture.of("jpg")[:1]
    middle = jpg[min(1, len(jpg) - 1)]
    return PictureView(
        _srcset(webp, root), _srcset(jpg, root), root + middle.uri, root + picture.largest.uri,
        webp[-1].width, webp[-1].height, alt,
    )  # fmt: skip


def _srcset(derivatives: Sequence[Derivative], root: str) -> str:
    return ", ".join(f"{root}{d.uri} {d.width}w" for d in derivatives)
