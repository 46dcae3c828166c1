"""A work's photo must be a file of its own gallery."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from ..manifest.validate import guess
from ..model.community import Community
from ..model.problem import Mark, Problem
from ..model.sheet import Sheet


def check_photo_files(community: Community) -> Iterator[Problem]:
    for sheet, index, work in community.works():
        if work.photo is not None:
            problem = _check(sheet, work.photo, sheet.mark("works", index, "photo"))
            if problem:
                yield problem


def find_photo(folder: Path, photo: str) -> Path | None:
    """The file that a manifest in `folder` means by `photo`, or None.

    A name that differs only in how its accents are composed is the same name: macOS
    writes decomposed ones.
    """
    path = folder / photo
    if not path.is_file():
        wanted = unicodedata.normalize("NFC", path.name)
        same = [n for n in _names(path.parent) if unicodedata.normalize("NFC", n) == wanted]
        path = path.with_name(same[0]) if same else path
    return path if path.is_file() and path.resolve().is_relative_to(folder.resolve()) else None


def _check(sheet: Sheet, photo: str, mark: Mark) -> Problem | None:
    outside = "把照片复制到 gallery.yml 旁边，只写文件名"
    parts = photo.replace("\\", "/").split("/")
    if photo.startswith("/") or PureWindowsPath(photo).anchor or ".." in parts:
        return Problem(mark, f"photo：“{photo}”在画廊的文件夹之外", outside)
    if find_photo(sheet.folder, photo):
        return None
    if (sheet.folder / photo).is_file():
        return Problem(mark, f"photo：“{photo}”是指到画廊之外的链接", outside)
    names = _names((sheet.folder / photo).parent)
    return Problem(mark, f"photo：找不到照片“{photo}”{guess(photo, names)}", "核对文件名，连同后缀")


def _names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(p.name for p in folder.iterdir() if p.is_file() and p.suffix != ".yml")
