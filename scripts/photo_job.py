"""A whole job of photos, for a benchmark to run in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from loudao.photos.derive import Wanted, derive_photos
from loudao.photos.plan import plan_picture
from loudao.photos.probe import Probe, file_time, probe_photos
from loudao.photos.recipe import Recipe
from loudao.pool import Runner, Workshop
from loudao.store import Store

TWO_SIZES = (480, 1920)


def main(recipe: str, store: str, folder: str, workers: str) -> None:
    """Every photo of `folder` into `store`: as by default, or 1920 and 480 px as JPEG alone."""
    how = Recipe((), edges=TWO_SIZES) if recipe == "two-sizes" else Recipe()
    root = Path(folder)
    times = {path.name: file_time(path) for path in sorted(root.iterdir())}
    workshop = Workshop(Store(Path(store)), Runner(int(workers)))
    probes = probe_photos(times, root, workshop, how.max_pixels)
    pictures = [plan_picture(p, how) for p in probes.values() if isinstance(p, Probe)]
    assert len(pictures) == len(times)
    made = derive_photos(map(Wanted, pictures), root, workshop, how.max_pixels)
    assert not made.failures, made.failures


if __name__ == "__main__":
    main(*sys.argv[1:])
