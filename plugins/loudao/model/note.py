"""What a sheet leaves out, and what its author can do about it."""

from __future__ import annotations

from typing import NamedTuple


class Note(NamedTuple):
    """A remark of the press about one sheet, in Chinese."""

    what: str
    remedy: str
