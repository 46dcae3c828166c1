"""The folders of a site from the top down: files that are files, and what is refused.

Whoever can put a file into a site can put a pipe, a device or a link there: a pipe is never read to
its end, a link may lead to what nobody meant to publish, or round in a circle.
"""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from ..model.problem import Mark, Problem
from ..photos.names import PHOTO_SUFFIXES, is_litter
from ..photos.probe import FileTime

_REMOVE = "拿走它；要展出就把文件复制过来"
_CLOSED = "打不开，没有读"
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever comes after the dot."""


class Folder(NamedTuple):
    name: str
    """Relative to the site, with slashes."""
    files: dict[str, FileTime]
    links: dict[str, str]
    """Where files lead that are links, or lie below one."""
    refused: list[Problem]


class _Waiting(NamedTuple):
    name: str
    path: str
    real: str
    below_link: bool


def walk(
    root: os.PathLike[str], top: str, inside: tuple[str, ...], keeps_photos: bool = False
) -> Iterator[Folder]:
    """Every folder below `top`; links are followed that stay in one of the real paths `inside`.

    A link to a folder is not followed into a folder that it lies in. Where a folder `keeps_photos`
    their names are on no site, and may be whatever the system takes.
    """
    start = os.path.join(root, top)
    waiting = [_Waiting(top, start, os.path.realpath(start), False)]
    while waiting:
        here = waiting.pop()
        folder = Folder(here.name, {}, {}, [])
        below: list[_Waiting] = []
        for entry in _entries(here, folder.refused, is_top=here.path == start):
            _look_at(entry, here, folder, below, inside, keeps_photos)
        named = [name for name in folder.files if not (keeps_photos and _is_photo(name))]
        folder.refused.extend(_same_elsewhere(here.name, (*named, *(b.name for b in below))))
        yield folder
        waiting += sorted(below, reverse=True)


def _entries(here: _Waiting, refused: list[Problem], is_top: bool) -> Iterable[os.DirEntry[str]]:
    try:
        with os.scandir(here.path) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except OSError as error:
        if not (is_top and isinstance(error, NotADirectoryError)):
            what = f"文件夹打不开（{error.strerror}），里面的东西没有读"
            refused.append(Problem(Mark(here.name), what, "检查谁能打开它，改好再来"))
        return []


def _look_at(
    entry: os.DirEntry[str],
    here: _Waiting,
    folder: Folder,
    below: list[_Waiting],
    inside: tuple[str, ...],
    keeps_photos: bool,
) -> None:
    """Into the files or the folders, or among what is refused."""
    name = entry.name
    if is_litter(name):
        return
    hidden = name.startswith(".")
    readable = _readable(name)
    if name != readable:
        mark = Mark(f"{here.name}/{readable}")
        folder.refused.append(Problem(mark, "文件名的编码坏了，读不出来", "改一个名字"))
        return
    linked = entry.is_symlink()
    target = os.path.realpath(entry.path) if linked else os.path.join(here.real, name)
    fault = _link_fault(target, here, inside) if linked else None
    if fault is None and _DEVICES.fullmatch(name) and not (keeps_photos and _is_photo(name)):
        fault = f"“{name}”在 Windows 上不能作文件名", "改一个名字"
    if fault:
        if not hidden:
            folder.refused.append(Problem(Mark(f"{here.name}/{name}"), *fault))
    elif entry.is_dir():
        if not hidden:
            below.append(
                _Waiting(f"{here.name}/{name}", entry.path, target, linked or here.below_link)
            )
    elif entry.is_file() and os.access(entry.path, os.R_OK):
        facts = entry.stat()
        folder.files[name] = FileTime(facts.st_size, facts.st_mtime_ns)
        if linked or here.below_link:
            folder.links[name] = target
    elif not hidden:
        what = _what_it_is(entry.path)
        remedy = "检查谁能打开它，改好再来" if what == _CLOSED else _REMOVE
        folder.refused.append(Problem(Mark(f"{here.name}/{name}"), what, remedy))


def _is_photo(name: str) -> bool:
    return name.lower().endswith(PHOTO_SUFFIXES)


def _readable(name: str) -> str:
    """`name` with a mark for each byte that is no UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _link_fault(target: str, here: _Waiting, inside: tuple[str, ...]) -> tuple[str, str] | None:
    if not any(_holds(root, target) for root in inside):
        return "链到了网站的文件夹外面，没有读", _REMOVE
    if _holds(target, here.real):
        return "链到了自己上面的文件夹，绕成一圈，没有读", _REMOVE
    if not os.path.lexists(target):
        return "链接断了，指的东西不在", _REMOVE
    return None


def _what_it_is(path: str) -> str:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        mode = stat.S_IFREG
    if stat.S_ISREG(mode):
        return _CLOSED
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        return "不是文件，是管道，没有读"
    return "不是文件，是设备，没有读"


def _holds(folder: str, inside: str) -> bool:
    return inside == folder or inside.startswith(folder.rstrip(os.sep) + os.sep)


def _same_elsewhere(folder: str, names: Iterable[str]) -> Iterator[Problem]:
    """Names that are one on Windows and macOS: of `a.md` and `A.md` only one is left there."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        own = name.rpartition("/")[2]
        alike[normalize("NFC", own).casefold()].append(own)
    for same in alike.values():
        if len(same) > 1:
            first, *others = sorted(same)
            what = f"和“{first}”只有大小写不同，在 Windows 上只剩一个"
            for other in others:
                yield Problem(Mark(f"{folder}/{other}"), what, "改一个名字")
