"""What is set besides sheets: PDFs about other PDFs, and cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..photos.plan import Picture
from ..photos.previews import plan_card
from ..pool import Workshop
from .jobs import ROOM, Job, Press, is_whole, set_all
from .lower import content_key
from .typesetter import STANDARDS


@dataclass(frozen=True)
class Document:
    """A PDF about other PDFs: tiles of one, pages of many, the work order."""

    template: str
    data: Mapping[str, Any]
    standards: tuple[str, ...] = STANDARDS
    weight: int = 1
    """How many rows it sets."""
    sets: Mapping[str, Any] = field(default_factory=dict)
    """What is worked out where it is set, and not before."""
    pictured: bool = False
    """Whether it is a card: its picture is wanted, and no PDF."""


def make_documents(documents: Sequence[Document], press: Press, workshop: Workshop) -> list[Path]:
    """The PDF of each, in order. Raises CannotSet: what is in them was set before."""
    store = workshop.store
    journal = store.journal(ROOM)
    jobs = [_document_job(document, press) for document in documents]
    lacking = {job.pdf: job for job in jobs if not is_whole(job.pdf, store, journal)}
    for refusal in set_all(list(lacking.values()), journal, workshop).values():
        raise refusal
    return [store.path(ROOM, job.pdf) for job in jobs]


def make_pictures(
    documents: Sequence[Document], press: Press, workshop: Workshop
) -> list[Picture | None]:
    """The picture of each card, in order; None of what could not be set. Raises StoreFull."""
    store = workshop.store
    journal = store.journal(ROOM)
    jobs = [_document_job(document, press) for document in documents]
    lacking = {
        job.pdf: job
        for job in jobs
        if not all(is_whole(name, store, journal) for name in job.entries)
    }
    unset = set_all(list(lacking.values()), journal, workshop, "分享卡片")
    return [None if job.pdf in unset else job.picture for job in jobs]


def entries_of_card(card: Document, press: Press) -> list[str]:
    """Every entry of the store that a card has."""
    return _document_job(card, press).entries


def _document_job(document: Document, press: Press) -> Job:
    data = {"says": document.data, "sets": document.sets}
    key = content_key(f"{press.digest} {document.standards}", document.template, data)
    picture = plan_card(key) if document.pictured else None
    return Job(
        press, document.template, data, f"{key}.pdf", picture, document.weight,
        document.standards, document.pictured,
    )  # fmt: skip
