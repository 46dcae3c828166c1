"""Pixels into files."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from PIL import Image

from .decode import cut, scaled
from .derivative import Derivative
from .recipe import ENCODERS, PRINT_ENCODER


def encode(image: Image.Image, derivative: Derivative) -> bytes:
    """`image`, which is L, RGB or RGBA and of the derivative's size, as a file."""
    options = PRINT_ENCODER if derivative.for_print else ENCODERS[derivative.format]
    file = io.BytesIO()
    if derivative.box:
        image = over_white(image)  # two lie over each other where they join
    if derivative.format == "jpg":
        over_white(image).save(file, "JPEG", **options)
    else:
        image.save(file, derivative.format.upper(), **options)
    return file.getvalue()


def cascade(
    image: Image.Image, outputs: Sequence[Derivative]
) -> Iterator[tuple[Derivative, Image.Image]]:
    """Each with its pixels: the last first, slices of `image` itself, then the largest, each size
    from that above."""
    for each in reversed(outputs):
        if each.box:
            yield each, cut_out(image, each)
        else:
            image = scaled(image, (each.width, each.height))
            yield each, image


def cut_out(image: Image.Image, part: Derivative) -> Image.Image:
    """The pixels of a slice or a tile of `image`."""
    assert part.box, "not a part"
    return cut(image, (part.width, part.height), part.box)


def over_white(image: Image.Image) -> Image.Image:
    """What one sees through stands on white: JPEG knows no transparency."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper
