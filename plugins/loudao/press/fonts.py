"""The faces of the press: OFL fonts from wheels, and what the site's `fonts/` adds.

System fonts are left out: 微软雅黑 and its like are not free for posters, and another
machine would set another page.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import typst
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from ..store import StoreFull, write_text

_WHEELS = (
    ("justmytype_intl_cjk", "fonts/ofl/notosanssc"),  # variable Noto Sans SC
    ("pylopdf_fonts_zh_cn", "."),  # Noto Serif SC Regular
)
_ENDINGS = (".ttf", ".otf", ".ttc")


@dataclass(frozen=True)
class Face:
    """A family, and the code points that it can show."""

    family: str
    characters: frozenset[int]


def font_folders(site_fonts: Path) -> list[Path]:
    """The folders that hold faces, the site's own last."""
    folders = []
    for package, below in _WHEELS:
        spec = find_spec(package)
        assert spec and spec.origin, f"{package} is a dependency"
        folders.append(Path(spec.origin).parent / below)
    return [*folders, *([site_fonts] if site_fonts.is_dir() else [])]


def load_fonts(folders: list[Path]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )


def fonts_digest(folders: list[Path]) -> str:
    """Changes when a face is added, removed or replaced; a name and a size tell that."""
    faces = sorted((path.name, path.stat().st_size) for path in _files(folders))
    return hashlib.sha256(repr(faces).encode()).hexdigest()


def load_faces(folders: list[Path], cache: Path) -> list[Face]:
    """Every face with what it can show; read from the fonts once, then from the file `cache`.

    Reading the tables of 40,000 characters takes 0.3 s, the file 15 ms.
    """
    digest = f"{fonts_digest(folders)} {version('fonttools')}"
    try:
        known = json.loads(cache.read_text("utf-8"))
    except (OSError, ValueError):
        known = {}
    if not isinstance(known, dict) or known.get("digest") != digest:
        known = {
            "digest": digest,
            "faces": [face for path in _files(folders) for face in _read(path)],
        }
        with suppress(StoreFull):  # read again the next time
            write_text(cache, json.dumps(known, ensure_ascii=False))
    return [Face(name, _points(tuple(map(tuple, ranges)))) for name, ranges in known["faces"]]


def _files(folders: list[Path]) -> list[Path]:
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    return [path for path in found if path.suffix.lower() in _ENDINGS]


def _read(path: Path) -> list[tuple[str, list[list[int]]]]:
    """Family and ranges of code points of each face in a file; none of what is no font."""
    try:
        is_collection = path.suffix.lower() == ".ttc"
        with TTCollection(path, lazy=True) if is_collection else TTFont(path, lazy=True) as found:
            fonts = list(found) if is_collection else [found]
            return [(_family(font), _ranges(sorted(font.getBestCmap() or {}))) for font in fonts]
    except (TTLibError, OSError, KeyError, AssertionError, ValueError):
        return []


def _family(font: TTFont) -> str:
    names = font["name"]
    return str(names.getBestFamilyName() or "") if font.get("name") else ""


def _ranges(points: list[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ranges


@lru_cache(maxsize=16)
def _points(ranges: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    return frozenset(point for first, last in ranges for point in range(first, last + 1))
