"""Bytes on disk that are there whole or not at all: a temporary file, then `os.replace`."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..model.problem import Mark, Problem

TEMPORARY = ".tmp-"
"""What files that are being written are called; a killed build leaves some."""


class StoreFull(Exception):
    """The disk took no more; `problem` names the folder."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(folder, error)  # the arguments, so that it pickles
        self.problem = Problem(
            Mark(str(folder)),
            _fault(error),
            _remedy(error),
        )


def _fault(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "这个文件夹里的文件不见了"
    return f"写不进这个文件夹（{error.strerror}）"


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
    if _holds(path, data):
        return
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def write_text(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8"))


def write_lasting(path: Path, text: str) -> None:
    """`text` at `path`, on the disk itself when this returns: what no build can make again. A path
    that holds just that is left alone."""
    data = text.encode("utf-8")
    if _holds(path, data):
        return
    with replacing(path) as temporary, temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if os.name == "posix":  # the name too; Windows has no handles of folders
        with system_errors(path.parent):
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


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
