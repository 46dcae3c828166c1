"""A photo's bytes looked at once: what they are, how large, and their digest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from ..pool import Done, Failure, Workshop
from .troubles import MAX_PIXELS, BadPhoto

ROOM = "probes"


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
    readers = _readers()
    found: dict[str, Probe | BadPhoto] = {}
    unknown: dict[str, FileTime] = {}
    for path, time in photos.items():
        known = journal.get(path)
        if known and known[:3] == [readers, *time] and known[4] * known[5] <= max_pixels:
            found[path] = Probe(path, time, *known[3:])
        else:
            unknown[path] = time
    for (path, time), outcome in zip(
        unknown.items(), _read_headers(unknown, root, workshop, max_pixels), strict=True
    ):
        result = outcome.failure or outcome.result
        if isinstance(result, tuple):
            found[path] = Probe(path, time, *result)
            journal.add(path, [readers, *time, *result])
        else:
            assert result
            found[path] = BadPhoto(result.why)
    return found


def _read_headers(
    photos: Mapping[str, FileTime], root: Path, workshop: Workshop, max_pixels: int
) -> Iterable[Done[tuple[str, int, int, int] | Failure]]:
    if not photos:
        return ()
    from .header import ProbeJob, read_header  # all codecs: 0.1 s that a second run does not spend

    jobs = [ProbeJob(str(root / path), max_pixels) for path in photos]
    weights = [time.size for time in photos.values()]
    return workshop.run(
        read_header, jobs, weights, lambda n, _: workshop.tick("看照片", n, len(jobs))
    )


@cache
def _readers() -> str:
    """What was read by another version of these, or of this room, is read again."""
    return f"1 {version('pillow')} {version('pillow-heif')}"


def file_time(path: Path | str) -> FileTime:
    """Of a file that is there; raises OSError."""
    stat = os.stat(path)
    return FileTime(stat.st_size, stat.st_mtime_ns)
