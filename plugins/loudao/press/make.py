"""Printables into the store: only what is not there yet is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..store import Store, write_bytes
from .sheets import Printable
from .typesetter import Typesetter

ROOM = "print"
PREVIEW_PPI = 96.0
"""An A3 preview is 1123×1587 px: enough to read a poster on a large screen."""


@dataclass(frozen=True)
class Printed:
    """A printable with its PDF, and for a poster the picture of its first page."""

    printable: Printable
    pdf: Path
    preview: Path | None


@dataclass(frozen=True)
class PrintRun:
    printed: tuple[Printed, ...]
    written: int
    """How many PDFs were set; the others were in the store."""


def make_prints(
    printables: Sequence[Printable],
    store: Store,
    make_typesetter: Callable[[], Typesetter],
    digest: str,
    previews: bool = True,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> PrintRun:
    """Sets what the store lacks; `make_typesetter` is called only when something is."""
    typesetter: Typesetter | None = None
    printed = []
    written = 0
    for number, printable in enumerate(printables, 1):
        key = printable.key(digest)
        pdf = store.path(ROOM, f"{key}.pdf")
        preview = (
            store.path(ROOM, f"{key}.png") if previews and printable.paper == "poster" else None
        )
        if not pdf.is_file():
            typesetter = typesetter or make_typesetter()
            write_bytes(pdf, typesetter.set_pdf(printable.template, printable.data))
            written += 1
        if preview and not preview.is_file():
            typesetter = typesetter or make_typesetter()
            png = typesetter.set_png(printable.template, printable.data, PREVIEW_PPI)
            write_bytes(preview, png)
        printed.append(Printed(printable, pdf, preview))
        tick(number, len(printables))
    return PrintRun(tuple(printed), written)
