"""The version of a sheet: four characters that change when what it says or shows changes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..codes.ledger import ALPHABET

_SETTING = frozenset(
    ("x", "y", "w", "h", "image", "paper", "bleed", "slug", "slug_line", "brush", "side", "floor",
     "foot_top", "foot_bottom", "large", "mark", "aspect", "style", "metres", "single", "grid",
     "piece", "across", "down")
)  # fmt: skip
"""How a sheet is set, not what it says: another paper or profile is the same version."""


def version_of(value: Any) -> str:
    """The version of what a template is told: the same words and photos give the same one."""
    text = json.dumps(_said(value), ensure_ascii=False, sort_keys=True)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in (0, 5, 10, 15))


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _said(part) for key, part in value.items() if key not in _SETTING}
    if isinstance(value, list | tuple):
        return [_said(part) for part in value]
    return value


def describe_version(version: str) -> str:
    """As it stands below a code: 版 K7Q2."""
    return f"版 {version}"
