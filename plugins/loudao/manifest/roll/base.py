"""What a table was like when it was exported: the common ancestor of a table and a manifest that
both went on.

It is kept as digests on a hidden worksheet of the table itself. So it goes where the table goes
and needs nothing beside it; and what staff delete from the table before they hand it on is gone,
since a digest tells whether a cell was changed and not what stood in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..workbook import Records
from .items import Item, Items

_FORMAT = "loudao-1"
_DIGITS = 20
"""80 bits: of a million cells two alike are found once in 10^12 tables."""


@dataclass(frozen=True)
class Base:
    """One list, as it was exported."""

    salt: str
    label: str
    """Of its worksheet."""
    columns: tuple[str, ...]
    """The keys of its columns."""
    rows: Mapping[str, Mapping[str, str]]
    """By id the digests of the cells that said something, by key; in the order of the table."""

    def says(self, row: str, key: str, text: str) -> bool:
        """Whether that cell of the row said `text`."""
        return self.rows[row].get(key, "") == (_digest(self.salt, key, text) if text else "")

    def is_row(self, row: str, cells: Mapping[str, str]) -> bool:
        """Whether that row said just that."""
        return dict(self.rows[row]) == self.digests(cells)

    def digests(self, cells: Mapping[str, str]) -> dict[str, str]:
        """As `rows` has them."""
        return {key: _digest(self.salt, key, text) for key, text in cells.items() if text}


@dataclass(frozen=True)
class Exported:
    """What the hidden worksheet says."""

    manifest: str
    """Its path in the site."""
    lists: Mapping[str, Base]
    """By the key of the list."""


def base_of(items: Items, salt: str) -> Base:
    """What is kept of a list that is exported."""
    empty = Base(salt, items.roll.label, tuple(c.key for c in items.columns), {})
    return replace(empty, rows={item.id: empty.digests(item.cells) for item in items.items})


def hidden_rows(manifest: str, salt: str, lists: Iterable[Items]) -> list[tuple[str, ...]]:
    """The rows of the hidden worksheet."""
    rows: list[tuple[str, ...]] = [(_FORMAT, manifest, salt)]
    for items in lists:
        base = base_of(items, salt)
        rows.append(("list", items.roll.key, base.label, _json(base.columns)))
        rows += (("row", items.roll.key, own, _json(cells)) for own, cells in base.rows.items())
    return rows


def read_hidden(records: Records) -> Exported | None:
    """What the hidden worksheet says; None where it is none of ours, or spoilt."""
    lists: dict[str, Base] = {}
    rows: dict[str, dict[str, dict[str, str]]] = {}
    try:
        (form, manifest, salt), *said = [[cell for cell in cells if cell] for _, cells in records]
        if form != _FORMAT:
            return None
        for sort, key, name, what in said:
            if sort == "list":
                rows[key] = {}
                lists[key] = Base(salt, name, tuple(json.loads(what)), rows[key])
            else:
                rows[key][name] = json.loads(what)
    except (ValueError, KeyError):
        return None
    return Exported(manifest, lists)


def align(base: Base, items: Iterable[Item]) -> dict[str, Item]:
    """By the id of each row that was exported the item that it is now, as far as is certain.

    Items without names of their own may have moved: those that are as they were are the same, in
    order; of the others those whose first cell only one of them has on both sides.
    """
    found: dict[str, Item] = {}
    whole: dict[str, list[Item]] = {}
    for item in items:
        whole.setdefault(_json(base.digests(item.cells)), []).append(item)
    for own, cells in base.rows.items():
        if same := whole.get(_json(cells)):
            found[own] = same.pop(0)
    left = [item for same in whole.values() for item in same]
    first = _first_cells(base, ((item, base.digests(item.cells)) for item in left))
    was = _first_cells(base, ((own, c) for own, c in base.rows.items() if own not in found))
    for cell, rows in was.items():
        now = first.get(cell, ())
        if len(rows) == len(now) == 1:
            found[rows[0]] = now[0]
    return found


def _first_cells(
    base: Base, rows: Iterable[tuple[Any, Mapping[str, str]]]
) -> dict[tuple[str, str], list[Any]]:
    """The rows by the first column that says something, and what it says."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row, cells in rows:
        key = next((key for key in base.columns if key in cells), None)
        if key is not None:
            found.setdefault((key, cells[key]), []).append(row)
    return found


def _digest(salt: str, key: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\0{key}\0{text}".encode()).hexdigest()[:_DIGITS]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=isinstance(value, dict))
