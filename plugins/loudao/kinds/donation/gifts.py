"""The gifts of a list of donations."""

from __future__ import annotations

from collections.abc import Iterator

from ...compose.cells import check_columns_known
from ...compose.gifts import CONSENT, COUNT, DAY, MONEY, NAME, THING, UNIT, Gift, read_gift
from ...compose.sums import check_sums
from ...model.problem import Problem
from ...model.sheet import Sheet
from ...model.table import Table

COLUMNS = (NAME, MONEY, THING, COUNT, UNIT, CONSENT, DAY)


def read_gifts(sheet: Sheet) -> list[Gift]:
    """Every gift of a sheet's list."""
    return gifts_in(sheet.table)


def gifts_in(table: Table) -> list[Gift]:
    """The gifts that can be read; the others are problems that `check_gifts` tells."""
    read = (read_gift(row) for row in table.rows)
    return [gift for gift, cells in read if not cells.problems]


def check_gifts(sheet: Sheet) -> Iterator[Problem]:
    """Every row that does not say who gave what; where all do, whether a typed total is theirs."""
    yield from check_columns_known(sheet.table, COLUMNS, "捐赠名单", sheet.mark("rows"))
    faults = [problem for row in sheet.table.rows for problem in read_gift(row)[1].problems]
    yield from faults or check_sums(sheet.table, "合计", MONEY)
