"""Bytes on disk that are there whole or not at all: a temporary file, then `os.replace`."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .model.problem import Mark, Problem

TEMPORARY = ".tmp-"
"""What files that are being written are called; a killed build leaves some."""


class StoreFull(Exception):
    """The disk took no more; `problem` names the folder."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(folder, error)  # the arguments, so that it pickles
        self.problem = Problem(
            Mark(str(folder)),
            f"写不进这个文件夹（{error.strerror}）",
            _remedy(error),
        )


def _remedy(error: OSError) -> str:
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return "那里有一个同名的文件，换一个文件夹"
    if error.errno == errno.ENOENT:
        return "有别的程序同时在删这里的文件，再运行一次"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "检查文件夹是不是只读、文件是不是正开着"
    return "腾出磁盘空间再试"


@contextlib.contextmanager
def system_errors(folder: Path) -> Iterator[None]:
    """Raises StoreFull for whatever the system refuses in `folder`; other errors pass."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # a codec's complaint, not the system's
            raise
        raise StoreFull(folder, error) from error


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it becomes `path` when the block ends well.

    Raises StoreFull for whatever the system refuses, in the block too; a codec's complaints
    pass.
    """
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}{path.suffix}")
    try:
        with system_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield temporary
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """`data` at `path`, whole; a path that holds just that is left alone."""
    if path.is_file() and path.read_bytes() == data:
        return
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8"))


def link_files(files: Mapping[str, Path], folder: Path) -> None:
    """Each file at its uri below `folder`, sharing the bytes on disk where the disk can.

    60,000 files: 0.4 s linked, 13 s copied. Raises StoreFull.
    """
    made = set()
    for uri, source in files.items():
        target = folder / uri
        with system_errors(target.parent):
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            _link(source, target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        if not os.path.samefile(source, target):
            target.unlink()
            _link(source, target)
    except OSError:  # another disk, or a file system without links
        with replacing(target) as temporary:
            shutil.copyfile(source, temporary)


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

    def path(self, room: str, name: str) -> Path:
        """Where `name` stands or would stand; names spread over 256 folders."""
        return self.root / room / name[:2] / name

    def journal_path(self, room: str) -> Path:
        """Where a room keeps what it knows of its entries."""
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
