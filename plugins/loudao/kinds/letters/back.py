"""The slips that came back: which letters they are of, and which are still wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ...compose.cells import Cells
from ...compose.records import (
    in_our_words,
    numbers_of,
    plain_number,
    read_day,
    read_number,
    tell_repeated,
)
from ...model.problem import Problem
from ...model.roll import Column
from ...model.table import Lists

RETURNED = "returned"

SLIP, DAY = "回执号", "日期"
COLUMNS = (
    Column(SLIP, SLIP, ("编号", "号码", "信的编号", "number", "no", "slip", "letter")),
    Column(DAY, DAY, ("收到", "收回日期", "哪天", "date", "day")),
)


@dataclass(frozen=True)
class Returned:
    """The record of one sheet of letters."""

    lists: Lists
    since: date | None = None
    """When the letters were written, if that is known."""
    today: date = date.max

    @cached_property
    def printed(self) -> Mapping[str, str]:
        return {plain_number(number): number for number in numbers_of(self.lists.table)}

    @cached_property
    def rows(self) -> Sequence[tuple[str, date | None, Cells]]:
        """Every row: the number of its letter, its day, and what is wrong with it."""
        table = in_our_words(self.lists.tables[RETURNED], COLUMNS)
        return [self._read(Cells(row)) for row in table.rows]

    def _read(self, cells: Cells) -> tuple[str, date | None, Cells]:
        number = read_number(cells, SLIP, self.printed, "信")
        if not cells.words(SLIP):
            cells.fault("这一行没有写是哪一号的", f"写上 {SLIP}，回执上印着的号码，例如 0003")
        return number, read_day(cells, DAY, self.since, self.today), cells

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Of the letters whose slips came back, as they stand on them."""
        return frozenset(number for number, _, _ in self.rows if number)

    @property
    def last(self) -> date | None:
        """The day on which the latest came, if any row says it."""
        return max(filter(None, (day for _, day, _ in self.rows)), default=None)

    @property
    def count(self) -> str:
        """收回 41 份，共 120 份."""
        return f"收回 {len(self.numbers)} 份，共 {len(self.printed)} 份"

    @property
    def missing(self) -> list[str]:
        """The letters that are still wanted: a number, or a stretch of them."""
        found: list[list[str]] = []
        before = False
        for number in self.printed.values():
            wanted = number not in self.numbers
            if wanted and before:
                found[-1].append(number)
            elif wanted:
                found.append([number])
            before = wanted
        return ["—".join(dict.fromkeys((some[0], some[-1]))) for some in found]

    def check(self) -> Iterator[Problem]:
        """Every row that is of no letter, or of one that was back already."""
        remedy = "一封信只收一张回执，核对号码；多出来的删掉"
        tell_repeated(((number, cells) for number, _, cells in self.rows), SLIP, remedy)
        for _, _, cells in self.rows:
            yield from cells.problems
