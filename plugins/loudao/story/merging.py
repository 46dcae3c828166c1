"""The ledger and the record put together from what is left of them: branches, backups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..codes.ledger_file import salvage
from ..codes.merge import merge_ledgers
from ..manifest.conflict import sides_of
from ..manifest.text import read_text
from ..model.problem import Mark, Problem
from ..model.site import Site
from ..plan.binding import backup_path, ledger_path, record_path, save_ledger, save_record
from ..plan.sheets import RECORD
from ..store import locked
from ..walls.changes import both
from ..walls.record import Record, parse_record


class Merged(NamedTuple):
    codes: int
    """That the ledger holds now, retired ones too."""
    added: int
    """That it did not hold before."""


def merge_backups(
    site: Site, backups: Sequence[Path], present: Collection[str]
) -> tuple[Merged | None, list[Problem]]:
    """codes.yml with every sound line of itself, of both its branches and of `backups`; the same
    of printed.yml. Nothing is written where two of them disagree. Raises StoreFull."""
    path = ledger_path(site)
    shown = site.shown(path)
    with locked(site.records_lock):
        own, problems = _texts(path, shown) if path.exists() else ([], [])
        texts = [*own]
        for backup in backups:
            more, faults = _texts(backup, str(backup))
            texts += more
            problems += faults
        if problems:
            return None, problems
        ledgers = [salvage(text, shown) for text in texts]
        if not any(ledger.ever for ledger in ledgers):
            return None, [Problem(Mark(shown), "里面没有短码", "写上备份文件的名字")]
        merged, torn = merge_ledgers(ledgers, present)
        if torn:
            return None, list(_disagreements(torn, shown))
        record, faults = _record(site)
        if record is None:
            return None, faults
        save_record(record, site)
        faults = save_ledger(merged, site)
        known = frozenset().union(*(ledger.ever for ledger in ledgers[: len(own)]))
        return Merged(len(merged.ever), len(merged.ever - known)), faults


def _texts(path: Path, shown: str) -> tuple[list[str], list[Problem]]:
    text, problems = read_text(path, shown)
    if text is None:
        return [], problems
    return list(sides_of(text)), []


def _disagreements(torn: Mapping[str, tuple[str, ...]], shown: str) -> Iterator[Problem]:
    for code, things in sorted(torn.items()):
        what = f"短码 {code} 两边不一样：{'、'.join(things)}"
        yield Problem(
            Mark(shown), what, f"看看墙上印的是哪一个，从另一边的文件里删掉 {code} 那一行"
        )


def _record(site: Site) -> tuple[Record | None, list[Problem]]:
    """Every impression of both branches; where the file is gone, those of its copy."""
    path = record_path(site)
    if not path.exists():
        path = backup_path(site, RECORD)
    if not path.exists():
        return Record(), []
    shown = site.shown(path)
    texts, problems = _texts(path, shown)
    whole: Record | None = None
    for text in texts:
        record, faults = parse_record(text, shown)
        if record is None:
            return None, faults
        problems += faults
        whole = record if whole is None else _both(whole, record)
    return whole, problems


def _both(one: Record, other: Record) -> Record:
    impressions = both(one.impressions, other.impressions)
    return one.with_impressions(impressions).with_codes(other.codes, one.address or other.address)
