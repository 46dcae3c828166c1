"""A folder built beside the one that people read, and exchanged with it whole.

On Linux and macOS the exchange is one call of the system: who reads meets the old folder or the
new one. Elsewhere it is two renames, and the next build mends what a power cut leaves between
them. A folder that cannot be renamed (a mount, one that a program keeps open) is changed file by
file: new files, pages, then what is gone.
"""

from __future__ import annotations

import ctypes
import filecmp
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .files import StoreFull, replacing, system_errors
from .locks import take_lock

if TYPE_CHECKING:
    from filelock import FileLock

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_PAGE = ".html"


class Scaffold:
    """Where a site is built, one build at a time; `close` it whatever happens."""

    def __init__(self, site: Path, folder: Path, lock: FileLock) -> None:
        self.site, self._lock = site, lock
        self.new = folder / "new"
        self._old = folder / "old"

    def exchange(self) -> None:
        """The new folder in the place of the old one, which goes. Raises StoreFull."""
        with system_errors(self.site):
            if not self.site.exists():
                self.site.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(self.new, self.site)  # it may be another disk
                return
            with suppress(OSError):
                shutil.copymode(self.site, self.new)
            if not (_swap(self.new, self.site) or self._in_two_steps()):
                _pour(self.new, self.site)
                return
            _keep_hidden(self.new if self.new.exists() else self._old, self.site)

    def _in_two_steps(self) -> bool:
        """Whether the system lets the folder be renamed."""
        try:
            self.site.rename(self._old)
        except OSError:
            return False
        try:
            self.new.rename(self.site)
        except OSError:
            self._old.rename(self.site)
            return False
        return True

    def recover(self) -> None:
        """What a build left that was cut off between two renames is put back, the rest removed."""
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        self.clear()

    def clear(self) -> None:
        for folder in (self.new, self._old):
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """What is left of the building goes; another build may begin."""
        self.clear()
        self._lock.release()


def open_scaffold(site: Path, spare: Path, waiting: Callable[[], None]) -> Scaffold:
    """A scaffold beside `site`, or in `spare` where nothing may be written there.

    Waits for another build of the same site, after a call of `waiting`. Raises StoreFull.
    """
    real = Path(os.path.realpath(site))
    try:
        folder = real.with_name(f".{real.name}-loudao")
        lock = take_lock(folder / "lock", waiting)
    except StoreFull:
        folder = spare
        lock = take_lock(folder / "lock", waiting)
    scaffold = Scaffold(real, folder, lock)
    try:
        with system_errors(folder):
            scaffold.recover()
    except StoreFull:
        lock.release()
        raise
    return scaffold


def _swap(one: Path, other: Path) -> bool:
    """Two folders exchanged in one call, where the system has one."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(*names, _EXCHANGE) == 0)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return bool(library.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)
    return False


def _keep_hidden(old: Path, site: Path) -> None:
    """What hidden things were there stay, as MkDocs has it: `.git` of a site's own repository."""
    if not old.exists():
        return
    for path in old.iterdir():
        if path.name.startswith(".") and not (site / path.name).exists():
            path.rename(site / path.name)


def _pour(new: Path, site: Path) -> None:
    """The files of `new` into `site`: those that pages need before the pages, home last."""
    wanted = list(_files(new))
    for name in sorted(wanted, key=_late):
        _put(new / name, site / name)
    kept = set(wanted)
    for name in list(_files(site)):
        if name not in kept and not name.startswith("."):
            (site / name).unlink()
    for folder, _, _ in os.walk(site, topdown=False):
        if Path(folder) != site:
            with suppress(OSError):  # not empty
                Path(folder).rmdir()


def _late(name: str) -> tuple[int, str]:
    if name in ("index.html", "sitemap.xml", "sitemap.xml.gz"):
        return 2, name
    return int(name.endswith(_PAGE)), name


def _put(source: Path, target: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return
    with replacing(target) as temporary:
        shutil.copyfile(source, temporary)


def _files(folder: Path) -> Iterator[str]:
    """Every file below, by its path with slashes."""
    for path, _, names in os.walk(folder):
        below = os.path.relpath(path, folder).replace(os.sep, "/")
        yield from (name if below == "." else f"{below}/{name}" for name in names)
