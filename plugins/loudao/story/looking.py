"""Photos looked at for codes, and copied, in whatever process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..codes.find import find_codes
from ..photos.copies import Copied, CopyJob, copy_photo
from ..photos.grey import read_grey
from ..photos.troubles import RAISED, why
from ..pool import Failure, Workshop

_COPY_WEIGHT = 48_000_000
"""As of a phone's largest photo, in pixels: nobody has looked yet how large it is."""


@dataclass(frozen=True, slots=True)
class LookJob:
    path: str
    width: int
    height: int
    max_pixels: int


def look_at(job: LookJob) -> list[str] | Failure:
    """What each code on it says, from the top down; a text twice where two codes say it."""
    try:
        grey = read_grey(job.path, job.width, job.height, job.max_pixels)
        return [reading.text for reading in find_codes(grey)]
    except RAISED as error:
        return Failure(why(error))


def copy_all(photos: Sequence[str], workshop: Workshop, max_pixels: int) -> dict[str, Copied | str]:
    """A small copy of each photo, or why there is none; by its path."""
    jobs = [CopyJob(photo, max_pixels) for photo in photos]
    weights = [_COPY_WEIGHT] * len(jobs)
    done = workshop.run(
        copy_photo, jobs, weights, lambda n, _: workshop.tick("留照片", n, len(jobs))
    )
    found: dict[str, Copied | str] = {}
    for photo, outcome in zip(photos, done, strict=True):
        copied = outcome.failure or outcome.result
        found[photo] = copied if isinstance(copied, Copied) else copied.why if copied else ""
    return found
