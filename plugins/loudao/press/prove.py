"""Proofs of many PDFs: in processes of their own, and remembered for the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..codes.scan import second_decoder
from ..pool import Done, Workshop
from ..store import Store
from .jobs import ROOM
from .proof import RECIPE, CodeProof, PageProof, Proof, proof_page, whole_proof
from .raster import open_pdf
from .words import WordFault

THUMBNAIL_EDGE = 240
_MOST_THUMBNAILS = 12
_WEIGHT = 10_000_000
"""Two seconds a page, of one with ten codes; ten at the least."""

_AT_ONCE = 8
"""Pages of one PDF that a job looks at: a file of 1,800 letters is not opened 1,800 times."""


@dataclass(frozen=True)
class _Job:
    root: str
    pdf: str
    """Its entry in the store."""
    pages: tuple[int, ...]
    metres: Mapping[str, float]


def prove(
    pdfs: Sequence[Path],
    pages: Sequence[int],
    metres: Sequence[Mapping[str, float]],
    workshop: Workshop,
) -> list[Proof | str]:
    """The proof of each PDF of the store, in order; or why it could not be looked at.

    `metres` say of each PDF, whose name is a key of them too, from how far its codes are to
    be scanned. Small pictures of the first pages go into the store: `thumbnail_of` names them.
    """
    store = workshop.store
    journal = store.journal(ROOM)
    whole = dict(zip(pdfs, pages, strict=True))
    distances = dict(zip(pdfs, metres, strict=True))
    jobs = [
        _Job(str(store.root), path.name, some, distances[path])
        for path, count in whole.items()
        for some in _lacking(path, count, store)
    ]
    failures: dict[str, str] = {}
    for job, outcome in zip(jobs, _run(jobs, workshop), strict=True):
        for page, found in zip(job.pages, outcome.result or (), strict=False):
            journal.add(_key(job.pdf, page), _facts(found))
        if outcome.failure:
            failures[job.pdf] = outcome.failure.why
    known = [[journal.get(_key(p.name, page)) for page in range(whole[p])] for p in pdfs]
    return [
        failures.get(path.name, "PDF 打不开")
        if None in facts
        else whole_proof([_page_of(page) for page in facts])
        for path, facts in zip(pdfs, known, strict=True)
    ]


def _lacking(pdf: Path, count: int, store: Store) -> list[tuple[int, ...]]:
    """Pages that were not looked at yet, a few at a time."""
    journal = store.journal(ROOM)
    pages = [
        page
        for page in range(count)
        if _key(pdf.name, page) not in journal or not thumbnail_of(pdf, store, page).is_file()
    ]
    return [tuple(pages[i : i + _AT_ONCE]) for i in range(0, len(pages), _AT_ONCE)]


def _run(jobs: Sequence[_Job], workshop: Workshop) -> Iterator[Done[list[PageProof]]]:
    done, count = 0, sum(len(job.pages) for job in jobs)
    if jobs:
        workshop.tick("印前检查", 0, count)
    weights = [_WEIGHT * len(job.pages) for job in jobs]
    for job, outcome in zip(jobs, workshop.run(_prove, jobs, weights), strict=True):
        yield outcome
        done += len(job.pages)
        workshop.tick("印前检查", done, count)


def _key(pdf: str, page: int) -> str:
    return f"{pdf} {page} {_tools()}"


@cache
def _tools() -> str:
    """Whatever may read a code that another version does not."""
    names = ("pypdfium2", "zxing-cpp", "pillow", "opencv-python-headless")
    second = second_decoder() is not None
    return " ".join([RECIPE, *(f"{n} {version(n)}" for n in names[: 4 if second else 3])])


def _prove(job: _Job) -> list[PageProof]:
    """In a worker: looks at some pages, and puts small pictures of them into the store."""
    store = Store(Path(job.root))
    path = store.path(ROOM, job.pdf)
    with open_pdf(path) as pages:
        for page in job.pages:
            if page < _MOST_THUMBNAILS:
                name = thumbnail_of(path, store, page).name
                store.put(ROOM, name, pages.thumbnail(page, THUMBNAIL_EDGE))
        return [proof_page(pages, page, job.metres) for page in job.pages]


def thumbnail_of(pdf: Path, store: Store, page: int) -> Path:
    """Where the small picture of a page lies; of a later one than the twelfth, the twelfth."""
    return store.path(ROOM, f"{pdf.stem}-thumb{min(page, _MOST_THUMBNAILS - 1)}.png")


def _facts(page: PageProof) -> list[Any]:
    """A proof as plain values for a journal."""
    return [[asdict(code) for code in page.codes], page.words]


def _page_of(facts: Sequence[Any]) -> PageProof:
    """The proof that `_facts` wrote down."""
    codes, words = facts
    return PageProof(
        [CodeProof(**{**code, "faults": tuple(code["faults"])}) for code in codes],
        [WordFault(*fault) for fault in words],
    )
