"""A photo's bytes looked at once: what they are, how large, and their digest."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..store import Store
from .formats import BadPhoto, opened, orientation


@dataclass(frozen=True, slots=True)
class Probe:
    """Width and height in pixels as the camera was held; digest of the bytes."""

    path: Path
    digest: str
    width: int
    height: int


def probe_photos(
    paths: Iterable[Path], store: Store, record: str = "photos"
) -> dict[Path, Probe | BadPhoto]:
    """Each photo's probe, or why it has none.

    A photo whose size and time of change are those in the store's `record` is not read again.
    """
    known = store.record("probes", record)
    if not isinstance(known, dict):
        known = {}
    fresh: dict[str, list[object]] = {}
    found: dict[Path, Probe | BadPhoto] = {}
    for path in dict.fromkeys(paths):
        try:
            found[path], fresh[str(path)] = _probe(path, known.get(str(path)))
        except BadPhoto as bad:
            found[path] = bad
    if fresh != known:
        store.write_record("probes", record, fresh)
    return found


def _probe(path: Path, known: list[object] | None) -> tuple[Probe, list[object]]:
    try:
        stat = path.stat()
        if (
            isinstance(known, list)
            and len(known) == 5
            and known[:2] == [stat.st_size, stat.st_mtime_ns]
        ):
            return Probe(path, *known[2:]), known  # type: ignore[arg-type]
        data = path.read_bytes()
    except OSError as error:
        raise BadPhoto(f"读不出文件（{error.strerror}）") from error
    with opened(io.BytesIO(data)) as image:
        width, height = image.size
        if orientation(image) >= 5:
            width, height = height, width
    probe = Probe(path, hashlib.sha256(data).hexdigest(), width, height)
    return probe, [stat.st_size, stat.st_mtime_ns, probe.digest, width, height]
