"""A photo's bytes looked at once: what they are, how large, and their digest."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pillow_heif
from PIL import __version__ as pillow_version

from ..pool import Failure, Workshop
from .formats import MAX_PIXELS, BadPhoto, Unreadable, frames, opened, orientation

ROOM = "probes"
_READERS = f"1 {pillow_version} {pillow_heif.__version__}"
"""What was read by another version of these, or of this room, is read again."""


class FileTime(NamedTuple):
    """Whether a file is still the one that was looked at."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Probe:
    """A photo as the camera was held."""

    path: str
    """Relative to the site, with slashes."""
    time: FileTime
    digest: str
    """SHA-256 of the bytes."""
    width: int
    """In pixels, as is the height."""
    height: int
    frames: int = 1
    """How many pictures the file holds; the first is the photo."""

    @property
    def pixels(self) -> int:
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class ProbeJob:
    path: str
    """Where the file is on this machine; no key holds it."""
    max_pixels: int


def probe_photos(
    photos: Mapping[str, FileTime],
    root: Path,
    workshop: Workshop,
    max_pixels: int = MAX_PIXELS,
) -> dict[str, Probe | BadPhoto]:
    """Each photo's probe, or why it has none; by paths relative to the site, which is at `root`.

    A photo whose size and time of change are those of last time is not read again, wherever
    the site stands now. In a fresh clone, where times say nothing, all are: 4 ms for a phone
    photo, in every worker.
    """
    journal = workshop.store.journal(ROOM)
    found: dict[str, Probe | BadPhoto] = {}
    unknown: dict[str, FileTime] = {}
    for path, time in photos.items():
        known = journal.get(path)
        if known and known[:3] == [_READERS, *time] and known[4] * known[5] <= max_pixels:
            found[path] = Probe(path, time, *known[3:])
        else:
            unknown[path] = time
    jobs = [ProbeJob(str(root / path), max_pixels) for path in unknown]
    weights = [time.size for time in unknown.values()]
    done = workshop.run(
        probe_photo, jobs, weights, lambda n, _: workshop.tick("看照片", n, len(jobs))
    )
    for (path, time), outcome in zip(unknown.items(), done, strict=True):
        result = outcome.failure or outcome.result
        if isinstance(result, tuple):
            found[path] = Probe(path, time, *result)
            journal.add(path, [_READERS, *time, *result])
        else:
            assert result
            found[path] = BadPhoto(result.why)
    return found


def file_time(path: Path | str) -> FileTime:
    """Of a file that is there; raises OSError."""
    stat = os.stat(path)
    return FileTime(stat.st_size, stat.st_mtime_ns)


def probe_photo(job: ProbeJob) -> tuple[str, int, int, int] | Failure:
    """Digest, width, height and frames of one file."""
    try:
        data = Path(job.path).read_bytes()
        with opened(io.BytesIO(data), job.max_pixels) as image:
            width, height = image.size
            if orientation(image) >= 5:
                width, height = height, width
            return hashlib.sha256(data).hexdigest(), width, height, frames(image)
    except OSError as error:
        return Failure(str(Unreadable(error)))
    except BadPhoto as bad:
        return Failure(str(bad))
