"""One photo's work, in whatever process: one decode, then everything that is wanted of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from ..pool import Failure
from ..store import Stamp, Store
from .decode import decode
from .derivative import Derivative
from .encode import cascade, cut_out, encode
from .look import Look, look_of
from .near import Level, Near
from .probe import FileTime, file_time
from .troubles import RAISED, Changed, why


@dataclass(frozen=True, slots=True)
class DeriveJob:
    """One photo's work, ready to be sent to another process."""

    key: str
    source: str
    """Where the photo is on this machine; no key holds it."""
    time: FileTime
    """Of the file as it was probed: what has changed since would bear another's name."""
    pixels: int
    max_pixels: int
    web: tuple[Derivative, ...]
    """All of the picture's own, smallest first, then slices, or none."""
    prints: tuple[Derivative, ...]
    near: Near | None
    """The photo in tiles, if they are wanted."""
    store: str
    """The folder of the store."""
    room: str

    @property
    def levels(self) -> tuple[Level, ...]:
        return self.near.levels if self.near else ()

    @property
    def weight(self) -> int:
        """In pixels: those of the photo, and those of prints and tiles, which are as many again."""
        prints = sum(each.width * each.height for each in self.prints)
        return self.pixels + prints + sum(each.width * each.height for each in self.levels)


@dataclass(frozen=True, slots=True)
class Made:
    """The stamps of a job's files by name, the look of the photo, how often it was decoded."""

    stamps: Mapping[str, Stamp]
    look: Look
    decoded: int


def derive_photo(job: DeriveJob) -> Made | Failure:
    """Writes a job's derivatives; the failure says why there are none."""
    stamps: dict[str, Stamp] = {}
    look = Look()
    store = Store(Path(job.store))
    bases = {each.base for each in (*job.web, *job.prints)}
    factors = sorted(bases | {level.base for level in job.levels})
    try:
        for factor in factors:
            for each, image in _pixels(job, factor):
                stamps[each.name] = store.put(job.room, each.name, encode(image, each))
                if each in job.web[:1]:
                    look = look_of(image)
    except RAISED as error:
        return Failure(why(error))
    return Made(stamps, look, len(factors))


def _pixels(job: DeriveJob, factor: int) -> Iterator[tuple[Derivative, Image.Image]]:
    """All that is scaled from the photo at a `factor`-th of its size, with its pixels; of the
    web's the smallest last. Raises BadPhoto."""
    base = decode(job.source, factor, job.max_pixels)
    if file_time(job.source) != job.time:
        raise Changed
    for each in job.prints:
        if each.base == factor:
            yield each, base.at((each.width, each.height))
    for level in job.levels:
        if level.base == factor:
            whole = base.at((level.width, level.height))
            yield from ((tile, cut_out(whole, tile)) for tile in level.tiles)
            del whole
    if job.web and job.web[0].base == factor:
        largest = [each for each in job.web if not each.box][-1]
        image = base.at((largest.width, largest.height))
        del base  # 9 MB of a phone's photo, while encoders take their own
        yield from cascade(image, job.web)
