"""Poster styles, one folder each: `style.typ`, and `style.json` with the box for works."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Style:
    """`works` is where pictures go on an A3 sheet: x, y, width, height in mm."""

    name: str
    label: str
    works: tuple[float, float, float, float]


def load_styles() -> dict[str, Style]:
    """Every style by name."""
    styles = {}
    for path in sorted(_HERE.glob("*/style.json")):
        facts = json.loads(path.read_text("utf-8"))
        name = path.parent.name
        styles[name] = Style(name, facts["label"], tuple(facts["works"]))
    return styles
