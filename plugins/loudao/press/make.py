"""Printables into the store: only what is not there yet, or not whole, is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..journal import Journal
from ..photos.derive import Derived
from ..store import Stamp, Store
from .brief import Photo
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
    failed_photos: Mapping[str, str] = field(default_factory=dict)
    """Photos that gave no pixels for the press, by the key of the picture, and why."""


def make_prints(
    printables: Sequence[Printable],
    store: Store,
    make_typesetter: Callable[[], Typesetter],
    derive: Callable[[Sequence[Photo]], Derived],
    digest: str,
    previews: bool = True,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> PrintRun:
    """Sets what the store lacks; `make_typesetter` and `derive` are called only for that."""
    journal = Journal(store.journal_path(ROOM))
    missing = {
        printable.name: names
        for printable in printables
        if (names := _missing(printable, store, journal, digest, previews))
    }
    lacking = [printable for printable in printables if printable.name in missing]
    failures = derive([photo for p in lacking for photo in p.photos]).failures if lacking else {}
    typesetter: Typesetter | None = None
    printed = []
    unset = []
    written = 0
    tick(0, len(printables))
    for number, printable in enumerate(printables, 1):
        try:
            if any(image.name in failures for _, image in printable.photos):
                continue
            for name in missing.get(printable.name, ()):
                typesetter = typesetter or make_typesetter()
                journal.add(name, store.put(ROOM, name, _set(typesetter, printable, name)))
                written += name.endswith(".pdf")
            pdf, preview = entries_of(printable, digest, previews)
            shown = preview and store.path(ROOM, preview)
            printed.append(Printed(printable, store.path(ROOM, pdf), shown or None))
        except CannotSet as refusal:
            unset.append((printable, refusal))
        finally:
            tick(number, len(printables))
    failed = {
        picture.key: failures[image.name]
        for printable in lacking
        for picture, image in printable.photos
        if image.name in failures
    }
    return PrintRun(tuple(printed), written, tuple(unset), failed)


def entries_of(printable: Printable, digest: str, previews: bool = True) -> tuple[str, str | None]:
    """What a printable's PDF and its preview are called in the store."""
    key = printable.key(digest)
    shown = previews and printable.paper == "poster"
    return f"{key}.pdf", f"{key}-{PREVIEW_PPI:g}.png" if shown else None


def _missing(
    printable: Printable, store: Store, journal: Journal, digest: str, previews: bool
) -> list[str]:
    return [
        name
        for name in entries_of(printable, digest, previews)
        if name and not ((stamp := journal.get(name)) and store.intact(ROOM, name, Stamp(*stamp)))
    ]


def _set(typesetter: Typesetter, printable: Printable, name: str) -> bytes:
    if name.endswith(".pdf"):
        return typesetter.set_pdf(printable.template, printable.data)
    return typesetter.set_png(printable.template, printable.data, PREVIEW_PPI)
