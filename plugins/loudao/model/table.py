"""A list that sheets are made from: its columns, and its rows with where each was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .problem import Mark

NUMBER, COMMUNITY, PLACE = "编号", "社区", "地点"
"""Names that every row has besides its own columns; a place where rows are places."""

_BLANK = re.compile(r"\{([^{}\n]{1,30})\}")


class Row(NamedTuple):
    """One line of a table."""

    cells: Mapping[str, str]
    """What stands in each column."""
    mark: Mark
    place: str | None = None
    """The id of the place that the row is for; None where it is for none."""


@dataclass(frozen=True)
class Table:
    """Columns are known of a table without rows too."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    line: int = 1
    """Of its file, on which the columns are named."""


def blanks_of(text: str) -> list[str]:
    """The names in braces in `text`."""
    return _BLANK.findall(text)


def fill(text: str, cells: Mapping[str, str]) -> str:
    """`text` with each `{name}` that `cells` has replaced by what stands there."""
    return _BLANK.sub(lambda match: cells.get(match[1].strip(), match[0]), text)
