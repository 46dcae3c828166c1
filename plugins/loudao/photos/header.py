"""One file's header, in whatever process: what it is, how large, and the digest of its bytes."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from ..pool import Failure
from .formats import frames, opened, orientation
from .troubles import BadPhoto, Unreadable


@dataclass(frozen=True, slots=True)
class ProbeJob:
    path: str
    """Where the file is on this machine; no key holds it."""
    max_pixels: int


def read_header(job: ProbeJob) -> tuple[str, int, int, int] | Failure:
    """Digest, width, height and frames of one file."""
    try:
        data = Path(job.path).read_bytes()
        with opened(io.BytesIO(data), job.max_pixels) as image:
            width, height = image.size
            if orientation(image) >= 5:
                width, height = height, width
            return hashlib.sha256(data).hexdigest(), width, height, frames(image)
    except OSError as error:
        return Failure(str(Unreadable(error)))
    except BadPhoto as bad:
        return Failure(str(bad))
