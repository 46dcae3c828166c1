"""Codes bound: written into the ledger, and into the record that a shorter ledger is known by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ..codes.codes import Codes
from ..codes.ledger import Ledger, retire_codes
from ..codes.ledger_file import load_ledger, render_ledger, restore, salvage, write_ledger
from ..codes.likeness import Likeness
from ..codes.reconnect import reconnect
from ..model.problem import Mark, Problem
from ..model.site import Site
from ..store import StoreFull, locked, write_text
from ..walls.record import Record, load_record, render_record, write_record
from .sheets import LEDGER, RECORD

_SHOWN = 5
"""Codes that a line lists."""


def ledger_path(site: Site) -> Path:
    return site.galleries / LEDGER


def record_path(site: Site) -> Path:
    return site.galleries / RECORD


def backup_path(site: Site, name: str = LEDGER) -> Path:
    """Where a copy of the ledger, or of the record, lies that no hand edits."""
    return site.cache / name


def short_problems(ledger: Ledger, record: Record | None, site: Site) -> list[Problem]:
    """An error where the ledger lacks codes that were handed out, or has another address, and
    where the record that would tell is gone."""
    if record is None:
        return []
    shown = site.shown(ledger_path(site))
    lacking = sorted(record.codes - ledger.ever)
    if lacking:
        named = "、".join(lacking[:_SHOWN]) + ("……" if len(lacking) > _SHOWN else "")
        what = f"短码台账少了 {len(lacking)} 个印出去的短码（{named}），{RECORD} 里有"
        what += "：补上以前什么也不做，不然墙上的码会通到别处"
        return [Problem(Mark(shown), what, _where_from(site, shown, lacking))]
    if record.address and ledger.address and record.address != ledger.address:
        what = f"短码台账的网址是 {ledger.address}，印出去的是 {record.address}（{RECORD} 里记着）"
        return [Problem(Mark(shown), what, restore(shown))]
    return _lost_record(ledger, site)


def _lost_record(ledger: Ledger, site: Site) -> list[Problem]:
    """Who deletes the record is told, not believed, where a copy shows that there was one."""
    path, backup = record_path(site), backup_path(site, RECORD)
    if path.exists() or not ledger.ever or not backup.exists():
        return []
    what = f"没有 {RECORD}：墙上挂着什么、印出去哪些短码，都记在里面"
    remedy = "运行 loudao codes merge，从自动留的备份里补上"
    remedy += f"；真要从头记，把 {site.shown(backup)} 也删掉"
    return [Problem(Mark(site.shown(path)), what, remedy)]


def _where_from(site: Site, shown: str, lacking: Collection[str]) -> str:
    """The backup that has them all, where there is one."""
    backup = backup_path(site)
    with suppress(OSError, UnicodeDecodeError):
        if salvage(backup.read_text("utf-8"), LEDGER).ever.issuperset(lacking):
            return f"运行 loudao codes merge {site.shown(backup)}，从自动留的备份里补上"
    return restore(shown)


def save_ledger(
    ledger: Ledger, site: Site, moves: Mapping[str, str] = MappingProxyType({})
) -> list[Problem]:
    """Writes the ledger, a copy of it, and its codes into the record, in which what was renamed
    (`moves`) is known by its new name from now on; the lock is the caller's.

    The ledger first: a record with codes that no ledger has would stop everything. Raises
    StoreFull.
    """
    path = record_path(site)
    record, problems = load_record(path, site.shown(path))
    if record is None:
        return problems
    write_ledger(ledger, ledger_path(site))
    with suppress(StoreFull):  # the cache may be anywhere, even full
        write_text(backup_path(site), render_ledger(ledger))
    noted = record.renamed(moves).with_codes(ledger.ever, ledger.address)
    if noted != record:
        save_record(noted, site)
    return []


def save_record(record: Record, site: Site) -> None:
    """Writes the record and a copy of it; the lock is the caller's. Raises StoreFull."""
    write_record(record, record_path(site))
    with suppress(StoreFull):
        write_text(backup_path(site, RECORD), render_record(record))


def load_whole_ledger(site: Site) -> tuple[Ledger | None, list[Problem]]:
    """The ledger on disk, where nothing is missing from it."""
    path = ledger_path(site)
    ledger, problems = load_ledger(path, site.shown(path))
    if ledger is None:
        return None, problems
    record, _ = load_record(record_path(site), RECORD)
    short = short_problems(ledger, record, site)
    return (None, [*problems, *short]) if short else (ledger, problems)


def bind_codes(site: Site, codes: Codes, identities: Collection[str]) -> list[Problem]:
    """Writes the codes of `identities` into the ledger, and where those that it has moved to.

    What stands in the way is an error: then nothing may be handed out.
    """
    try:
        with locked(site.records_lock):
            return _bind(site, codes, identities)
    except StoreFull as full:
        shown = site.shown(ledger_path(site))
        what = f"写不进短码台账，{len(identities)} 个短码没有记下"
        return [Problem(Mark(shown), what, full.problem.remedy)]


def _bind(site: Site, codes: Codes, identities: Collection[str]) -> list[Problem]:
    """Raises StoreFull."""
    shown = site.shown(ledger_path(site))
    # read again: somebody may have moved, retired or bound a code while sheets were made
    current, problems = load_whole_ledger(site)
    if current is None:
        return problems
    known = reconnect(current, codes.likenesses)
    bound = dict(known.ledger.codes)
    for identity in sorted(set(identities) - set(bound.values())):
        code = codes.by_identity[identity]
        if code in bound or code in current.retired:
            what = f"短码 {code} 刚刚给了别的东西，“{identity}”没有印"
            return [Problem(Mark(shown), what, "再运行一次")]
        bound[code] = identity
    stood = {
        code: codes.likenesses.get(identity, current.stood.get(code, Likeness()))
        for code, identity in bound.items()
        if code not in known.lost
    }
    kept = {code: was for code, was in current.stood.items() if code in known.lost}
    ledger = replace(
        current, codes=bound, stood={**stood, **kept}, address=current.address or codes.base
    )
    return save_ledger(ledger, site, known.moves)


def retire_bound(
    site: Site, codes: Codes, identities: Collection[str], today: date, note: str, anonymous: bool
) -> tuple[list[str], list[Problem]]:
    """Retires what was printed of `identities`; the codes that are retired now. See
    `retire_codes`. Raises StoreFull."""
    wanted = {code for code, identity in codes.ledger.codes.items() if identity in identities}
    with locked(site.records_lock):
        ledger, problems = load_whole_ledger(site)
        if ledger is None:
            return [], problems
        gone = sorted(wanted & ledger.codes.keys())
        for code in gone:
            ledger, _ = retire_codes(ledger, code, today, note, anonymous)
        return gone, save_ledger(ledger, site) if gone else []
