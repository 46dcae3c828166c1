"""Proofs of many PDFs: in processes of their own, and remembered for the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..codes.scan import second_decoder
from ..journal import Journal
from ..pool import run_jobs
from ..store import Store
from .make import ROOM
from .proof import RECIPE, CodeProof, Proof, proof_facts, proof_page, proofs_from
from .raster import open_pdf

THUMBNAIL_EDGE = 240
_MOST_THUMBNAILS = 12
_WEIGHT = 50_000_000
"""Ten seconds a page, of one with sixteen codes."""


@dataclass(frozen=True)
class _Job:
    root: str
    pdf: str
    """Its entry in the store."""
    page: int


def prove(
    pdfs: Sequence[Path],
    pages: Sequence[int],
    store: Store,
    workers: int = 0,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> list[Proof | None]:
    """The proof of each PDF of the store, in order; None of one that could not be looked at.

    Small pictures of the first pages go into the store: `thumbnail_of` names them.
    """
    journal = Journal(store.journal_path(ROOM))
    whole = dict(zip(pdfs, pages, strict=True))
    lacking = [
        (path, page)
        for path, count in whole.items()
        for page in range(count)
        if _key(path, page) not in journal or not thumbnail_of(path, store, page).is_file()
    ]
    jobs = [_Job(str(store.root), path.name, page) for path, page in lacking]
    tick(0, len(jobs))
    outcomes = run_jobs(_prove, jobs, [_WEIGHT] * len(jobs), workers)
    for number, ((path, page), outcome) in enumerate(zip(lacking, outcomes, strict=True), 1):
        if outcome.result is not None:
            journal.add(_key(path, page), proof_facts(outcome.result))
        tick(number, len(jobs))
    known = [[journal.get(_key(path, page)) for page in range(whole[path])] for path in pdfs]
    return [
        None
        if None in facts
        else Proof(len(facts), tuple(c for f in facts for c in proofs_from(f)))
        for facts in known
    ]


def _key(pdf: Path, page: int) -> str:
    return f"{pdf.name} {page} {RECIPE} {second_decoder() is not None}"


def _prove(job: _Job) -> list[CodeProof]:
    """In a worker: looks at one page, and puts a small picture of it into the store."""
    store = Store(Path(job.root))
    path = store.path(ROOM, job.pdf)
    with open_pdf(path) as pages:
        if job.page < _MOST_THUMBNAILS:
            name = thumbnail_of(path, store, job.page).name
            store.put(ROOM, name, pages.thumbnail(job.page, THUMBNAIL_EDGE))
        return proof_page(pages, job.page)


def thumbnail_of(pdf: Path, store: Store, page: int) -> Path:
    """Where the small picture of a page lies; of a later one than the twelfth, the twelfth."""
    return store.path(ROOM, f"{pdf.stem}-thumb{min(page, _MOST_THUMBNAILS - 1)}.png")
