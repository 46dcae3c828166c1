"""Recordings in the store: cleaned once, and again when the file is another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from ..store import Stamp, Store, digest_of
from .recording import clean_recording

ROOM = "sounds"
_MADE_BY = 1
"""Another number makes every recording anew."""


class Sound(NamedTuple):
    """A recording as it is published."""

    name: str
    """Digest and suffix: `3f0a….mp3`."""
    path: Path

    @property
    def uri(self) -> str:
        return f"media/{self.name}"


def shelve(key: str, path: Path, store: Store) -> Sound:
    """The recording at `path`, cleaned; `key` names it wherever the site stands. Raises
    BadRecording, OSError, StoreFull."""
    journal, stat = store.journal(ROOM), os.stat(path)
    time = [_MADE_BY, stat.st_size, stat.st_mtime_ns]
    known = journal.get(key)
    if known and known[:3] == time and store.intact(ROOM, known[3], Stamp(*known[4])):
        return Sound(known[3], store.path(ROOM, known[3]))
    clean = clean_recording(path.read_bytes())
    name = digest_of(clean.data) + clean.suffix
    stamp = store.put(ROOM, name, clean.data)
    journal.add(key, [*time, name, list(stamp)])
    return Sound(name, store.path(ROOM, name))
