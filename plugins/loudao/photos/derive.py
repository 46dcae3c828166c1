"""Derivatives into the store: one job and one decode a photo, for the site and the press."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from ..pool import Workshop
from ..store import Journal, Stamp, Store
from .derivative import Derivative
from .encode import cascade, encode
from .job import DeriveJob, Made, derive_photo
from .look import Look
from .near import Near
from .plan import Picture
from .troubles import MAX_PIXELS

ROOM = "media"


class Wanted(NamedTuple):
    """What shall stand in the store of one photo."""

    picture: Picture
    """Of a photo: a sheet's picture comes from the press."""
    prints: tuple[Derivative, ...] = ()
    """What `plan_print` said for `picture`."""
    web: bool = True
    """Whether the picture's own derivatives are wanted."""
    near: Near | None = None
    """Its tiles, where they are wanted."""


@dataclass(frozen=True)
class Derived:
    """What deriving did."""

    written: int = 0
    """Files."""
    failures: Mapping[str, str] = field(default_factory=dict)
    """Which photos gave nothing and why, by the key of the picture."""
    decoded: int = 0
    """How often a photo was decoded: once for each photo that lacked something, unless its
    base was not settled with its prints."""


def derive_photos(
    wanted: Iterable[Wanted],
    root: Path,
    workshop: Workshop,
    max_pixels: int = MAX_PIXELS,
    verify: bool = True,
) -> Derived:
    """Makes what the store does not know yet of the photos of the site at `root`.

    A file has the same bytes whatever else is made beside it: its name holds the base that it
    is scaled from. What the store knows is looked at, each file (8 µs), and made again where
    it is not what was written. Who hands nothing over may go without: `verify` false.
    """
    store = workshop.store
    journal = store.journal(ROOM)
    lacking = (_lacking(each, store, journal, verify) for each in _merged(wanted))
    jobs = [make_job(each, root, store, max_pixels) for each in lacking if any(each[1:])]
    return _run(jobs, journal, workshop)


def encode_preview(
    pixels: bytes, width: int, height: int, picture: Picture
) -> list[tuple[str, bytes]]:
    """The files of a picture of `plan_preview` by name, from a page of `width`×`height` pixels.

    `pixels` are RGB, row by row from the top. A page of any size will do, but it decides the
    bytes: so it must follow from the picture's key. Raises ValueError where bytes are missing
    or are too many.
    """
    page = Image.frombytes("RGB", (width, height), pixels)
    sized = cascade(page, picture.derivatives)
    files = [(each.name, encode(image, each)) for each, image in sized]
    return files[::-1]


def load_looks(pictures: Iterable[Picture], store: Store) -> dict[str, Look]:
    """What pages show before the photos are there, by the key of the picture."""
    journal = store.journal(ROOM)
    found = {picture.key: _made_before(journal, picture.key) for picture in pictures}
    return {key: made[1] for key, made in found.items() if made}


def make_job(wanted: Wanted, root: Path, store: Store, max_pixels: int) -> DeriveJob:
    """The work of making all that is wanted of one photo."""
    picture, prints, web, near = wanted
    probe = picture.probe
    assert probe, "a picture without a photo"
    return DeriveJob(
        picture.key, str(root / probe.path), probe.time, probe.pixels, max_pixels,
        picture.derivatives if web else (), prints, near, str(store.root), ROOM,
    )  # fmt: skip


def _merged(wanted: Iterable[Wanted]) -> Iterable[Wanted]:
    """One for each picture; a print that is wanted twice is wanted."""
    whole: dict[str, Wanted] = {}
    for each in wanted:
        known = whole.setdefault(each.picture.key, each)
        if known is not each:
            prints = tuple(dict.fromkeys((*known.prints, *each.prints)))
            web, near = known.web or each.web, known.near or each.near
            whole[each.picture.key] = Wanted(each.picture, prints, web, near)
    return whole.values()


def _lacking(wanted: Wanted, store: Store, journal: Journal, verify: bool) -> Wanted:
    """What of it is not in the store."""

    def stands(key: str, outputs: Sequence[Derivative]) -> bool:
        return _holds(store, journal, key, outputs) if verify else key in journal

    picture, prints, web, near = wanted
    return Wanted(
        picture,
        tuple(each for each in dict.fromkeys(prints) if not stands(each.name, (each,))),
        web and not stands(picture.key, picture.derivatives if verify else ()),
        None if near and stands(near.key, near.tiles if verify else ()) else near,
    )


def _made_before(journal: Journal, key: str) -> tuple[list[Stamp], Look] | None:
    """What the journal says was made under `key`."""
    said = journal.get(key)
    if said is None:
        return None
    stamps, look = said
    return [Stamp(*stamp) for stamp in stamps], Look(*look)


def _holds(store: Store, journal: Journal, key: str, outputs: Sequence[Derivative]) -> bool:
    """Whether everything that was made under `key` stands as it was written."""
    made = _made_before(journal, key)
    return (
        made is not None
        and len(made[0]) == len(outputs)
        and all(
            store.intact(ROOM, derivative.name, stamp)
            for derivative, stamp in zip(outputs, made[0], strict=True)
        )
    )


def _run(jobs: Sequence[DeriveJob], journal: Journal, workshop: Workshop) -> Derived:
    failures = {}
    written = decoded = 0
    weights = [job.weight for job in jobs]
    whole = sum(weights)
    done = workshop.run(
        derive_photo, jobs, weights,
        lambda count, weight: workshop.tick("照片", count, len(jobs), weight, whole),
    )  # fmt: skip
    for job, outcome in zip(jobs, done, strict=True):
        result = outcome.failure or outcome.result
        if isinstance(result, Made):
            _note(journal, job, result)
            written += len(result.stamps)
            decoded += result.decoded
        else:
            assert result
            failures[job.key] = result.why
    return Derived(written, failures, decoded)


def _note(journal: Journal, job: DeriveJob, made: Made) -> None:
    """Says what was made: the web's derivatives in one line, tiles in one, each print in its
    own."""
    if job.web:
        journal.add(job.key, [[made.stamps[each.name] for each in job.web], made.look])
    for each in job.prints:
        journal.add(each.name, [[made.stamps[each.name]], Look()])
    if near := job.near:
        journal.add(near.key, [[made.stamps[each.name] for each in near.tiles], Look()])
