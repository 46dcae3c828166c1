"""Proofs of many PDFs: in processes of their own, and remembered for the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..codes.scan import second_decoder
from ..pool import Workshop
from ..store import Store
from .make import ROOM
from .proof import RECIPE, CodeProof, Proof, proof_page
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
    lacking = [
        (path, page)
        for path, count in whole.items()
        for page in range(count)
        if _key(path, page) not in journal or not thumbnail_of(path, store, page).is_file()
    ]
    distances = dict(zip(pdfs, metres, strict=True))
    jobs = [_Job(str(store.root), path.name, page, distances[path]) for path, page in lacking]
    failures: dict[Path, str] = {}
    outcomes = workshop.run(_prove, jobs, [_WEIGHT] * len(jobs))
    if jobs:
        workshop.tick("印前检查", 0, len(jobs))
    for number, ((path, page), outcome) in enumerate(zip(lacking, outcomes, strict=True), 1):
        if outcome.result is not None:
            journal.add(_key(path, page), _facts(outcome.result))
        elif outcome.failure:
            failures[path] = outcome.failure.why
        workshop.tick("印前检查", number, len(jobs))
    known = [[journal.get(_key(path, page)) for page in range(whole[path])] for path in pdfs]
    return [
        failures.get(path, "PDF 打不开")
        if None in facts
        else Proof(len(facts), tuple(code for page in facts for code in _proofs(page)))
        for path, facts in zip(pdfs, known, strict=True)
    ]


def _key(pdf: Path, page: int) -> str:
    return f"{pdf.name} {page} {_tools()}"


@cache
def _tools() -> str:
    """Whatever may read a code that another version does not."""
    names = ("pypdfium2", "zxing-cpp", "pillow", "opencv-python-headless")
    second = second_decoder() is not None
    return " ".join([RECIPE, *(f"{n} {version(n)}" for n in names[: 4 if second else 3])])


def _prove(job: _Job) -> list[CodeProof]:
    """In a worker: looks at one page, and puts a small picture of it into the store."""
    store = Store(Path(job.root))
    path = store.path(ROOM, job.pdf)
    with open_pdf(path) as pages:
        if job.page < _MOST_THUMBNAILS:
            name = thumbnail_of(path, store, job.page).name
            store.put(ROOM, name, pages.thumbnail(job.page, THUMBNAIL_EDGE))
        return proof_page(pages, job.page, job.metres)


def thumbnail_of(pdf: Path, store: Store, page: int) -> Path:
    """Where the small picture of a page lies; of a later one than the twelfth, the twelfth."""
    return store.path(ROOM, f"{pdf.stem}-thumb{min(page, _MOST_THUMBNAILS - 1)}.png")


def _facts(codes: Sequence[CodeProof]) -> list[dict[str, Any]]:
    """Proofs as plain values for a journal."""
    return [asdict(code) for code in codes]


def _proofs(facts: Sequence[Mapping[str, Any]]) -> list[CodeProof]:
    """The proofs that `_facts` wrote down."""
    return [CodeProof(**{**code, "faults": tuple(code["faults"])}) for code in facts]
