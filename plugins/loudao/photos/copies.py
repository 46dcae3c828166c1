"""Photos of staff's as evidence: the day that the camera wrote, and a small copy that tells nothing
else: neither where it was taken nor by which phone."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import ExifTags, Image

from ..pool import Failure
from .decode import decode
from .encode import over_white
from .formats import opened, orientation
from .sizes import halvings, scaled_size
from .troubles import RAISED, why

COPY_EDGE = 1600
"""Pixels of the long edge: what hangs on an A3 sheet can be read on it, and it takes 300 KB."""

_QUALITY = 82
_DAY = re.compile(r"(\d{4})\D(\d{2})\D(\d{2})")


@dataclass(frozen=True, slots=True)
class CopyJob:
    path: str
    """Where the photo is on this machine; no key holds it."""
    max_pixels: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A photo looked at."""

    digest: str
    """SHA-256 of its bytes."""
    taken: date | None
    """The day on which it was taken, as the camera says; None where it does not."""
    width: int
    """In pixels as held, as is the height."""
    height: int


@dataclass(frozen=True, slots=True)
class Copied:
    """A photo and its small copy, a JPEG."""

    dated: Dated
    jpeg: bytes


def read_dated(job: CopyJob) -> Dated | Failure:
    """What a photo's header says, without a look at its pixels."""
    try:
        return _dated(Path(job.path).read_bytes(), job.max_pixels)
    except RAISED as error:
        return Failure(why(error))


def copy_photo(job: CopyJob) -> Copied | Failure:
    """A small copy: upright, sRGB, over white where one sees through it, no metadata."""
    try:
        dated = _dated(Path(job.path).read_bytes(), job.max_pixels)
        longest = max(dated.width, dated.height)
        size = scaled_size(dated.width, dated.height, min(1.0, COPY_EDGE / longest))
        factor = halvings(longest, max(size))
        image = decode(job.path, factor, job.max_pixels).at(size)
        return Copied(dated, as_jpeg(image))
    except RAISED as error:
        return Failure(why(error))


def page_jpeg(pixels: bytes, width: int, height: int) -> bytes:
    """Rows of RGB, those of a page, as a JPEG on which small words stay sharp."""
    return as_jpeg(Image.frombytes("RGB", (width, height), pixels), subsampling=0)


def as_jpeg(image: Image.Image, **options: int) -> bytes:
    file = io.BytesIO()
    over_white(image).convert("RGB").save(file, "JPEG", quality=_QUALITY, optimize=True, **options)
    return file.getvalue()


def _dated(data: bytes, max_pixels: int) -> Dated:
    with opened(io.BytesIO(data), max_pixels) as image:
        width, height = image.size
        if orientation(image) >= 5:
            width, height = height, width
        return Dated(hashlib.sha256(data).hexdigest(), _taken(image), width, height)


def _taken(image: Image.Image) -> date | None:
    """When the shutter was released, else when it was digitised; the day on which a program saved
    the file says nothing of the wall."""
    try:
        own = image.getexif().get_ifd(ExifTags.IFD.Exif)
    except Exception:  # whatever damaged EXIF raises: then nobody knows the day
        return None
    for tag in (ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized):
        found = _DAY.match(str(own.get(tag, "")))
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                continue
    return None
