"""What lies at a destination and what is to be done there, by name and digest; no network."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

INVENTORY = "loudao-published.json.gz"
"""The file at the destination that lists what this command has put there."""

HOME = "index.html"
_KEPT = timedelta(days=1)
"""What is gone from the site stays so long: a page that is open on a phone still asks for it."""


class Sent(NamedTuple):
    """A file at the destination."""

    digest: str
    """Of its bytes; empty while it is being replaced: nobody knows what is there."""
    size: int
    gone: date | None = None
    """Since when the site has it no more."""


@dataclass(frozen=True)
class Inventory:
    """Everything that was put there, by uri, and for which address."""

    address: str = ""
    files: Mapping[str, Sent] = field(default_factory=dict)


@dataclass(frozen=True)
class Changes:
    """What is to be written, round after round, and what is deleted at last."""

    rounds: tuple[tuple[str, ...], ...]
    """Uris. No page of one round links to what comes in a later one."""
    gone: Mapping[str, date]
    """No longer on the site since when, and still kept."""
    expired: tuple[str, ...]
    """Kept long enough."""
    new: int
    unchanged: int

    @property
    def written(self) -> tuple[str, ...]:
        return tuple(uri for round_ in self.rounds for uri in round_)


def plan_changes(
    site: Mapping[str, Sent],
    known: Inventory,
    held: Mapping[str, int] | None,
    today: date,
    at_once: bool = False,
) -> Changes:
    """How what lies there becomes `site`; what is gone goes `at_once` or after a day.

    `held` are the bytes of the files that really lie there, where the storage can tell: what
    somebody deleted or cut short is written again.
    """

    def stands(uri: str, sent: Sent) -> bool:
        there = known.files.get(uri)
        same = bool(there and (there.digest, there.size) == (sent.digest, sent.size))
        return same and (held is None or held.get(uri) == sent.size)

    written = [uri for uri, sent in site.items() if not stands(uri, sent)]
    missing = {uri: sent.gone or today for uri, sent in known.files.items() if uri not in site}
    least = timedelta() if at_once else _KEPT
    kept = {uri: since for uri, since in missing.items() if today - since < least}
    return Changes(
        rounds=_in_rounds(written, known),
        gone=kept,
        expired=tuple(sorted(missing.keys() - kept.keys())),
        new=sum(uri not in known.files for uri in written),
        unchanged=len(site) - len(written),
    )


def _in_rounds(written: Iterable[str], known: Inventory) -> tuple[tuple[str, ...], ...]:
    """New files, changed ones, new pages, changed ones, and what leads to them all."""
    rounds: tuple[list[str], ...] = ([], [], [], [], [])
    for uri in sorted(written):
        if uri == HOME or uri.startswith("sitemap.xml"):
            rounds[4].append(uri)
        else:
            rounds[2 * uri.endswith(".html") + (uri in known.files)].append(uri)
    return tuple(tuple(uris) for uris in rounds if uris)


def ahead_of(site: Mapping[str, Sent], known: Inventory, changes: Changes) -> Inventory:
    """What is written there before anything changes: of the files under way nobody knows what
    they are, should the run be cut off."""
    unsure = {uri: site[uri]._replace(digest="") for uri in changes.written}
    return Inventory(known.address, {**known.files, **unsure})


def after(address: str, site: Mapping[str, Sent], known: Inventory, changes: Changes) -> Inventory:
    """What lies there when all is done."""
    gone = {uri: known.files[uri]._replace(gone=since) for uri, since in changes.gone.items()}
    return Inventory(address, {**site, **gone})


def pack_inventory(inventory: Inventory) -> bytes:
    """The bytes of the file; the same for the same inventory."""
    files = {
        uri: [sent.digest, sent.size, *([sent.gone.isoformat()] if sent.gone else [])]
        for uri, sent in sorted(inventory.files.items())
    }
    text = json.dumps({"address": inventory.address, "files": files}, ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def unpack_inventory(data: bytes) -> Inventory | None:
    """The inventory in `data`; None where it is none, or cut."""
    try:
        whole = json.loads(gzip.decompress(data))
        files = {
            uri: Sent(digest, size, date.fromisoformat(gone[0]) if gone else None)
            for uri, (digest, size, *gone) in whole["files"].items()
        }
        return Inventory(str(whole["address"]), files)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        return None
