"""`galleries/printed.yml`: what was printed, which version, when, and when it came down."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..manifest.conflict import conflict_problem
from ..manifest.document import parse_mapping
from ..manifest.text import read_text
from ..manifest.validate import validate
from ..model.base import Frozen
from ..model.problem import Problem
from ..model.scalars import Day, Title, Whole, YesNo
from ..store import write_lasting

_HEADER = """\
# 印过的东西：哪一张、哪一版、多大、贴在哪里、哪天印的、几份；down 是哪天取下的。
# loudao print 自动添加，loudao walls --down 记下取下的，一般不用手改。waits 是印好了还没贴上，
# seen 是最近哪天看到它在墙上：loudao round 看了照片，或者 loudao walls --up，就记下。
# 要贴几处的，walls 是已经在哪几处看到了，其余几处还要贴。
# codes 是印出去的所有短码：台账 codes.yml 丢了哪一个，从这里看得出来。
"""

Key = tuple[str, str]
"""What it hangs for, and the paper: 书画天地 and its poster."""


class SeenAt(Frozen):
    """Paper of several walls, seen on one of them."""

    wall: Title
    """board:east, place:c/3"""
    on: Day


class Impression(Frozen):
    """One run of one sheet."""

    what: Title
    paper: Title
    version: Title
    size: Title
    where: str = ""
    """Its walls in words, as they were called; empty of what was printed before that was kept."""
    on: Day
    copies: Whole = 1
    waits: YesNo = False
    """Printed, and nobody has said that it hangs, but for `walls`. What was printed before there
    was this hangs."""
    seen: Day | None = None
    """When it was last known to hang: a photo shows it, or somebody said so."""
    walls: tuple[SeenAt, ...] = ()
    """Of what hangs on several, those where it was seen, sorted."""
    down: Day | None = None

    def hangs(self, wall: str = "") -> bool:
        """Whether it was hung on that of its walls, or on any, whatever became of it."""
        return not self.waits or any(wall in ("", place.wall) for place in self.walls)

    def seen_at(self, wall: str) -> date | None:
        """When it was last known to hang there; where no wall was told, when it was seen at all."""
        if not wall or not self.walls:
            return self.seen
        return next((place.on for place in self.walls if place.wall == wall), None)

    @property
    def key(self) -> Key:
        return self.what, self.paper

    @property
    def name(self) -> str:
        """What it hangs for, without its part."""
        return self.what.partition("#")[0]

    def renamed(self, moves: Mapping[str, str]) -> Impression:
        name = self.name
        places = (SeenAt(wall=moves.get(at.wall, at.wall), on=at.on) for at in self.walls)
        what = moves.get(name, name) + self.what[len(name) :]
        return self.model_copy(update={"what": what, "walls": tuple(places)})


class Standing(NamedTuple):
    """How things are with one sheet of which some was printed."""

    up: Impression | None = None
    """What hangs."""
    waiting: Impression | None = None
    """What was printed after that and is to be hung."""


class _RecordFields(Frozen):
    address: str = ""
    codes: tuple[str, ...] = ()
    printed: tuple[Impression, ...] = ()


@dataclass(frozen=True)
class Record:
    """Every impression, oldest first; and what the ledger has to hold."""

    impressions: tuple[Impression, ...] = ()
    latest: Mapping[Key, Impression] = field(default_factory=dict)
    hung: Mapping[Key, Impression] = field(default_factory=dict)
    """The latest of each that was hung, be it on one of its walls."""
    codes: frozenset[str] = frozenset()
    """Every code that was handed out, whatever became of it."""
    address: str = ""
    """What they begin with."""

    @classmethod
    def of(cls, impressions: Iterable[Impression]) -> Record:
        # of one day the one that was recorded last is the latest
        ordered = tuple(sorted(impressions, key=lambda i: i.on))
        hung = {i.key: i for i in ordered if i.hangs()}
        return cls(ordered, {impression.key: impression for impression in ordered}, hung)

    def standing(self, key: Key, versions: Collection[str] = (), wall: str = "") -> Standing:
        """What hangs and what waits, on one of its walls; where one of `versions` hangs, older
        paper does not wait."""
        up, last = self._hung_at(key, wall), self.latest.get(key)
        up = up if up and up.down is None else None
        waiting = last if last and not last.hangs(wall) and last.down is None else None
        if up and waiting and up.version in versions and waiting.version not in versions:
            waiting = None
        return Standing(up, waiting)

    def out(self, key: Key) -> list[Impression]:
        """What may hang or lie ready, newest first: back to what was hung on all its walls."""
        found = []
        for impression in reversed(self.impressions):
            if impression.key == key:
                found.append(impression)
                if not impression.waits:
                    break
        return [impression for impression in found if impression.down is None]

    def _hung_at(self, key: Key, wall: str) -> Impression | None:
        latest = self.hung.get(key)
        if latest is None or latest.hangs(wall):
            return latest
        papers = (i for i in reversed(self.impressions) if i.key == key and i.hangs(wall))
        return next(papers, None)

    def renamed(self, moves: Mapping[str, str]) -> Record:
        """The same where things are called otherwise now: their old name → their new one."""
        return self.with_impressions(i.renamed(moves) for i in self.impressions) if moves else self

    def with_impressions(self, impressions: Iterable[Impression]) -> Record:
        made = Record.of(impressions)
        return replace(self, impressions=made.impressions, latest=made.latest, hung=made.hung)

    def with_codes(self, codes: Iterable[str], address: str) -> Record:
        """The same with codes that were handed out."""
        return replace(self, codes=self.codes | frozenset(codes), address=address)


def load_record(path: Path, shown: str) -> tuple[Record | None, list[Problem]]:
    """The record at `path`; none yet is an empty one, a damaged one is None."""
    if not path.exists():
        return Record(), []
    text, problems = read_text(path, shown)
    if text is None:
        return None, problems
    record, faults = parse_record(text, shown)
    return record, [*problems, *faults]


def parse_record(text: str, shown: str) -> tuple[Record | None, list[Problem]]:
    """The record that `text` holds; a damaged one is None."""
    torn = conflict_problem(text, shown)
    if torn:
        return None, [torn]
    node, problems = parse_mapping(text, shown)
    if node is None:
        return None, problems
    fields, _, faults = validate(_RecordFields, node, shown)
    if fields is None:
        return None, [*problems, *faults]
    record = replace(Record.of(fields.printed), codes=frozenset(fields.codes))
    return replace(record, address=fields.address), problems


def is_unchanged(record: Record, key: Key, versions: Collection[str], size: str) -> bool:
    """Whether what was printed last is one of `versions`, in that size, and hangs."""
    last = record.latest.get(key)
    return bool(last and last.version in versions and (last.size, last.down) == (size, None))


def render_record(record: Record) -> str:
    """The text of printed.yml: a line an impression, those of one sheet together, so that what two
    branches printed merges."""
    lines = [_HEADER.rstrip("\n")]
    if record.address:
        lines.append(f"address: {_quoted(record.address)}")
    if record.codes:
        lines += ["codes:", *(f"  - {_quoted(code)}" for code in sorted(record.codes))]
    lines.append("printed:" + ("" if record.impressions else " []"))
    ordered = sorted(record.impressions, key=lambda impression: impression.key)
    lines += [f"  - {render_impression(impression)}" for impression in ordered]
    return "\n".join(lines) + "\n"


def render_impression(i: Impression) -> str:
    """One of its lines."""
    facts = {
        "what": _quoted(i.what), "paper": i.paper, "version": _quoted(i.version),
        "size": _quoted(i.size), **({"where": _quoted(i.where)} if i.where else {}),
        "on": i.on, "copies": i.copies,
    }  # fmt: skip
    if i.waits:
        facts["waits"] = "yes"
    if i.seen:
        facts["seen"] = i.seen
    if i.walls:
        places = (f"{{wall: {_quoted(place.wall)}, on: {place.on}}}" for place in i.walls)
        facts["walls"] = f"[{', '.join(places)}]"
    if i.down:
        facts["down"] = i.down
    return "{" + ", ".join(f"{name}: {value}" for name, value in facts.items()) + "}"


def _quoted(text: str) -> str:
    """A double-quoted scalar: JSON's escapes are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def write_record(record: Record, path: Path) -> None:
    """Writes printed.yml whole or not at all. Raises StoreFull where it cannot."""
    write_lasting(path, render_record(record))
