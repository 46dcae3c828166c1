"""One long-lived Typst compiler: data in as JSON, PDF or PNG out.

A warm compiler sets an A3 poster with six photos in some 10 ms of CPU; starting one
reads 30 MB of fonts.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from ..codes.qr import SYMBOL_RECIPE
from ..model.kind import Kinds
from ..store import TEMPORARY, system_errors, write_bytes
from .boxes import add_bleed_boxes
from .brief import draw_codes
from .fonts import font_folders, fonts_digest, load_fonts
from .styles import Style

TEMPLATES = "typst"
_LIBRARY = Path(__file__).parent / "templates"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_TEMPLATE = re.compile(r"((?:styles|sheets|kinds|lib)/[^\s:]+\.typ:\d+)")
STANDARDS = ("a-2a", "ua-1")
IMPOSED = ("1.7",)
"""For pages that show pages of other PDFs: Typst 0.15 embeds none in PDF/A or PDF/UA."""

_TIMESTAMP = 1_767_225_600
"""2026-01-01 UTC in every PDF: the same input gives the same bytes on any day."""


class CannotSet(Exception):
    """A sheet that Typst refuses; the message is Chinese, `text` is what it stumbled over."""

    def __init__(self, text: str, detail: str = "") -> None:
        reason = f"排版时出错（{detail}）" if detail else "排版时出错"
        super().__init__(f"字体里没有“{text}”" if text else reason)
        self.text = text
        self.detail = detail


def _refusal(error: typst.TypstError) -> CannotSet:
    """What Typst says, and in which template: a site's own style may be at fault."""
    found = _NO_GLYPH.search(str(error))
    if found:
        return CannotSet(found[1])
    where = _TEMPLATE.search(str(getattr(error, "trace", "")) + str(error))
    lines = str(getattr(error, "message", error)).strip().splitlines() or [""]
    return CannotSet("", f"{where[1]}: {lines[0]}" if where else lines[0])


class Typesetter:
    """Sets templates that `write_templates` put below `root`, and reads nothing outside it."""

    def __init__(self, root: Path, site_fonts: Path, digest: str):
        self._folder = templates_folder(root, digest)
        self._room = root / TEMPLATES
        # machines that share a store may count their processes alike
        self._token = secrets.token_hex(4)
        self._compiler = typst.Compiler(
            root=str(root),
            font_paths=load_fonts(font_folders(site_fonts)),
            ignore_system_fonts=True,
        )

    def set_pdf(
        self, template: str, data: Mapping[str, Any], standards: Sequence[Any] = STANDARDS
    ) -> bytes:
        """The PDF of `template` with `data`: PDF/A-2a and PDF/UA-1. Raises CannotSet."""
        result = self._compile(
            template, data, format="pdf", pdf_standards=list(standards), timestamp=_TIMESTAMP
        )
        assert isinstance(result, bytes)
        return add_bleed_boxes(result, data["bleed"]) if data.get("slug") else result

    def set_png(self, template: str, data: Mapping[str, Any], ppi: float) -> bytes:
        """The first page of `template` with `data` as a PNG."""
        result = self._compile(template, data, format="png", ppi=ppi)
        first = result[0] if isinstance(result, list) else result
        assert isinstance(first, bytes)
        return first

    def _compile(self, template: str, data: Mapping[str, Any], **how: Any) -> Any:
        """`template` with `data` in a file of always the same name.

        Typst remembers what it worked out as long as nothing that it depends on changes; an
        input that changes would make it forget everything (a poster of ink: 44 ms, so 13 ms).
        """
        whole = json.dumps(draw_codes(dict(data)), ensure_ascii=False, sort_keys=True)
        file = self._room / f"{TEMPORARY}{os.getpid()}-{self._token}.json"
        with system_errors(self._room):
            file.write_text(whole, "utf-8")
        name = f"/{TEMPLATES}/{file.name}"
        try:
            path = str(self._folder / template)
            return self._compiler.compile(path, sys_inputs={"data": name}, **how)
        except typst.TypstError as error:
            raise _refusal(error) from error
        finally:
            file.unlink(missing_ok=True)


def write_templates(root: Path, templates: Mapping[str, bytes], digest: str) -> None:
    """Puts templates where typesetters look; another site may have its own in the same store."""
    for name, data in templates.items():
        write_bytes(templates_folder(root, digest) / name, data)


def templates_folder(root: Path, digest: str) -> Path:
    """Where a store keeps the templates of one version of the press."""
    return root / TEMPLATES / digest[:16]


def faces_path(root: Path) -> Path:
    """Where a store keeps what its faces can show."""
    return root / TEMPLATES / "faces.json"


def load_templates(kinds: Kinds, styles: Mapping[str, Style]) -> dict[str, bytes]:
    """Every file that Typst may read, by its name below the folder of templates."""
    own = [path for path in _LIBRARY.rglob("*.typ") if "styles" not in path.parts]
    found = {path.relative_to(_LIBRARY).as_posix(): path.read_bytes() for path in sorted(own)}
    for style in styles.values():
        for path in sorted(style.folder.rglob("*")):
            if path.suffix in (".typ", ".svg", ".png"):
                below = path.relative_to(style.folder).as_posix()
                found[f"styles/{style.name}/{below}"] = path.read_bytes()
    for kind in kinds.by_name.values():
        path = kind.folder / "sheet.typ"
        if path.is_file():
            found[f"kinds/{kind.name}/sheet.typ"] = path.read_bytes()
    return found


def press_digest(site_fonts: Path, templates: Mapping[str, bytes]) -> str:
    """Everything but the data that changes a PDF's bytes."""
    fonts = fonts_digest(font_folders(site_fonts))
    makers = (version("typst"), version("zxing-cpp"), SYMBOL_RECIPE, fonts, _TIMESTAMP, STANDARDS)
    whole = hashlib.sha256(repr(makers).encode())
    for name, text in sorted(templates.items()):
        whole.update(name.encode() + b"\0" + text + b"\0")
    return whole.hexdigest()
