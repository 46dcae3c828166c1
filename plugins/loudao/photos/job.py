"""One photo's work, in whatever process: one decode, then everything that is wanted of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..pool import Failure
from ..store import Stamp, Store
from .decode import decode
from .encode import cascade, encode
from .look import Look, look_of
from .plan import Derivative
from .probe import FileTime, file_time
from .troubles import BadPhoto, TooLarge, Unreadable

_CHANGED = Failure("处理的时候文件变了，再运行一次")


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
    store: str
    """The folder of the store."""
    room: str

    @property
    def weight(self) -> int:
        """In pixels: those of the photo, and those of prints, which are as many again."""
        return self.pixels + sum(each.width * each.height for each in self.prints)


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
    factors = sorted({each.base for each in (*job.web, *job.prints)})
    try:
        for factor in factors:
            base = decode(job.source, factor, job.max_pixels)
            if file_time(job.source) != job.time:
                return _CHANGED
            for each in job.prints:
                if each.base == factor:
                    image = base.at((each.width, each.height))
                    stamps[each.name] = store.put(job.room, each.name, encode(image, each))
            if job.web and job.web[0].base == factor:
                largest = [each for each in job.web if not each.box][-1]
                sized = cascade(base.at((largest.width, largest.height)), job.web)
                del base  # 9 MB of a phone's photo, while encoders take their own
                for each, image in sized:
                    stamps[each.name] = store.put(job.room, each.name, encode(image, each))
                look = look_of(image)
    except BadPhoto as bad:
        return Failure(str(bad))
    except OSError as error:
        return Failure(str(Unreadable(error)))
    except MemoryError:
        return Failure(str(TooLarge()))
    return Made(stamps, look, len(factors))
