"""The faces of sheets: OFL fonts from wheels, and what the site's `fonts/` adds.

System fonts are left out: 微软雅黑 and its like are not free for posters, and another
machine would set another page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from ..store import StoreFull, write_text

_WHEELS = (
    ("justmytype_intl_cjk", "fonts/ofl/notosanssc"),  # variable Noto Sans SC
    ("pylopdf_fonts_zh_cn", "."),  # Noto Serif SC Regular
)
_ENDINGS = (".ttf", ".otf", ".ttc")

_RECIPE = 2
"""Of what the file knows of a face."""

_SONG, _HEAVY = "Noto Serif SC", 700


@dataclass(frozen=True)
class Face:
    """A family, and the code points that it can show."""

    family: str
    weight: int
    """The heaviest that it can be, 400 regular, 900 black."""
    characters: frozenset[int]


@dataclass(frozen=True)
class Faces:
    """Every face of a site, its own last."""

    faces: tuple[Face, ...] = ()
    folders: tuple[Path, ...] = ()
    digest: str = ""
    """Changes when a face is added, removed or replaced; a name and a size tell that."""

    @cached_property
    def has_song(self) -> bool:
        """Whether there is a heavy cut of 宋体, as the site's own fonts may bring it."""
        return any(face.family == _SONG and face.weight >= _HEAVY for face in self.faces)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that some face has."""
        return frozenset[int]().union(*(face.characters for face in self.faces))


def load_faces(site_fonts: Path, cache: Path) -> Faces:
    """Every face with what it can show; read from the fonts once, then from the file `cache`.

    Reading the tables of 40,000 characters takes 0.3 s, the file 15 ms.
    """
    folders = _folders(site_fonts)
    files = files_in(folders)
    digest = _digest(files)
    wanted = f"{digest} {version('fonttools')} {_RECIPE}"
    try:
        known = json.loads(cache.read_text("utf-8"))
    except (OSError, ValueError):
        known = {}
    if not isinstance(known, dict) or known.get("digest") != wanted:
        from .fonts import read_font  # fontTools: 20 ms where the file knows it all

        known = {"digest": wanted, "faces": [face for path in files for face in read_font(path)]}
        with suppress(StoreFull):  # read again the next time
            write_text(cache, json.dumps(known, ensure_ascii=False))
    faces = tuple(
        Face(name, weight, _points(tuple(map(tuple, ranges))))
        for name, weight, ranges in known["faces"]
    )
    return Faces(faces, tuple(folders), digest)


def _folders(site_fonts: Path) -> list[Path]:
    """The folders that hold faces, the site's own last."""
    folders = []
    for package, below in _WHEELS:
        spec = find_spec(package)
        assert spec and spec.origin, f"{package} is a dependency"
        folders.append(Path(spec.origin).parent / below)
    return [*folders, *([site_fonts] if site_fonts.is_dir() else [])]


def _digest(files: list[Path]) -> str:
    faces = sorted((path.name, path.stat().st_size) for path in files)
    return hashlib.sha256(repr(faces).encode()).hexdigest()


def files_in(folders: Sequence[Path]) -> list[Path]:
    """Every file of fonts in them."""
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    return [path for path in found if path.suffix.lower() in _ENDINGS]


@lru_cache(maxsize=16)
def _points(ranges: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    return frozenset(chain.from_iterable(range(first, last + 1) for first, last in ranges))


UNSEEN = (
    frozenset(map(ord, "\n\t\r\u00ad\ufe0e\ufe0f\u2028\u2029"))
    | frozenset(range(0x200B, 0x2010))
    | frozenset(range(0x202A, 0x202F))
    | frozenset(range(0x2060, 0x2070))
    | frozenset(range(0xE0100, 0xE01F0))
)
"""Line ends, joiners and marks of direction are never seen; selectors of variants choose among
glyphs and have none."""


def spell_out(text: str, characters: frozenset[int]) -> str:
    """`text` with what no face has as its number, for documents about what went wrong."""
    known = characters | UNSEEN
    return "".join(c if ord(c) in known else f"U+{ord(c):04X}" for c in text)
