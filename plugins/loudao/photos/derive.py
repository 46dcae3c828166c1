"""Derivatives into the store: one decode, then each size from the one above it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from ..pool import Failure, run_jobs
from ..store import Journal, Stamp, Store
from .decode import decode, scaled
from .formats import MAX_PIXELS, BadPhoto, TooLarge, Unreadable
from .look import Look, look_of
from .plan import Derivative, Picture
from .probe import FileTime, file_time
from .recipe import ENCODERS, PRINT_ENCODER

ROOM = "media"

Tick = Callable[[int, int, int, int], None]
"""Hears photos done and in all, pixels done and in all."""


@dataclass(frozen=True, slots=True)
class DeriveJob:
    """One photo's work, ready to be sent to another process."""

    key: str
    source: str
    time: FileTime
    """Of the file as it was probed: what has changed since would bear another's name."""
    pixels: int
    max_pixels: int
    outputs: tuple[Derivative, ...]
    store: str
    """The folder of the store."""


@dataclass(frozen=True, slots=True)
class Made:
    """The stamps of a job's outputs, in their order, and the look of the photo."""

    stamps: tuple[Stamp, ...]
    look: Look


@dataclass(frozen=True)
class Derived:
    """What deriving did: how many files were written, and which photos failed and why."""

    written: int = 0
    failures: Mapping[str, str] = field(default_factory=dict)
    """By the key of the picture."""


def derive_pictures(
    pictures: Iterable[Picture],
    store: Store,
    max_pixels: int = MAX_PIXELS,
    workers: int = 0,
    tick: Tick = lambda done, total, pixels, of_pixels: None,
    verify: bool = True,
) -> Derived:
    """Makes the derivatives of every picture that the store does not know yet.

    What it knows is looked at, each file (8 µs), and made again where it is not what was
    written. Who hands nothing over may go without: `verify` false.
    """
    journal = Journal(store.journal_path(ROOM))
    unique = {picture.key: picture for picture in pictures}
    jobs = [
        make_job(key, picture, picture.derivatives, store, max_pixels)
        for key, picture in unique.items()
        if not (_holds(store, journal, key, picture.derivatives) if verify else key in journal)
    ]
    return _run(jobs, journal, workers, tick)


def derive_prints(
    wanted: Iterable[tuple[Picture, Derivative]],
    store: Store,
    max_pixels: int = MAX_PIXELS,
    workers: int = 0,
    tick: Tick = lambda done, total, pixels, of_pixels: None,
) -> Derived:
    """Makes the derivatives that the press asks for; what stands in the store is verified."""
    journal = Journal(store.journal_path(ROOM))
    unique = {derivative.name: (picture, derivative) for picture, derivative in wanted}
    jobs = [
        make_job(name, picture, (derivative,), store, max_pixels)
        for name, (picture, derivative) in unique.items()
        if not _holds(store, journal, name, (derivative,))
    ]
    return _run(jobs, journal, workers, tick)


def load_looks(pictures: Iterable[Picture], store: Store) -> dict[str, Look]:
    """What pages show before the photos are there, by the key of the picture."""
    journal = Journal(store.journal_path(ROOM))
    found = {picture.key: _made_before(journal, picture.key) for picture in pictures}
    return {key: made.look for key, made in found.items() if made}


def make_job(
    key: str, picture: Picture, outputs: tuple[Derivative, ...], store: Store, max_pixels: int
) -> DeriveJob:
    """The work of making `outputs`, which the journal will know by `key`."""
    probe = picture.probe
    return DeriveJob(
        key, str(probe.path), probe.time, probe.pixels, max_pixels, outputs, str(store.root)
    )


def _made_before(journal: Journal, key: str) -> Made | None:
    """What the journal says was made under `key`."""
    said = journal.get(key)
    if said is None:
        return None
    stamps, look = said
    return Made(tuple(Stamp(*stamp) for stamp in stamps), Look(*look))


def _holds(store: Store, journal: Journal, key: str, outputs: Sequence[Derivative]) -> bool:
    """Whether everything that was made under `key` stands as it was written."""
    made = _made_before(journal, key)
    return (
        made is not None
        and len(made.stamps) == len(outputs)
        and all(
            store.intact(ROOM, derivative.name, stamp)
            for derivative, stamp in zip(outputs, made.stamps, strict=True)
        )
    )


def _run(jobs: Sequence[DeriveJob], journal: Journal, workers: int, tick: Tick) -> Derived:
    failures = {}
    written = 0
    weights = [job.pixels for job in jobs]
    whole = sum(weights)
    done = run_jobs(
        derive_photo, jobs, weights, workers, lambda n, pixels: tick(n, len(jobs), pixels, whole)
    )
    for job, outcome in zip(jobs, done, strict=True):
        result = outcome.failure or outcome.result
        if isinstance(result, Made):
            journal.add(job.key, [result.stamps, result.look])
            written += len(job.outputs)
        else:
            assert result
            failures[job.key] = result.why
    return Derived(written, failures)


def derive_photo(job: DeriveJob) -> Made | Failure:
    """Writes a job's derivatives, largest first; the failure says why there are none."""
    try:
        store = Store(Path(job.store))
        largest = max(job.outputs, key=lambda d: d.width * d.height)
        image = decode(job.source, (largest.width, largest.height), job.max_pixels)
        if file_time(job.source) != job.time:
            return Failure("处理的时候文件变了，再运行一次")
        stamps: dict[str, Stamp] = {}
        for derivative in sorted(job.outputs, key=lambda d: d.width * d.height, reverse=True):
            image = scaled(image, (derivative.width, derivative.height))
            stamps[derivative.name] = store.put(ROOM, derivative.name, _encode(image, derivative))
        look = Look() if largest.for_print else look_of(image)
        return Made(tuple(stamps[d.name] for d in job.outputs), look)
    except BadPhoto as bad:
        return Failure(str(bad))
    except OSError as error:
        return Failure(str(Unreadable(error)))
    except MemoryError:
        return Failure(str(TooLarge()))


def _encode(image: Image.Image, derivative: Derivative) -> bytes:
    options = PRINT_ENCODER if derivative.for_print else ENCODERS[derivative.format]
    file = io.BytesIO()
    if derivative.format == "jpg":
        _over_white(image).save(file, "JPEG", **options)
    else:
        image.save(file, derivative.format.upper(), **options)
    return file.getvalue()


def _over_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper
