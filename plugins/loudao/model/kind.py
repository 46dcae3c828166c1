"""A kind of thing on a wall: what its author writes and how it looks at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from .sheet import Sheet, SheetFields


def no_extra_view(sheet: Sheet) -> Mapping[str, Any]:
    """For kinds whose templates need nothing beyond the shared fields."""
    return {}


@dataclass(frozen=True)
class Kind:
    """One folder of `kinds/`: the model here, `page.html.j2` and `sheet.typ` beside it.

    `source` says what staff write: a `gallery.yml` or a page with front matter.
    `implied_by` are keys that make a manifest this kind when it does not name one.
    `view` gives templates what they need beyond the shared fields, as plain JSON values.
    """

    name: str
    label: str
    source: Literal["manifest", "page"]
    fields: type[SheetFields]
    folder: Path
    default_style: str = "plain"
    implied_by: frozenset[str] = frozenset()
    view: Callable[[Sheet], Mapping[str, Any]] = no_extra_view


@dataclass(frozen=True)
class Kinds:
    """The kinds of one site, by name."""

    by_name: Mapping[str, Kind]

    def __getitem__(self, name: str) -> Kind:
        return self.by_name[name]

    def names(self, source: str) -> list[str]:
        return [kind.name for kind in self.by_name.values() if kind.source == source]

    def imply(self, keys: set[str]) -> Kind:
        """The kind of a manifest that does not name one."""
        candidates = [kind for kind in self.by_name.values() if kind.source == "manifest"]
        for kind in candidates:
            if kind.implied_by & keys:
                return kind
        return next(kind for kind in candidates if not kind.implied_by)
