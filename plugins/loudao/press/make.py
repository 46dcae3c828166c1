"""Printables into the store: only what is not there yet is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..store import Store, write_bytes
from .sheets import Printable
from .typesetter import CannotSet, Typesetter

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
    printed: tuple[Printed, ...] = ()
    written: int = 0
    """How many PDFs were set; the others were in the store."""
    unset: tuple[tuple[Printable, CannotSet], ...] = ()
    """What could not be set, and why."""


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
    unset = []
    written = 0
    for number, printable in enumerate(printables, 1):
        done = _place(printable, store, digest, previews)
        missing = [path for path in (done.pdf, done.preview) if path and not path.is_file()]
        if missing:
            typesetter = typesetter or make_typesetter()
        try:
            for path in missing:
                assert typesetter
                write_bytes(path, _set(typesetter, printable, path))
                written += path == done.pdf
            printed.append(done)
        except CannotSet as refusal:
            unset.append((printable, refusal))
        tick(number, len(printables))
    return PrintRun(tuple(printed), written, tuple(unset))


def _place(printable: Printable, store: Store, digest: str, previews: bool) -> Printed:
    """Where a printable's files stand in the store, or will."""
    key = printable.key(digest)
    shown = previews and printable.paper == "poster"
    preview = store.path(ROOM, f"{key}-{PREVIEW_PPI:g}.png") if shown else None
    return Printed(printable, store.path(ROOM, f"{key}.pdf"), preview)


def _set(typesetter: Typesetter, printable: Printable, path: Path) -> bytes:
    if path.suffix == ".pdf":
        return typesetter.set_pdf(printable.template, printable.data)
    return typesetter.set_png(printable.template, printable.data, PREVIEW_PPI)
