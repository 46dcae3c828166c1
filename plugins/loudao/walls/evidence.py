"""`evidence/CODE 标题/记录.yml`: what became of one sheet on the wall, day by day, never shortened.

The record of the walls knows how things are; of what has to be shown afterwards each day stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from ..manifest.document import parse_mapping
from ..manifest.text import read_text
from ..manifest.validate import validate
from ..model.base import Frozen
from ..model.problem import Problem
from ..model.scalars import Day, Title, Whole
from ..store import write_lasting
from .hung import Fact

LOG = "记录.yml"

Did = Literal["printed", "up", "seen", "down"]

_HEADER = """\
# 这一张印了、贴了、看到了、取下了，一天一行；loudao print、walls、round 自动添加，不要手改。
# printed 印好，file 是留下的那份 PDF；up 贴上，down 取下；seen 从照片上的短码看到在墙上，
# photo 是留下的小图，taken 是手机记的拍照日子，original 是原来那张照片的 SHA-256。
"""


class Noted(Frozen):
    """One line."""

    on: Day
    did: Did
    paper: Title
    version: str = ""
    size: str = ""
    copies: Whole = 0
    wall: str = ""
    file: str = ""
    photo: str = ""
    taken: Day | None = None
    sha256: str = ""
    """Of `file`, or of `photo`."""
    original: str = ""

    @property
    def fact(self) -> Fact | None:
        """What it says of the wall: nothing of what was only printed, nor a photo that says by
        itself that it was taken on another day."""
        if self.did == "printed" or (self.taken and self.taken != self.on):
            return None
        return Fact(self.on, self.did, self.version)

    def line(self) -> str:
        """As it stands in the file: only what is known of it."""
        known = {name: value for name, value in self if value not in ("", 0, None)}
        said = (f"{name}: {_spelt(value)}" for name, value in known.items())
        return "{" + ", ".join(said) + "}"


def _spelt(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


class _LogFields(Frozen):
    noted: tuple[Noted, ...] = ()


def load_log(path: Path, shown: str) -> tuple[tuple[Noted, ...] | None, list[Problem]]:
    """What was noted, oldest first; nothing yet is none, a damaged file is None."""
    if not path.exists():
        return (), []
    text, problems = read_text(path, shown)
    if text is None:
        return None, problems
    node, faults = parse_mapping(text, shown)
    if node is None:
        return None, [*problems, *faults]
    fields, _, faults = validate(_LogFields, node, shown)
    return (fields.noted if fields else None), [*problems, *faults]


def render_log(noted: Iterable[Noted]) -> str:
    """The text of a log: a line each, so that what two branches noted merges."""
    ordered = sorted(dict.fromkeys(noted), key=lambda line: line.on)
    return _HEADER + "noted:\n" + "".join(f"  - {line.line()}\n" for line in ordered)


def write_log(noted: Iterable[Noted], path: Path) -> None:
    """Writes a log whole or not at all. Raises StoreFull where it cannot."""
    write_lasting(path, render_log(noted))
