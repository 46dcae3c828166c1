"""What staff write of a sheet whose rows are read column by column."""

from __future__ import annotations

from .fields import ListFields
from .problem import Loc


class RowsFields(ListFields):
    """A list whose kind knows its columns: its texts have no blanks that rows would fill."""

    @property
    def with_blanks(self) -> dict[Loc, str]:
        return {}
