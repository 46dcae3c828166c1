"""The files that manifests mean by the names they give."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from pathlib import PurePosixPath

from .tree import Tree, own_name


def find_photo(tree: Tree, folder: PurePosixPath, photo: str) -> str | None:
    """The file that a manifest in `folder` means by `photo`, or None.

    A name that differs only in how its accents are composed is the same name: macOS
    writes decomposed ones.
    """
    name = _named(folder, photo)
    if name not in tree.files:
        wanted = unicodedata.normalize("NFC", posixpath.basename(name))
        there = posixpath.dirname(name)
        same = [n for n in names_in(tree, there) if unicodedata.normalize("NFC", n) == wanted]
        name = f"{there}/{same[0]}" if same else name
    inside = name.startswith(f"{folder}/") and not leads_outside(tree, folder, name)
    return name if inside and name in tree.files else None


def is_outside_link(tree: Tree, folder: PurePosixPath, photo: str) -> bool:
    """Whether `photo` is there, and is a link to something outside of `folder`."""
    name = _named(folder, photo)
    return name in tree.files and leads_outside(tree, folder, name)


def leads_outside(tree: Tree, folder: PurePosixPath, name: str) -> bool:
    real = tree.real.get(name)
    home = os.path.realpath(tree.path(folder.as_posix())) if real else ""
    return real is not None and not real.startswith(home + os.sep)


def names_in(tree: Tree, folder: str) -> list[str]:
    """The names of the files of a folder, manifests left out."""
    return [n for n in tree.folders.get(folder, ()) if not n.endswith(".yml")]


def _named(folder: PurePosixPath, photo: str) -> str:
    name = f"{folder}/{photo}"
    return posixpath.normpath(name) if "/" in photo else name


def where_else(tree: Tree, photo: str) -> str | None:
    """The first file of that name in another folder: `galleries/春/a.jpg`."""
    return tree.by_own_name.get(own_name(photo))


def find_beside(tree: Tree, folder: PurePosixPath | None, name: str) -> str | None:
    """The file of `folder` that is called `name`, however its accents are composed, or None."""
    wanted = unicodedata.normalize("NFC", name)
    names = tree.folders.get(str(folder), ())
    found = next((n for n in names if unicodedata.normalize("NFC", n) == wanted), None)
    return f"{folder}/{found}" if found else None
