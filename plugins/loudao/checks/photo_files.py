"""A work's photo must be a file of its own gallery."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PureWindowsPath
from posixpath import splitext

from ..manifest.photo_files import find_photo, names_beside
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


def _check(sheet: Sheet, photo: str, mark: Mark) -> Problem | None:
    outside = "把照片复制到 gallery.yml 旁边，只写文件名"
    parts = photo.replace("\\", "/").split("/")
    if photo.startswith("/") or PureWindowsPath(photo).anchor or ".." in parts:
        return Problem(mark, f"photo：“{photo}”在画廊的文件夹之外", outside)
    if find_photo(sheet.folder, photo):
        return None
    if len(photo.encode()) < 255 and (sheet.folder / photo).is_file():
        return Problem(mark, f"photo：“{photo}”是指到画廊之外的链接", outside)
    names = names_beside(sheet.folder / photo)
    same = [n for n in names if photo.casefold() in (n.casefold(), splitext(n)[0].casefold())]
    hint = f"，是不是 {same[0]}？" if same else guess(photo, names)
    return Problem(mark, f"photo：找不到照片“{photo}”{hint}", "核对文件名，连同后缀")
