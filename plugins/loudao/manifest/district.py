"""`galleries/district.yml`, and the feeds of the sites that it names."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from ..model.district import DistrictFields, repeated
from ..model.feed import JSON_URI, Feed
from ..model.problem import Marks, Problem, any_error
from .document import parse_mapping
from .text import read_text
from .validate import validate

Found = tuple[DistrictFields | None, Marks, list[Problem]]


def read_fields(text: str, name: str) -> Found:
    """What the file says, or None with every fault in it."""
    node, problems = parse_mapping(text, name)
    if node is None:
        return None, Marks(name), problems
    fields, marks, faults = validate(DistrictFields, node, name)
    problems += faults
    for loc, first in repeated(fields) if fields else ():
        line = marks.at("communities", first, "address").line
        what = f"address：这个网址第 {line} 行已经写过"
        problems.append(marks.problem(loc, what, "每个社区写自己的网址，重复的拿掉一个"))
    return (None if any_error(problems) else fields), marks, problems


def read_feed(site: Path) -> Feed | None:
    """What a site on this disk told when it was built last; None where it told nothing."""
    text, _ = read_text(site / "site" / JSON_URI, JSON_URI)
    try:
        return Feed.model_validate_json(text) if text else None
    except ValidationError:
        return None
