"""Where workers come from: processes with their share of the memory."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

WORKER_BYTES = 960 * 1024 * 1024
"""What one worker may hold of its own; with the code that all share it stays under 1 GiB."""


def confine() -> None:
    """Gives a worker its share of the memory, where the system knows how (Linux does)."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = WORKER_BYTES + _inherited_bytes()
    if most == resource.RLIM_INFINITY or wanted < most:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def _inherited_bytes() -> int:
    """What a forked worker shares with its parent, and will not change."""
    try:
        fields = Path("/proc/self/statm").read_text("ascii").split()
    except OSError:
        return 0
    return int(fields[5]) * os.sysconf("SC_PAGE_SIZE")


def cores() -> int:
    """The cores that this process may use: those that it is bound to, where that is known."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_METHODS = multiprocessing.get_all_start_methods()
_BASE = multiprocessing.get_context("forkserver" if "forkserver" in _METHODS else "spawn")


class _Worker(_BASE.Process):  # type: ignore[name-defined,misc]
    """A process that does not load the command that started it."""

    @staticmethod
    def _Popen(process: Any) -> Any:  # noqa: N802
        with _without_main():
            return _BASE.Process._Popen(process)  # type: ignore[attr-defined]


class _Context(type(_BASE)):  # type: ignore[misc]
    Process = _Worker


def context_for(module: str) -> multiprocessing.context.BaseContext:
    """Where workers come from; `module` is theirs, loaded once for all of them.

    Forking is quickest (one photo: 0.1 s of CPU, 0.5 s through a fork server), and safe on
    Linux while nothing else runs in this process; one that serves pages has threads, and so
    has one that set a sheet with Typst, though Python knows nothing of them.
    """
    if sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1:
        return multiprocessing.get_context("fork")
    context: multiprocessing.context.BaseContext = _Context()
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload([module, "pebble.pool.process"])
    return context


@contextmanager
def _without_main() -> Iterator[None]:
    """While a worker starts: it would load the command that started us, 0.1 to 0.7 s each time.

    (Python 3.11 to 3.13 do not load it in the fork server, though they say so.)
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
