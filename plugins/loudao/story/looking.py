"""One photo looked at for codes, in whatever process."""

from __future__ import annotations

from dataclasses import dataclass

from ..codes.find import find_codes
from ..photos.grey import read_grey
from ..photos.troubles import BadPhoto, TooLarge, Unreadable
from ..pool import Failure


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
    except BadPhoto as bad:
        return Failure(str(bad))
    except OSError as error:
        return Failure(str(Unreadable(error)))
    except MemoryError:
        return Failure(str(TooLarge()))
