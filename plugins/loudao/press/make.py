"""Prints into the store: only what is not there yet, or not whole, is set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..photos.derive import Wanted, encode_preview
from ..photos.plan import Picture, plan_preview
from ..plan.made import Printed
from ..plan.plan import Plan
from ..plan.prints import Print
from ..pool import Workshop
from ..store import Journal, Stamp, Store
from .library import load_templates, template_of, templates_digest, write_templates
from .lower import Lowered, content_key, lower
from .raster import count_pages, first_page
from .typesetter import STANDARDS, CannotSet, Typesetter, makers

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
class Document:
    """A PDF about other PDFs: tiles of one, pages of many, the work order."""

    template: str
    data: Mapping[str, Any]
    standards: tuple[str, ...] = STANDARDS
    weight: int = 1
    """How many rows it sets."""


class SetSheet(NamedTuple):
    """A print as it will be set: its entry in the store, and its picture's."""

    print: Print
    template: str
    lowered: Lowered
    pdf: str
    picture: Picture | None
    stands: bool
    """Whether the store has all of it, whole."""

    @property
    def wanted(self) -> Iterator[Wanted]:
        """The photos that have to be there before it is set."""
        for picture, image in self.lowered.photos:
            yield Wanted(picture, (image,), web=False)


@dataclass(frozen=True)
class PrintRun:
    """What was set, and what could not be and why."""

    printed: tuple[Printed, ...] = ()
    written: int = 0
    """How many PDFs were set; the others were in the store."""
    unset: tuple[tuple[Print, CannotSet], ...] = ()


@dataclass(frozen=True)
class _Job:
    press: Press
    template: str
    data: Mapping[str, Any]
    pdf: str
    picture: Picture | None
    rows: int
    standards: tuple[str, ...] = STANDARDS


@dataclass(frozen=True)
class _Made:
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    pages: int = 0
    refusal: tuple[str, str] | None = None
    """Text that no face can show, and what else Typst said."""


def open_press(plan: Plan, store: Store) -> tuple[Press, Mapping[str, bytes]]:
    """The press with its templates where typesetters look for them, and the templates."""
    templates = load_templates(plan.kinds, plan.styles)
    faces = plan.styles.faces
    digest = templates_digest(templates, makers(), faces.digest)
    write_templates(store.root, templates, digest)
    return Press(str(store.root), tuple(map(str, faces.folders)), digest), templates


def plan_sheets(
    prints: Sequence[Print],
    plan: Plan,
    press: Press,
    templates: Mapping[str, bytes],
    store: Store,
    is_sample: Callable[[Print], bool] = lambda planned: False,
    previews: bool = True,
) -> list[SetSheet]:
    """What each print is called in the store, and whether it is there.

    One that `is_sample` says 样张.
    """
    journal = store.journal(ROOM)
    sheets = []
    for planned in prints:
        lowered = lower(planned, plan.codes, is_sample(planned))
        template = template_of(plan.kinds[planned.sheet.kind], planned.paper, templates)
        key = content_key(press.digest, template, lowered.data)
        shown = previews and planned.paper.on_site and planned.paper.per_wall
        picture = plan_preview(key, *planned.extent, plan.recipe.formats) if shown else None
        names = [f"{key}.pdf", *_picture_names(picture)]
        stands = all(_stands(name, store, journal) for name in names)
        sheets.append(SetSheet(planned, template, lowered, names[0], picture, stands))
    return sheets


def set_sheets(
    sheets: Sequence[SetSheet], failures: Mapping[str, str], press: Press, workshop: Workshop
) -> PrintRun:
    """Sets what the store lacks; one with a photo in `failures` (by the picture's key) is lost."""
    store = workshop.store
    lost = {s.pdf for s in sheets if any(p.key in failures for p, _ in s.lowered.photos)}
    lacking = {s.pdf: s for s in sheets if not s.stands and s.pdf not in lost}
    jobs = [
        _Job(press, s.template, s.lowered.data, s.pdf, s.picture, s.print.composed.weight)
        for s in lacking.values()
    ]
    journal = store.journal(ROOM)
    unset = _set_all(jobs, journal, workshop, "海报")
    return PrintRun(
        tuple(
            _printed(sheet, store, journal)
            for sheet in sheets
            if sheet.pdf not in lost and sheet.pdf not in unset
        ),
        len(lacking) - len(unset),
        tuple((lacking[pdf].print, refusal) for pdf, refusal in unset.items()),
    )


def make_documents(documents: Sequence[Document], press: Press, workshop: Workshop) -> list[Path]:
    """The PDF of each, in order. Raises CannotSet: what is in them was set before."""
    store = workshop.store
    journal = store.journal(ROOM)
    jobs = [_document_job(document, press) for document in documents]
    lacking = {job.pdf: job for job in jobs if not _stands(job.pdf, store, journal)}
    for refusal in _set_all(list(lacking.values()), journal, workshop).values():
        raise refusal
    return [store.path(ROOM, job.pdf) for job in jobs]


def _document_job(document: Document, press: Press) -> _Job:
    data = {"says": document.data, "sets": {}}
    key = content_key(f"{press.digest} {document.standards}", document.template, data)
    return _Job(
        press, document.template, data, f"{key}.pdf", None, document.weight, document.standards
    )


def _set_all(
    jobs: Sequence[_Job], journal: Journal, workshop: Workshop, what: str = ""
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


def _set_sheet(job: _Job) -> _Made:
    """In a worker: sets one sheet and puts what it gives into the store."""
    store = Store(Path(job.press.store))
    try:
        whole = open_typesetter(job.press).set_pdf(job.template, job.data, job.standards)
    except CannotSet as refusal:
        return _Made(refusal=(refusal.text, refusal.detail))
    stamps = {job.pdf: store.put(ROOM, job.pdf, whole)}
    if job.picture:
        edge = 2 * max(derivative.height for derivative in job.picture.derivatives)
        for name, data in encode_preview(*first_page(whole, edge), job.picture):
            stamps[name] = store.put(ROOM, name, data)
    return _Made(stamps, count_pages(whole))


@lru_cache(maxsize=1)
def open_typesetter(press: Press) -> Typesetter:
    """The compiler of this process: opening one reads 30 MB of fonts."""
    return Typesetter(Path(press.store), press.fonts, press.digest)


def entries_of(sheet: SetSheet) -> list[str]:
    """Every entry of the store that a print has."""
    return [sheet.pdf, *_picture_names(sheet.picture)]


def _picture_names(picture: Picture | None) -> list[str]:
    return [derivative.name for derivative in picture.derivatives] if picture else []


def _printed(sheet: SetSheet, store: Store, journal: Journal) -> Printed:
    shown = sheet.picture
    files = {d.uri: store.path(ROOM, d.name) for d in shown.derivatives} if shown else {}
    pages = journal.get(sheet.pdf)[-1]
    return Printed(sheet.print, store.path(ROOM, sheet.pdf), pages, shown, files)


def _stands(name: str, store: Store, journal: Journal) -> bool:
    """Whether the store has the entry, whole."""
    known = journal.get(name)
    return bool(known) and store.intact(ROOM, name, Stamp(*known[:3]))
