"""The templates of a site: the library of the press, its styles, its kinds' own papers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ..kinds.kind import Kind, Kinds, Paper
from ..store import write_bytes
from ..styles.styles import SCENE, Styles

TEMPLATES = "typst"
"""The room of the store in which typesetters read."""

_LIBRARY = Path(__file__).parent / "templates"


def load_templates(kinds: Kinds, styles: Styles) -> dict[str, bytes]:
    """Every file that Typst may read, by its name below the folder of templates."""
    found = _files(_LIBRARY, "", (".typ",))
    for style in styles.by_name.values():
        found |= _files(style.folder, f"styles/{style.name}/", (".typ", ".svg", ".png"))
    for kind in kinds:
        found |= _files(kind.folder, f"kinds/{kind.name}/", (".typ", ".svg", ".png"))
    return found


def template_of(kind: Kind, paper: Paper, templates: Mapping[str, bytes]) -> str:
    """The file that sets a paper: the kind's own, else one of the library."""
    own = f"kinds/{kind.name}/{paper.template}"
    return own if own in templates else f"sheets/{paper.template}"


def templates_digest(templates: Mapping[str, bytes], *more: object) -> str:
    """Changes with every change of a template, and of `more`."""
    whole = hashlib.sha256(repr(more).encode())
    for name, text in sorted(templates.items()):
        whole.update(name.encode() + b"\0" + text + b"\0")
    return whole.hexdigest()


def write_templates(root: Path, templates: Mapping[str, bytes], digest: str) -> None:
    """Puts templates where typesetters look; another site may have its own in the same store."""
    for name, data in templates.items():
        write_bytes(templates_folder(root, digest) / name, data)


def templates_folder(root: Path, digest: str) -> Path:
    """Where a store keeps the templates of one version of the press."""
    return root / TEMPLATES / digest[:16]


def _files(folder: Path, below: str, endings: tuple[str, ...]) -> dict[str, bytes]:
    return {
        below + path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in endings and path.name != SCENE
    }
