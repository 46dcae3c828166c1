"""A list that sheets are made from: its columns, and its rows with where each was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .problem import Mark

NUMBER, COMMUNITY, PLACE = "编号", "社区", "地点"
"""Names that every row has besides its own columns; a place where rows are places."""

_TOTAL = re.compile(r"\s*(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计)\s*[:：]?\s*")

_BLANK = re.compile(r"\{([^{}\n]{1,30})\}")


class Row(NamedTuple):
    """One line of a table."""

    cells: Mapping[str, str]
    """What stands in each column."""
    mark: Mark
    place: str | None = None
    """The id of the place that the row is for; None where it is for none."""
    cell: Callable[[str], Mark] | None = None
    """Where each of its cells was written, by the name of the column."""

    def mark_of(self, column: str) -> Mark:
        """Where that cell was written, as near as is known."""
        return self.cell(column) if self.cell else self.mark


@dataclass(frozen=True)
class Table:
    """Columns are known of a table without rows too."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    line: int = 1
    """Of its file, on which the columns are named."""
    totals: tuple[Row, ...] = ()
    """Rows that add up others: no rows of their own, but what they say can be compared."""


@dataclass(frozen=True)
class Lists:
    """Every list of a sheet."""

    table: Table = Table()
    """The one that it is made from, of a sheet of rows."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    """Of a sheet that has several, or a record beside its rows, each by its field."""


def is_total(cells: Iterable[str]) -> bool:
    """Whether a row begins with 合计 or what else offices call it."""
    return bool(_TOTAL.fullmatch(next(filter(None, cells), "")))


def is_part(cells: Iterable[str]) -> bool:
    """Whether a row of a total adds up only those since the one above."""
    return "".join(next(filter(None, cells), "").split()).startswith("小计")


def blanks_of(text: str) -> list[str]:
    """The names in braces in `text`."""
    return _BLANK.findall(text)


def fill(text: str, cells: Mapping[str, str]) -> str:
    """`text` with each `{name}` that `cells` has replaced by what stands there."""
    return _BLANK.sub(lambda match: cells.get(match[1].strip(), match[0]), text)
