"""Corners 园地: ready-made beginnings of a kind, found by the name that people call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..kinds.kind import Kind, Kinds
from ..manifest.edit import on_one_line

_FOLDER = "corners"
_WORKS = "works:\n"
_PATTERN = re.compile(r"^  - photo:.*\n(?:    .*\n)*", re.MULTILINE)
"""How a work with a photo is written there: once for each photo that lies beside it."""


@dataclass(frozen=True)
class Corner:
    """A YAML file in `corners/` of its kind's folder, called as the corner is."""

    name: str
    kind: Kind
    path: Path


def corners_of(kinds: Kinds, site_kinds: Path | None = None) -> list[Corner]:
    """Those of our kinds, and of the folders of their names in `site_kinds`, which go before ours
    of the same name."""
    found: dict[str, Corner] = {}
    for kind in kinds:
        folders = [kind.folder, *([site_kinds / kind.name] if site_kinds else [])]
        for folder in folders:
            for path in sorted((folder / _FOLDER).glob("*.yml")):
                found[path.stem] = Corner(path.stem, kind, path)
    return list(found.values())


def corner_in(words: str, corners: Sequence[Corner]) -> Corner | None:
    """That whose name `words` hold: 三号楼书画天地; of several the longest name."""
    held = [corner for corner in corners if corner.name in words]
    return max(held, key=lambda corner: len(corner.name), default=None)


def list_photos(text: str, photos: Sequence[str]) -> str:
    """`text`, a corner's, with a work for each photo; without any its pattern is a comment."""
    pattern = _PATTERN.search(text)
    if pattern is None:
        return text
    without = text[: pattern.start()] + text[pattern.end() :]
    works = [_of_photo(pattern[0], photo) for photo in photos] or [_as_comment(pattern[0])]
    return without.replace(_WORKS, _WORKS + "".join(works), 1)


def _of_photo(pattern: str, photo: str) -> str:
    first, _, rest = pattern.partition("\n")
    return f"{first.partition(':')[0]}: {on_one_line(photo)}\n{rest}"


def _as_comment(pattern: str) -> str:
    lines = [f"  # {line[2:]}\n" for line in pattern.splitlines()]
    return "".join(["  # 有照片的作品这样写，去掉每行开头的“# ”：\n", *lines])


def free_names(name: str, taken: Path) -> Iterator[str]:
    """书画天地2, 书画天地3: those of which there is no folder in `taken`, without end."""
    number = 2
    while True:
        if not (taken / f"{name}{number}").exists():
            yield f"{name}{number}"
        number += 1
