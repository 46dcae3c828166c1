"""The store without what the plan of today does not need."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..photos.derive import ROOM as MEDIA
from ..photos.probe import ROOM as PROBES
from ..plan.memo import ROOM as HANGING
from ..plan.plan import FACES, Plan, with_prints
from ..press.cards import entries_of_cards
from ..press.jobs import ROOM as PRINTS
from ..press.library import TEMPLATES, templates_folder
from ..press.make import entries_of, open_press, plan_sheets
from ..sounds.shelf import ROOM as SOUNDS
from ..store import TEMPORARY, Store
from ..web.brush import ROOM as BRUSHES
from ..web.brush import make_brushes

_OWN = re.compile(
    rf"journal|(.*/)?{re.escape(TEMPORARY)}[^/]*|([0-9a-f]{{2}})/\2[0-9a-f]{{14,}}[^/]*"
    r"|[0-9a-f]{16}/.*\.(typ|svg|png)|faces\.json"
)
"""What the store calls its files: `journal`, `3f/3f0c…-480.webp`, `typst/9a…/lib.typ`."""

_ROOMS = (MEDIA, PRINTS, PROBES, SOUNDS, BRUSHES, HANGING, TEMPLATES)

_HOUR = 3600.0
"""A file that is being written is younger; one of a killed build gets older."""


@dataclass(frozen=True)
class Cleaned:
    """Files and bytes dropped and kept."""

    dropped: int = 0
    dropped_bytes: int = 0
    kept: int = 0
    kept_bytes: int = 0


def clean_all(store: Store) -> Cleaned:
    """Drops everything that was made; originals and the ledger are elsewhere."""
    return _drop(store, lambda path: False)


def clean_unused(plan: Plan, store: Store) -> Cleaned:
    """Drops what a run of `plan`, which has no errors, would not use."""
    plan = with_prints(plan)
    press, templates = open_press(plan, store)
    # what is a sample today is printed for good tomorrow
    samples, finals = (
        plan_sheets(plan.prints, plan, press, templates, store, is_sample)
        for is_sample in (lambda _: True, lambda _: False)
    )
    sheets = [*samples, *finals]
    pictures = plan.pictures.all
    pressed = [file.name for sheet in sheets for _, file in sheet.lowered.photos]
    prints = [name for sheet in sheets for name in entries_of(sheet)]
    prints += entries_of_cards(plan, press)
    media = [d.name for picture in pictures for d in (*picture.derivatives, *picture.tiles)]
    needed = {
        *(store.path(MEDIA, name) for name in (*media, *pressed)),
        *(store.path(PRINTS, name) for name in prints),
        *(sound.path for sound in plan.recordings.all),
        *(brush.path for brush in make_brushes(plan, store).values()),
        store.root / FACES,
        *(store.journal_path(room) for room in (MEDIA, PRINTS, PROBES, SOUNDS, BRUSHES, HANGING)),
    }
    used = templates_folder(store.root, press.digest)
    known = [each.key for picture in pictures for each in (picture, picture.near) if each]
    store.journal(MEDIA).keep([*known, *pressed])
    store.journal(PRINTS).keep(prints)
    if plan.memo:
        plan.memo.clean()
    store.journal(PROBES).keep(picture.source for picture in pictures)
    return _drop(store, lambda path: path in needed or used in path.parents)


def _drop(store: Store, is_needed: Callable[[Path], bool]) -> Cleaned:
    dropped = dropped_bytes = kept = kept_bytes = 0
    now = time.time()
    for path in _files(store):
        stat = path.lstat()
        unfinished = path.name.startswith(TEMPORARY) and now - stat.st_mtime < _HOUR
        if is_needed(path) or unfinished:
            kept += 1
            kept_bytes += stat.st_size
        else:
            path.unlink(missing_ok=True)
            dropped += 1
            dropped_bytes += stat.st_size
    for room in _ROOMS:
        _drop_empty(store.root / room)
    return Cleaned(dropped, dropped_bytes, kept, kept_bytes)


def _files(store: Store) -> Iterator[Path]:
    """Every file that is the store's by its name; whatever else lies there is not touched."""
    for room in _ROOMS:
        for path in sorted((store.root / room).rglob("*")):
            inside = path.relative_to(store.root / room).as_posix()
            if _OWN.fullmatch(inside) and not path.is_dir():
                yield path


def _drop_empty(folder: Path) -> None:
    if folder.is_dir() and not any(p for p in folder.rglob("*") if not p.is_dir()):
        shutil.rmtree(folder, ignore_errors=True)
