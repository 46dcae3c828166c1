"""One long-lived Typst compiler: data in as JSON, PDF or PNG out.

A warm compiler sets an A3 poster with six photos in some 10 ms of CPU; starting one
reads 30 MB of fonts.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from ..codes.qr import SYMBOL_RECIPE
from ..model.kind import Kinds
from ..store import write_bytes
from .data import draw_codes
from .fonts import font_folders, fonts_digest, load_fonts

TEMPLATES = "typst"
_HERE = Path(__file__).parent
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_STANDARDS: list[Any] = ["a-2a", "ua-1"]
_TIMESTAMP = 1_767_225_600
"""2026-01-01 UTC in every PDF: the same input gives the same bytes on any day."""


class CannotSet(Exception):
    """A sheet that Typst refuses; the message is Chinese, `text` is what it stumbled over."""

    def __init__(self, text: str) -> None:
        super().__init__(f"字体里没有“{text}”" if text else "排版时出错")
        self.text = text


def _reason(error: typst.TypstError) -> str:
    found = _NO_GLYPH.search(str(error))
    return found[1] if found else ""


class Typesetter:
    """Sets templates of this package and of the kinds; everything it reads is below `root`."""

    def __init__(self, root: Path, site_fonts: Path, kinds: Kinds, digest: str) -> None:
        # a folder of their own: another site may set its own templates from the same store
        self._folder = templates_folder(root, digest)
        for name, data in _templates(kinds).items():
            write_bytes(self._folder / name, data)
        self._compiler = typst.Compiler(
            root=str(root),
            font_paths=load_fonts(font_folders(site_fonts)),
            ignore_system_fonts=True,
        )

    def set_pdf(self, template: str, data: Mapping[str, Any]) -> bytes:
        """The PDF/A-2a, PDF/UA-1 of `template` with `data`. Raises CannotSet."""
        try:
            result = self._compiler.compile(
                str(self._folder / template),
                format="pdf",
                sys_inputs=_inputs(data),
                pdf_standards=_STANDARDS,
                timestamp=_TIMESTAMP,
            )
        except typst.TypstError as error:
            raise CannotSet(_reason(error)) from error
        assert isinstance(result, bytes)
        return result

    def set_png(self, template: str, data: Mapping[str, Any], ppi: float) -> bytes:
        """The first page of `template` with `data` as a PNG."""
        result = self._compiler.compile(
            str(self._folder / template), format="png", ppi=ppi, sys_inputs=_inputs(data)
        )
        first = result[0] if isinstance(result, list) else result
        assert isinstance(first, bytes)
        return first


def templates_folder(root: Path, digest: str) -> Path:
    """Where a store keeps the templates of one version of the press."""
    return root / TEMPLATES / digest[:16]


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(draw_codes(dict(data)), ensure_ascii=False, sort_keys=True)}


def _templates(kinds: Kinds) -> dict[str, bytes]:
    """Every file that Typst may read, by its name below `/typst/`."""
    own = [*_HERE.glob("*.typ"), *_HERE.glob("styles/*/*.typ")]
    found = {path.relative_to(_HERE).as_posix(): path.read_bytes() for path in sorted(own)}
    for kind in kinds.by_name.values():
        path = kind.folder / "sheet.typ"
        if path.is_file():
            found[f"kinds/{kind.name}/sheet.typ"] = path.read_bytes()
    return found


def press_digest(site_fonts: Path, kinds: Kinds) -> str:
    """Everything but the data that changes a PDF's bytes."""
    fonts = fonts_digest(font_folders(site_fonts))
    makers = (version("typst"), version("segno"), SYMBOL_RECIPE, fonts, _TIMESTAMP, _STANDARDS)
    whole = hashlib.sha256(repr(makers).encode())
    for name, text in sorted(_templates(kinds).items()):
        whole.update(name.encode() + b"\0" + text + b"\0")
    return whole.hexdigest()
