"""Files brought to a storage: in order, many at once, and on from where a run was cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..model.problem import Problem
from ..pool import Tick
from ..store import Journal, digest_of
from .inventory import (
    INVENTORY,
    Changes,
    Inventory,
    Sent,
    after,
    ahead_of,
    pack_inventory,
    plan_changes,
    unpack_inventory,
)
from .storage import Refused, Storage


def read_site(folder: Path) -> dict[str, Sent]:
    """Every file below `folder` by its uri."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found[path.relative_to(folder).as_posix()] = Sent(digest_of(data), len(data))
    return found


class Cut(Exception):
    """The storage stopped taking files; what was written so far stays known."""

    def __init__(self, done: int, total: int, problem: Problem) -> None:
        super().__init__(str(problem))
        self.done, self.total, self.problem = done, total, problem


@dataclass(frozen=True)
class Transfer:
    """What is to be done at one destination."""

    folder: Path
    site: Mapping[str, Sent]
    known: Inventory
    changes: Changes

    @property
    def bytes(self) -> int:
        return sum(self.site[uri].size for uri in self.changes.written)


def load_inventory(storage: Storage, journal: Journal) -> Inventory | None:
    """What lies there, with what a run that was cut had written already; None before the first.

    Of a damaged list nothing is believed: all is written again. Raises Refused.
    """
    data = storage.read(INVENTORY)
    if data is None:
        return None
    known = unpack_inventory(data) or Inventory()
    if journal.get("ahead") != digest_of(data):  # somebody else has published since
        return known
    sent = {
        uri: was._replace(digest=journal.get(uri) or "") if not was.digest else was
        for uri, was in known.files.items()
    }
    return replace(known, files=sent)


def plan_transfer(
    folder: Path,
    known: Inventory | None,
    storage: Storage,
    today: date,
    everything: bool = False,
    at_once: bool = False,
) -> Transfer:
    """What differs between `folder` and what lies there. Raises Refused."""
    site = read_site(folder)
    inventory = known or Inventory()
    held = {} if everything else storage.sizes()
    return Transfer(folder, site, inventory, plan_changes(site, inventory, held, today, at_once))


def carry_out(
    transfer: Transfer, address: str, storage: Storage, journal: Journal, tick: Tick
) -> None:
    """Writes and deletes. Raises Cut; the same again goes on where it was cut."""
    site, known, changes = transfer.site, transfer.known, transfer.changes
    total = len(changes.written)
    done = 0
    try:
        if total:
            ahead = pack_inventory(ahead_of(site, known, changes))
            storage.write(INVENTORY, ahead)
            journal.keep(())
            journal.add("ahead", digest_of(ahead))
        tick("发布", 0, total)
        for uris in changes.rounds:
            for uri in _write_all(transfer, uris, storage):
                journal.add(uri, site[uri].digest)
                done += 1
                tick("发布", done, total)
        for uri in changes.expired:
            storage.delete(uri)
        storage.write(INVENTORY, pack_inventory(after(address, site, known, changes)))
    except Refused as refused:
        raise Cut(done, total, refused.problem) from refused
    journal.keep(())


def _write_all(transfer: Transfer, uris: tuple[str, ...], storage: Storage) -> Iterator[str]:
    """Each of `uris` once it is written; nothing new is begun after the first that is not."""

    def write(uri: str) -> str:
        storage.write(uri, (transfer.folder / uri).read_bytes())
        return uri

    with ThreadPoolExecutor(storage.parallel) as threads:
        try:
            waiting = {threads.submit(write, uri) for uri in uris[: 4 * storage.parallel]}
            rest = iter(uris[4 * storage.parallel :])
            while waiting:
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield future.result()
                    following = next(rest, None)
                    if following is not None:
                        waiting.add(threads.submit(write, following))
        finally:
            threads.shutdown(cancel_futures=True)
