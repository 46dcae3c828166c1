"""`galleries/printed.yml`: what was printed, which version, when, and when it came down."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ..manifest.conflict import conflict_problem
from ..manifest.document import parse_mapping
from ..manifest.text import read_text
from ..manifest.validate import validate
from ..model.base import Frozen
from ..model.problem import Problem
from ..model.scalars import Day, Title, Whole
from ..store import write_lasting

_HEADER = """\
# 印过的东西：哪一张、哪一版、多大、哪天印的、几份；down 是哪天取下的。
# loudao print 自动添加，loudao walls --down 记下取下的，一般不用手改。
# codes 是印出去的所有短码：台账 codes.yml 丢了哪一个，从这里看得出来。
"""

Key = tuple[str, str]
"""What it hangs for, and the paper: 书画天地 and its poster."""


class Impression(Frozen):
    """One run of one sheet."""

    what: Title
    paper: Title
    version: Title
    size: Title
    on: Day
    copies: Whole = 1
    down: Day | None = None

    @property
    def key(self) -> Key:
        return self.what, self.paper

    @property
    def name(self) -> str:
        """What it hangs for, without its part."""
        return self.what.partition("#")[0]

    def renamed(self, moves: Mapping[str, str]) -> Impression:
        name = self.name
        return self.model_copy(update={"what": moves.get(name, name) + self.what[len(name) :]})


class _RecordFields(Frozen):
    address: str = ""
    codes: tuple[str, ...] = ()
    printed: tuple[Impression, ...] = ()


@dataclass(frozen=True)
class Record:
    """Every impression, oldest first; and what the ledger has to hold."""

    impressions: tuple[Impression, ...] = ()
    latest: Mapping[Key, Impression] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    """Every code that was handed out, whatever became of it."""
    address: str = ""
    """What they begin with."""

    @classmethod
    def of(cls, impressions: Iterable[Impression]) -> Record:
        # of one day the one that was recorded last is the latest
        ordered = tuple(sorted(impressions, key=lambda i: i.on))
        return cls(ordered, {impression.key: impression for impression in ordered})

    def renamed(self, moves: Mapping[str, str]) -> Record:
        """The same where things are called otherwise now: their old name → their new one."""
        return self.with_impressions(i.renamed(moves) for i in self.impressions) if moves else self

    def with_impressions(self, impressions: Iterable[Impression]) -> Record:
        made = Record.of(impressions)
        return replace(self, impressions=made.impressions, latest=made.latest)

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


def add_impressions(record: Record, new: Iterable[Impression]) -> Record:
    """The record with `new`; what was printed again the same day in the same version adds up."""
    known: dict[tuple[object, ...], Impression] = {}
    for impression in (*record.impressions, *new):
        # taken out and put in at the end: it is the latest again
        before = known.pop(_sameness(impression), None)
        copies = impression.copies + (before.copies if before else 0)
        known[_sameness(impression)] = impression.model_copy(update={"copies": copies})
    return record.with_impressions(known.values())


def _sameness(impression: Impression) -> tuple[object, ...]:
    return (*impression.key, impression.version, impression.size, impression.on, impression.down)


def take_down(record: Record, names: Iterable[str], today: date) -> tuple[Record, list[str]]:
    """The record in which what `names` call is down since `today`, and what that is.

    A name is what a sheet hangs for (`page:notices/停水`), or that without its kind.
    """
    wanted = tuple(names)
    hanging = [
        i for i in record.impressions
        if i.down is None and any(names_it(name, i.what) for name in wanted)
    ]  # fmt: skip
    taken = {_sameness(i): i.model_copy(update={"down": today}) for i in hanging}
    kept = [taken.get(_sameness(i), i) for i in record.impressions]
    return record.with_impressions(kept), sorted({i.what for i in hanging})


def names_it(name: str, what: str) -> bool:
    """Whether `name` is what a sheet hangs for, with or without its kind and its part."""
    whole = what.partition("#")[0]
    return name in (what, whole, what.partition(":")[2], whole.partition(":")[2])


def render_record(record: Record) -> str:
    """The text of printed.yml: a line an impression, those of one sheet together, so that what two
    branches printed merges."""
    lines = [_HEADER.rstrip("\n")]
    if record.address:
        lines.append(f"address: {_quoted(record.address)}")
    if record.codes:
        lines += ["codes:", *(f"  - {_quoted(code)}" for code in sorted(record.codes))]
    lines.append("printed:" + ("" if record.impressions else " []"))
    for i in sorted(record.impressions, key=lambda impression: impression.key):
        facts = {
            "what": _quoted(i.what), "paper": i.paper, "version": _quoted(i.version),
            "size": _quoted(i.size), "on": i.on, "copies": i.copies,
        }  # fmt: skip
        if i.down:
            facts["down"] = i.down
        lines.append("  - {" + ", ".join(f"{name}: {value}" for name, value in facts.items()) + "}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A double-quoted scalar: JSON's escapes are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def write_record(record: Record, path: Path) -> None:
    """Writes printed.yml whole or not at all. Raises StoreFull where it cannot."""
    write_lasting(path, render_record(record))
