"""A whole job of photos, for a benchmark to run in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from loudao.photos.derive import derive_pictures
from loudao.photos.plan import plan_picture
from loudao.photos.probe import Probe, probe_photos
from loudao.photos.recipe import Recipe
from loudao.store import Store

TWO_SIZES = (480, 1920)


def main(recipe: str, store: str, folder: str, workers: str) -> None:
    """Every photo of `folder` into `store`: as by default, or 1920 and 480 px as JPEG alone."""
    how = Recipe((), edges=TWO_SIZES) if recipe == "two-sizes" else Recipe()
    paths = sorted(Path(folder).iterdir())
    probes = probe_photos(paths, Store(Path(store)), how.max_pixels, int(workers))
    pictures = [plan_picture(p, how) for p in probes.values() if isinstance(p, Probe)]
    assert len(pictures) == len(paths)
    made = derive_pictures(pictures, Store(Path(store)), how.max_pixels, int(workers))
    assert not made.failures, made.failures


if __name__ == "__main__":
    main(*sys.argv[1:])
