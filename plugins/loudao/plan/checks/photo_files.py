"""A work's photo must be a file of its own gallery."""

from __future__ import annotations

from collections.abc import Iterator
from ntpath import splitdrive
from pathlib import PurePosixPath
from posixpath import dirname, splitext

from ...manifest.guess import guess
from ...model.problem import Mark, Problem
from ...model.sheet import Sheet
from ...photos.names import is_litter
from ..photo_files import find_photo, is_outside_link, names_in, where_else
from ..tree import Tree

_OUTSIDE = "把照片复制到 gallery.yml 旁边，只写文件名"


def check_photo_files(sheet: Sheet, tree: Tree) -> Iterator[Problem]:
    for mark, work in sheet.photos():
        assert work.photo is not None
        problem = _check(sheet.folder or PurePosixPath(), work.photo, mark, tree)
        if problem:
            yield problem


def _check(folder: PurePosixPath, photo: str, mark: Mark, tree: Tree) -> Problem | None:
    parts = photo.replace("\\", "/").split("/")
    if photo.startswith(("/", "\\")) or splitdrive(photo)[0] or ".." in parts:
        return Problem(mark, f"photo：“{photo}”在画廊的文件夹之外", _OUTSIDE)
    if find_photo(tree, folder, photo):
        return None
    if is_outside_link(tree, folder, photo):
        return Problem(mark, f"photo：“{photo}”是指到画廊之外的链接", _OUTSIDE)
    if is_litter(parts[-1]):
        what = f"photo：“{photo}”是系统或者办公软件留下的，不是照片"
        return Problem(mark, what, "把这一件从清单里拿掉")
    names = names_in(tree, dirname(f"{folder}/{photo}"))
    same = [n for n in names if photo.casefold() in (n.casefold(), splitext(n)[0].casefold())]
    if not same and (there := where_else(tree, photo.replace("\\", "/"))):
        what = f"photo：照片“{photo}”不在这个文件夹，在 {dirname(there)} 里"
        return Problem(mark, what, "把它移到清单旁边")
    hint = f"，是不是 {same[0]}？" if same else guess(photo, names)
    return Problem(mark, f"photo：找不到照片“{photo}”{hint}", "核对文件名，连同后缀")
