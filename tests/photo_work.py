"""Photos by where they lie on disk, for tests that have no site around them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from loudao.photos.derive import Derived, Wanted, derive_photos
from loudao.photos.plan import Picture
from loudao.photos.probe import Probe, file_time, probe_photos
from loudao.photos.troubles import MAX_PIXELS, BadPhoto
from loudao.pool import Workshop
from loudao.store import Store


def name_of(path: Path, store: Store) -> str:
    """What a photo is called in a site whose cache is `store`."""
    return os.path.relpath(path, store.root.parent).replace(os.sep, "/")


def probe_files(
    paths: Iterable[Path], store: Store, max_pixels: int = MAX_PIXELS
) -> dict[Path, Probe | BadPhoto]:
    names = {path: name_of(path, store) for path in paths}
    times = {name: file_time(path) for path, name in names.items()}
    probes = probe_photos(times, store.root.parent, Workshop(store), max_pixels)
    return {path: probes[name] for path, name in names.items()}


def probe_file(path: Path, store: Store, max_pixels: int = MAX_PIXELS) -> Probe | BadPhoto:
    return probe_files([path], store, max_pixels)[path]


def derive(wanted: Iterable[Picture | Wanted], store: Store) -> Derived:
    """Pictures for the web, and whatever else is wanted."""
    whole = (Wanted(each) if isinstance(each, Picture) else each for each in wanted)
    return derive_photos(whole, store.root.parent, Workshop(store))
