"""The folders that staff keep, walked in an order that no machine changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def walk(top: Path) -> Iterator[tuple[Path, list[str]]]:
    """Folders from the top down with the names of their files; hidden folders are left out."""
    for folder, below, names in os.walk(top, followlinks=True):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield Path(folder), sorted(names)
