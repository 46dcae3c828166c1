"""One sheet set in a process of its own, into the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..photos.derive import encode_preview
from ..photos.plan import Picture
from ..pool import Workshop
from ..store import Journal, Stamp, Store
from .raster import count_pages, first_page
from .typesetter import STANDARDS, CannotSet, Typesetter

ROOM = "print"

_WEIGHT = 1_000_000
_WEIGHT_PER_ROW = 500_000
"""A letter or a label is set in some 5 ms; an old PC is given a tenth of a second."""


@dataclass(frozen=True)
class Press:
    """What a worker needs to set sheets: plain values, so that they go to any process."""

    store: str
    fonts: tuple[str, ...]
    digest: str
    """Of everything but data and photos that changes the bytes of a PDF."""


@dataclass(frozen=True)
class Job:
    """What a worker is told of one sheet; `pdf` is the entry of the store that it becomes."""

    press: Press
    template: str
    data: Mapping[str, Any]
    pdf: str
    picture: Picture | None
    rows: int
    standards: tuple[str, ...] = STANDARDS
    pictured: bool = False
    """Whether its picture is wanted alone."""

    @property
    def entries(self) -> list[str]:
        """Everything that the store has of it."""
        return [*([] if self.pictured else [self.pdf]), *picture_names(self.picture)]


@dataclass(frozen=True)
class _Made:
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    pages: int = 0
    refusal: tuple[str, str] | None = None
    """Text that no face can show, and what else Typst said."""


def set_all(
    jobs: Sequence[Job], journal: Journal, workshop: Workshop, what: str = ""
) -> dict[str, CannotSet]:
    """Sets them in processes of their own; what could not be set, by the entry of its PDF."""
    unset: dict[str, CannotSet] = {}
    weights = [_WEIGHT + _WEIGHT_PER_ROW * job.rows for job in jobs]
    if what and jobs:
        workshop.tick(what, 0, len(jobs))
    outcomes = workshop.run(_set_sheet, jobs, weights)
    for number, (job, outcome) in enumerate(zip(jobs, outcomes, strict=True), 1):
        made = outcome.result
        if made is None:
            unset[job.pdf] = CannotSet("", outcome.failure.why if outcome.failure else "")
        elif made.refusal:
            unset[job.pdf] = CannotSet(*made.refusal)
        else:
            for name, stamp in made.stamps.items():
                journal.add(name, [*stamp, made.pages])
        if what:
            workshop.tick(what, number, len(jobs))
    return unset


def _set_sheet(job: Job) -> _Made:
    """In a worker: sets one sheet and puts what it gives into the store."""
    store = Store(Path(job.press.store))
    try:
        whole = open_typesetter(job.press).set_pdf(job.template, job.data, job.standards)
    except CannotSet as refusal:
        return _Made(refusal=(refusal.text, refusal.detail))
    stamps = {} if job.pictured else {job.pdf: store.put(ROOM, job.pdf, whole)}
    if job.picture:
        edge = 2 * max(derivative.height for derivative in job.picture.derivatives)
        for name, data in encode_preview(*first_page(whole, edge), job.picture):
            stamps[name] = store.put(ROOM, name, data)
    return _Made(stamps, count_pages(whole))


@lru_cache(maxsize=1)
def open_typesetter(press: Press) -> Typesetter:
    """The compiler of this process: opening one reads 30 MB of fonts."""
    return Typesetter(Path(press.store), press.fonts, press.digest)


def picture_names(picture: Picture | None) -> list[str]:
    """The entries of a sheet's picture, where it has one."""
    return [derivative.name for derivative in picture.derivatives] if picture else []


def is_whole(name: str, store: Store, journal: Journal) -> bool:
    """Whether the store has the entry, whole."""
    known = journal.get(name)
    return bool(known) and store.intact(ROOM, name, Stamp(*known[:3]))
