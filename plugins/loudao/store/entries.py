"""What was made, by names that hold everything that changes the bytes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from .files import replacing
from .journal import Journal


class Stamp(NamedTuple):
    """What a file of the store was when it was written."""

    size: int
    """In bytes."""
    mtime_ns: int
    digest: str
    """The first 16 hex digits of the SHA-256 of its bytes."""


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


class Store:
    """A folder of made things by name.

    A name holds the key of everything that changes the bytes, so an entry never changes:
    it is there or it is not. A stamp tells whether what is there is what was written: bytes
    that a full disk cut off, or that some tool changed through a link, are as good as none.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._journals: dict[str, Journal] = {}

    def path(self, room: str, name: str) -> Path:
        """Where `name` stands or would stand; names spread over 256 folders."""
        return self.root.joinpath(room, name[:2], name)

    def journal(self, room: str) -> Journal:
        """What a room knows of its entries, read when it is first asked for.

        What another process adds meanwhile is not seen: it is made again, to the same bytes.
        """
        if room not in self._journals:
            self._journals[room] = Journal(self.journal_path(room))
        return self._journals[room]

    def journal_path(self, room: str) -> Path:
        """Where a room keeps its journal."""
        return self.root / room / "journal"

    def put(self, room: str, name: str, data: bytes) -> Stamp:
        """Writes an entry, whole. Raises StoreFull."""
        path = self.path(room, name)
        with replacing(path) as temporary:
            temporary.write_bytes(data)
            written = temporary.stat()  # after it was closed, which some systems call a change
        return Stamp(written.st_size, written.st_mtime_ns, digest_of(data))

    def intact(self, room: str, name: str, stamp: Stamp) -> bool:
        """Whether an entry is what was written; it is read only where its time has changed."""
        path = f"{self.root}/{room}/{name[:2]}/{name}"  # as path(), which takes thrice as long
        try:
            found = os.stat(path)
            if found.st_size != stamp.size:
                return False
            return found.st_mtime_ns == stamp.mtime_ns or (
                digest_of(Path(path).read_bytes()) == stamp.digest
            )
        except OSError:
            return False
