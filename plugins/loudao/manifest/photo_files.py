"""The files that manifests mean by the names they give."""

from __future__ import annotations

import unicodedata
from pathlib import Path


def find_photo(folder: Path, photo: str) -> Path | None:
    """The file that a manifest in `folder` means by `photo`, or None.

    A name that differs only in how its accents are composed is the same name: macOS
    writes decomposed ones.
    """
    try:
        return _find(folder, photo)
    except (OSError, ValueError):  # a name that no file can have
        return None


def _find(folder: Path, photo: str) -> Path | None:
    path = folder / photo
    if not path.is_file():
        wanted = unicodedata.normalize("NFC", path.name)
        same = [n for n in names_beside(path) if unicodedata.normalize("NFC", n) == wanted]
        path = path.with_name(same[0]) if same else path
    return path if path.is_file() and path.resolve().is_relative_to(folder.resolve()) else None


def names_beside(path: Path) -> list[str]:
    """The names of the files in the folder of `path`, manifests left out."""
    if not path.parent.is_dir():
        return []
    return sorted(p.name for p in path.parent.iterdir() if p.is_file() and p.suffix != ".yml")
