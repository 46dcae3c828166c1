"""The faces of the press: OFL fonts from wheels, and what the site's `fonts/` adds.

System fonts are left out: 微软雅黑 and its like are not free for posters, and another
machine would set another page.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import typst

_WHEELS = (
    ("justmytype_intl_cjk", "fonts/ofl/notosanssc"),  # variable Noto Sans SC
    ("pylopdf_fonts_zh_cn", "."),  # Noto Serif SC Regular
)


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
    faces = sorted(
        (path.name, path.stat().st_size)
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix.lower() in (".ttf", ".otf", ".ttc")
    )
    return hashlib.sha256(repr(faces).encode()).hexdigest()
