"""A list that sheets are made from, one row a sheet or a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .problem import Mark


class Row(NamedTuple):
    """One line of a table: what stands in each column, and where it was written.

    `place` is the id of the place that the row stands for, where rows are places.
    """

    cells: Mapping[str, str]
    mark: Mark
    place: str | None = None


@dataclass(frozen=True)
class Table:
    """The names of the columns, of a table without rows too, and its rows."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
