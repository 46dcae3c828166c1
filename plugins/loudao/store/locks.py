"""One writer at a time: a lock of the operating system, gone with the process that held it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .files import system_errors

if TYPE_CHECKING:  # it brings asyncio along: 70 ms for commands that lock nothing
    from filelock import FileLock


def take_lock(path: Path, waiting: Callable[[], None] = lambda: None) -> FileLock:
    """The lock at `path`, held until it is released; `waiting` is called once where another
    process holds it. Raises StoreFull."""
    from filelock import FileLock, Timeout

    with system_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            waiting()
            lock.acquire()
    return lock


@contextlib.contextmanager
def locked(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Nobody else is in a block with the same `path`, in this process or another."""
    lock = take_lock(path, waiting)
    try:
        yield
    finally:
        lock.release()
