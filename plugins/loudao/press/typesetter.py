"""One long-lived Typst compiler: data in as JSON, PDF, SVG or PNG out.

A warm compiler sets an A3 poster with six photos in some 10 ms of CPU; starting one
reads 30 MB of fonts.
"""

from __future__ import annotations

import errno
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
from ..store import TEMPORARY, system_errors
from .boxes import add_bleed_boxes
from .library import TEMPLATES, templates_folder
from .lower import draw
from .titles import break_title
from .unbroken import keep_words

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_TEMPLATE = re.compile(r"((?:styles|sheets|kinds|lib)/[^\s:]+\.typ:\d+)")
STANDARDS = ("a-2a", "ua-1")
WITH_FILES = ("a-3a", "ua-1")
"""For what has other files in it: PDF/A-2 may hold nothing but PDF/A."""

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

    def __init__(self, root: Path, fonts: Sequence[str], digest: str):
        self._folder = templates_folder(root, digest)
        self._room = root / TEMPLATES
        # machines that share a store may count their processes alike
        self._token = secrets.token_hex(4)
        self._compiler = typst.Compiler(
            root=str(root),
            font_paths=_load_fonts(fonts),
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
        told = {**data["says"], **data["sets"]}
        return add_bleed_boxes(result, told["bleed"]) if told.get("slug") else result

    def set_svg(self, template: str, data: Mapping[str, Any]) -> str:
        """The first page of `template` with `data` as an SVG, for a screen."""
        return self._first_page(template, data, format="svg").decode()

    def set_png(self, template: str, data: Mapping[str, Any], ppi: float) -> bytes:
        """The first page of `template` with `data` as a PNG."""
        return self._first_page(template, data, format="png", ppi=ppi)

    def _first_page(self, template: str, data: Mapping[str, Any], **how: Any) -> bytes:
        result = self._compile(template, data, **how)
        first = result[0] if isinstance(result, list) else result
        assert isinstance(first, bytes)
        return first

    def _compile(self, template: str, data: Mapping[str, Any], **how: Any) -> Any:
        """`template` with `data` in a file of always the same name.

        Typst remembers what it worked out as long as nothing that it depends on changes; an
        input that changes would make it forget everything (a poster of ink: 44 ms, so 13 ms).
        """
        says, sets = data["says"], data["sets"]
        sets = keep_words(break_title(sets, says.get("title", "")), says)
        drawn = draw({"says": says, "sets": sets})
        whole = json.dumps(drawn, ensure_ascii=False, sort_keys=True)
        file = self._room / f"{TEMPORARY}{os.getpid()}-{self._token}.json"
        with system_errors(self._room):
            file.write_text(whole, "utf-8")
        name = f"/{TEMPLATES}/{file.name}"
        try:
            path = str(self._folder / template)
            return self._compiler.compile(path, sys_inputs={"data": name}, **how)
        except typst.TypstError as error:
            raise _refusal(error) from error
        except RuntimeError as error:  # its words for a folder that somebody took away
            with system_errors(self._room):
                raise FileNotFoundError(errno.ENOENT, str(error)) from error
            raise
        finally:
            file.unlink(missing_ok=True)


def _load_fonts(folders: Sequence[str]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )


def makers() -> tuple[object, ...]:
    """Everything but data, templates and faces that changes the bytes of a PDF."""
    return (
        version("typst"),
        version("zxing-cpp"),
        version("jieba"),
        SYMBOL_RECIPE,
        _TIMESTAMP,
        STANDARDS,
    )
