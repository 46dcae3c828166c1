"""Bytes on disk that are there whole or not at all: a temporary file, then `os.replace`."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .model.problem import Mark, Problem


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
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "检查文件夹是不是只读、文件是不是正开着"
    return "腾出磁盘空间再试"


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it becomes `path` when the block ends well.

    Raises StoreFull for whatever the system refuses; errors of the block's own pass.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".tmp-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        if error.errno is None:  # a codec's complaint, not the system's
            raise
        raise StoreFull(path.parent, error) from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """`data` at `path`, whole; a path that holds just that is left alone."""
    if path.is_file() and path.read_bytes() == data:
        return
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8"))


class Store:
    """A folder of made things by name, and of records about them.

    A name holds the key of everything that changes the bytes, so an entry never changes:
    it is there or it is not.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, room: str, name: str) -> Path:
        """Where `name` stands or would stand; names spread over 256 folders."""
        return self.root / room / name[:2] / name

    def record(self, room: str, key: str) -> Any:
        """What was recorded under `key`, or None; a damaged record is none."""
        try:
            return json.loads(self.path(room, f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return None

    def write_record(self, room: str, key: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        write_text(self.path(room, f"{key}.json"), text)
