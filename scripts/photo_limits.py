"""What a photo costs at least: decoding at the scale asked for, encoding, and nothing else."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from loudao.photos.decode import decode
from loudao.photos.derive import Wanted, make_job
from loudao.photos.job import DeriveJob
from loudao.photos.plan import Picture
from loudao.photos.probe import Probe, file_time, probe_photos
from loudao.photos.recipe import ENCODERS, Recipe
from loudao.photos.troubles import MAX_PIXELS
from loudao.pool import Workshop
from loudao.store import Store

ROOT = Path("/")
RECIPES = {
    "snapped": Recipe(("webp",)),
    "exact": Recipe(("webp",), exact=True),
    "snapped, JPEG only": Recipe(()),
    "exact, JPEG only": Recipe((), exact=True),
}


def cpu_of(function: Callable[[], object]) -> float:
    """Milliseconds of this process."""
    started = time.process_time()
    function()
    return (time.process_time() - started) * 1000


def probed(photos: Sequence[Path], store: Store) -> list[Probe]:
    """Photos of any folder; ROOT is what their paths are relative to."""
    times = {str(path.relative_to(ROOT)): file_time(path) for path in map(Path.resolve, photos)}
    probes = probe_photos(times, ROOT, Workshop(store), MAX_PIXELS)
    return [probe for probe in probes.values() if isinstance(probe, Probe)]


def job_of(picture: Picture, store: Path) -> DeriveJob:
    return make_job(Wanted(picture), ROOT, Store(store), MAX_PIXELS)


def limit_of(picture: Picture) -> Callable[[], None]:
    """Decoding at the scale that the largest size asks for, and encoding: nothing else."""
    largest = max(picture.sizes, key=max)
    path = ROOT / picture.source
    base = decode(str(path), picture.base, MAX_PIXELS)
    sizes = {size: base.at(size) for size in picture.sizes}
    del base

    def work() -> None:
        with Image.open(path) as image:
            longest = max(largest)
            image.draft(None, (longest, 1) if image.width >= image.height else (1, longest))
            image.load()
        for d in picture.derivatives:
            name = "JPEG" if d.format == "jpg" else d.format.upper()
            sizes[d.width, d.height].save(io.BytesIO(), name, **ENCODERS[d.format])

    return work


def vips_cascade(picture: Picture) -> Callable[[], None]:
    import pyvips

    def work() -> None:
        image = pyvips.Image.thumbnail(str(ROOT / picture.source), 1920, height=1920).copy_memory()
        for edge in (1920, 960, 480, 256):
            if edge < 1920:
                image = image.resize(edge / max(image.width, image.height)).copy_memory()
            if edge > 256:
                image.jpegsave_buffer(Q=80, keep="none")
            image.webpsave_buffer(Q=78, effort=2, keep="none")

    return work
