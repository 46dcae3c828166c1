"""Printables into the store: only what is not there yet, or not whole, is set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..photos.derive import Derived
from ..pool import run_jobs
from ..store import Journal, Stamp, Store
from .brief import Photo
from .raster import count_pages
from .sheets import Printable
from .typesetter import STANDARDS, CannotSet, Typesetter

ROOM = "print"
PREVIEW_PPI = 96.0
"""An A3 preview is 1123×1587 px: enough to read a poster on a large screen."""

_WEIGHT = 1_000_000
_WEIGHT_PER_ROW = 500_000
"""A letter or a label is set in some 5 ms; an old PC is given a tenth of a second."""

_LISTS = ("rows", "labels", "works", "pages", "tiles", "walls")
"""What templates go through one by one."""


@dataclass(frozen=True)
class Printed:
    """A printable with its PDF, and for a poster the picture of its first page."""

    printable: Printable
    pdf: Path
    preview: Path | None
    pages: int


@dataclass(frozen=True)
class PrintRun:
    printed: tuple[Printed, ...] = ()
    written: int = 0
    """How many PDFs were set; the others were in the store."""
    unset: tuple[tuple[Printable, CannotSet], ...] = ()
    """What could not be set, and why."""
    failed_photos: Mapping[str, str] = field(default_factory=dict)
    """Photos that gave no pixels for the press, by the key of the picture, and why."""


@dataclass(frozen=True)
class Press:
    """What a worker needs to set sheets: plain values, so that they go to any process."""

    store: str
    fonts: str
    digest: str


@dataclass(frozen=True)
class Document:
    """A PDF about other PDFs: tiles of one, pages of many, the work order."""

    template: str
    data: Mapping[str, Any]
    standards: tuple[str, ...] = STANDARDS

    def name(self, digest: str) -> str:
        text = json.dumps(self.data, ensure_ascii=False, sort_keys=True)
        whole = f"{digest} {self.template} {self.standards} {text}"
        return hashlib.sha256(whole.encode()).hexdigest()[:20] + ".pdf"


@dataclass(frozen=True)
class _Job:
    press: Press
    template: str
    data: str
    names: tuple[str, ...]
    """The entries to make: a PDF, a PNG."""
    standards: tuple[str, ...] = STANDARDS


@dataclass(frozen=True)
class _Made:
    stamps: Mapping[str, Stamp]
    pages: int = 0
    unknown: str = ""
    """Text that no face can show."""
    detail: str = ""
    refused: bool = False


def make_prints(
    printables: Sequence[Printable],
    store: Store,
    press: Press,
    derive: Callable[[Sequence[Photo]], Derived],
    previews: bool = True,
    workers: int = 0,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> PrintRun:
    """Sets what the store lacks; `derive` makes the photos that this needs."""
    journal = Journal(store.journal_path(ROOM))
    keyed = {_key(printable, press.digest): printable for printable in printables}
    missing = {
        key: names
        for key, printable in keyed.items()
        if (names := _missing(printable, store, journal, press.digest, previews))
    }
    lacking = [keyed[key] for key in missing]
    failures = derive([photo for p in lacking for photo in p.photos]).failures if lacking else {}
    able = {
        key: keyed[key]
        for key in missing
        if not any(photo.picture.key in failures for photo in keyed[key].photos)
    }
    unset = _set_all(able, missing, press, journal, workers, tick)
    failed = {
        photo.picture.key: failures[photo.picture.key]
        for printable in lacking
        for photo in printable.photos
        if photo.picture.key in failures
    }
    lost = {key for key in missing if key not in able or key in unset}
    done = [p for p in printables if _key(p, press.digest) not in lost]
    return PrintRun(
        tuple(_printed(p, store, journal, press.digest, previews) for p in done),
        sum(name.endswith(".pdf") for key in able if key not in unset for name in missing[key]),
        tuple((keyed[key], refusal) for key, refusal in unset.items()),
        failed,
    )


def _key(printable: Printable, digest: str) -> str:
    return entries_of(printable, digest)[0]


def _set_all(
    printables: Mapping[str, Printable],
    missing: Mapping[str, tuple[str, ...]],
    press: Press,
    journal: Journal,
    workers: int,
    tick: Callable[[int, int], None],
) -> dict[str, CannotSet]:
    """Sets them in processes of their own; what could not be set, by the key of its PDF."""
    jobs = [
        _Job(press, p.template, json.dumps(p.data, ensure_ascii=False), missing[key])
        for key, p in printables.items()
    ]
    unset: dict[str, CannotSet] = {}
    tick(0, len(jobs))
    weights = [_weight(printable.data) for printable in printables.values()]
    outcomes = run_jobs(_set_sheet, jobs, weights, workers)
    for number, (key, outcome) in enumerate(zip(printables, outcomes, strict=True), 1):
        made = outcome.result
        if made is None:
            unset[key] = CannotSet("", outcome.failure.why if outcome.failure else "")
        elif made.refused:
            unset[key] = CannotSet(made.unknown, made.detail)
        else:
            for name, stamp in made.stamps.items():
                journal.add(name, [*stamp, made.pages])
        tick(number, len(jobs))
    return unset


def make_documents(
    documents: Sequence[Document], store: Store, press: Press, workers: int = 0
) -> list[Path]:
    """The PDF of each, in order. Raises CannotSet: what is in them was set before."""
    journal = Journal(store.journal_path(ROOM))
    names = [document.name(press.digest) for document in documents]
    lacking = {
        n: d for n, d in zip(names, documents, strict=True) if not _stands(n, store, journal)
    }
    jobs = [
        _Job(press, d.template, json.dumps(d.data, ensure_ascii=False), (name,), d.standards)
        for name, d in lacking.items()
    ]
    weights = [_weight(document.data) for document in lacking.values()]
    for outcome in run_jobs(_set_sheet, jobs, weights, workers):
        made = outcome.result
        if made is None or made.refused:
            why = made.detail if made else (outcome.failure.why if outcome.failure else "")
            raise CannotSet(made.unknown if made else "", why)
        for name, stamp in made.stamps.items():
            journal.add(name, [*stamp, made.pages])
    return [store.path(ROOM, name) for name in names]


def _weight(data: Mapping[str, Any]) -> int:
    rows = [data.get(name, ()) for name in _LISTS]
    return _WEIGHT + _WEIGHT_PER_ROW * sum(len(row) for row in rows if isinstance(row, list))


def _set_sheet(job: _Job) -> _Made:
    """In a worker: sets one sheet and puts what it gives into the store."""
    typesetter = open_typesetter(job.press)
    store = Store(Path(job.press.store))
    data = json.loads(job.data)
    stamps: dict[str, Stamp] = {}
    pages = 0
    try:
        for name in job.names:
            if name.endswith(".pdf"):
                whole = typesetter.set_pdf(job.template, data, job.standards)
                pages = count_pages(whole)
            else:
                whole = typesetter.set_png(job.template, data, PREVIEW_PPI)
            stamps[name] = store.put(ROOM, name, whole)
    except CannotSet as refusal:
        return _Made(stamps, 0, refusal.text, refusal.detail, refused=True)
    return _Made(stamps, pages)


@lru_cache(maxsize=1)
def open_typesetter(press: Press) -> Typesetter:
    """The compiler of this process: opening one reads 30 MB of fonts."""
    return Typesetter(Path(press.store), Path(press.fonts), press.digest)


def entries_of(printable: Printable, digest: str, previews: bool = True) -> tuple[str, str | None]:
    """What a printable's PDF and its preview are called in the store."""
    key = printable.key(digest)
    shown = previews and printable.paper == "poster"
    return f"{key}.pdf", f"{key}-{PREVIEW_PPI:g}.png" if shown else None


def _printed(
    printable: Printable, store: Store, journal: Journal, digest: str, previews: bool
) -> Printed:
    pdf, preview = entries_of(printable, digest, previews)
    shown = store.path(ROOM, preview) if preview else None
    return Printed(printable, store.path(ROOM, pdf), shown, journal.get(pdf)[-1])


def _missing(
    printable: Printable, store: Store, journal: Journal, digest: str, previews: bool
) -> tuple[str, ...]:
    return tuple(
        name
        for name in entries_of(printable, digest, previews)
        if name and not _stands(name, store, journal)
    )


def _stands(name: str, store: Store, journal: Journal) -> bool:
    """Whether the store has the entry, whole."""
    known = journal.get(name)
    return bool(known) and store.intact(ROOM, name, Stamp(*known[:3]))
