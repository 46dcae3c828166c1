"""Tables of a page that hold money: their columns, and the totals that add up from their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ...model.problem import Mark, Problem, warning
from ...model.sheet import Sheet
from ...richtext import Block
from .amounts import places_of, read_amount, show_amount

_MONEY = re.compile(r"元|金额|钱|款|费用|收入|支出|余额|结余|预算|决算|价")
_TOTAL = re.compile(r"(合|总|共)\s*计|总\s*额|总\s*数")
_PART = re.compile(r"小\s*计")
_NO_SUM = re.compile(r"单价|序号|编号|日期|年份|占比|比例|电话|[%％]")
_RULE = re.compile(r"[|:\-\s]+")
_INCOME, _SPENDING = re.compile("收入|进账"), re.compile("支出|开支|花费")


class Total(NamedTuple):
    """What the rows of a column come to, and what somebody typed below them."""

    column: int
    row: int
    """Of the table, where it was typed; -1 where it was not."""
    typed: Decimal | None
    computed: Decimal


class Sum(NamedTuple):
    """One figure that is computed, and how many of its digits stand after the point."""

    name: str
    amount: Decimal
    places: int

    @property
    def words(self) -> str:
        return show_amount(self.amount, self.places)


class Money(NamedTuple):
    """A table of a page that holds money, with all that is known of its columns."""

    title: str
    """The heading above it."""
    cells: Sequence[Sequence[str]]
    """As words, the header first."""
    number: int
    """Among the tables of the page."""
    columns: Sequence[int]
    """Those that are sums of money, or numbers beside them."""
    totals: Sequence[Total]
    unread: Sequence[tuple[int, int]]
    """Row and column of what is no number among numbers."""

    @property
    def sums(self) -> list[Sum]:
        """What each column comes to, but for those that hold what is no number."""
        whole = [t for t in self.totals if t.row < 0 or not _is(_PART, self.cells[t.row])]
        return [Sum(self._name_of(t.column), t.computed, self._places(t.column)) for t in whole]

    @property
    def to_add(self) -> dict[int, Sum]:
        """By column what its rows come to, where nobody typed it."""
        columns = [t.column for t in self.totals if t.row < 0]
        return {} if self.is_typed else dict(zip(columns, self.sums, strict=False))

    @property
    def is_typed(self) -> bool:
        """Whether somebody typed a row of totals."""
        return any(_is(_TOTAL, row) for row in self.cells[1:])

    def _name_of(self, column: int) -> str:
        """收入, of 收入（元）: its heading, where it has but one such column."""
        known = self.title if self.title and len(self.columns) == 1 else self.cells[0][column]
        return re.sub(r"[（(【\[].*$", "", known).strip() or known

    def _places(self, column: int) -> int:
        """Digits after the point, as they are typed."""
        typed = (row[column] for row in self.cells[1:] if column < len(row))
        return max(map(places_of, typed), default=0)


def find_money(blocks: Sequence[Block]) -> list[Money]:
    """The tables that hold money, in their order."""
    title, found, number = "", [], 0
    for block in blocks:
        if block["kind"] in ("heading", "subheading", "minor"):
            title = words_of(block["runs"])
        elif block["kind"] == "table":
            money = _read(block, title, number)
            found += [money] if money else []
            number += 1
    return found


def words_of(runs: Sequence[Any]) -> str:
    """Runs as plain words."""
    return "".join(run[0] for run in runs if isinstance(run, list)).strip()


def _read(table: Block, title: str, number: int) -> Money | None:
    cells = [[words_of(cell) for cell in row] for row in table["rows"]]
    if len(cells) < 2:
        return None
    across = range(1, len(cells[0]))
    columns = [x for x in across if _is_summed(cells, x)]
    is_money = [x for x in columns if _MONEY.search(f"{cells[0][x]}{title}")]
    if not is_money:
        return None
    unread = [
        (y, x)
        for x in columns
        for y, row in enumerate(cells)
        if y and x < len(row) and not _is_total(row) and read_amount(row[x]) is None
    ]
    doubtful = {x for _, x in unread}
    totals = [t for x in columns if x not in doubtful for t in _totals(cells, x)]
    return Money(title, cells, number, columns, totals, unread)


def _is_summed(cells: Sequence[Sequence[str]], x: int) -> bool:
    """Whether a column holds numbers that one may add up: most of it, and some of it."""
    if _NO_SUM.search(cells[0][x]):
        return False
    written = [row[x] for row in cells[1:] if x < len(row) and row[x] and not _is_total(row)]
    numbers = [text for text in written if read_amount(text) is not None]
    return bool(numbers) and len(numbers) * 2 > len(written)


def _totals(cells: Sequence[Sequence[str]], x: int) -> Iterator[Total]:
    """Subtotals of the rows since the one before, and the total of all rows."""
    part = whole = Decimal(0)
    told = False
    for y, row in enumerate(cells[1:], 1):
        text = row[x] if x < len(row) else ""
        amount = read_amount(text)
        if _is(_PART, row):
            yield Total(x, y, amount if text else None, part)
            part = Decimal(0)
        elif _is(_TOTAL, row):
            told = True
            yield Total(x, y, amount if text else None, whole)
        else:
            part += amount or 0
            whole += amount or 0
    if not told:
        yield Total(x, -1, None, whole)


def _is_total(row: Sequence[str]) -> bool:
    return _is(_TOTAL, row) or _is(_PART, row)


def _is(words: re.Pattern[str], row: Sequence[str]) -> bool:
    """Whether a row is called a total: by its first cell that has words."""
    return bool(words.match(next((cell for cell in row if cell), "")))


def balance_of(tables: Sequence[Money]) -> tuple[Decimal, Decimal] | None:
    """What came in and what went out, where the tables say each of them once."""
    sums = [it for table in tables for it in table.sums]
    income = [it.amount for it in sums if _INCOME.search(it.name)]
    spending = [it.amount for it in sums if _SPENDING.search(it.name)]
    both = any(_INCOME.search(it.name) and _SPENDING.search(it.name) for it in sums)
    whole = len(income) == len(spending) == 1 and not both
    return (income[0], spending[0]) if whole else None


def check_money(sheet: Sheet, tables: Sequence[Money]) -> Iterator[Problem]:
    """Totals that somebody typed and that are not what the rows come to; what is no number."""
    for table in tables:
        for y, x in table.unread:
            what = f"“{table.cells[y][x]}”不是数字，“{table.cells[0][x]}”这一列算不出合计"
            remedy = "只写数字，别的话写在旁边一格"
            yield warning(_mark(sheet, table, y, x), what, remedy)
        for total in table.totals:
            if total.row < 0:
                continue
            shown = table.cells[total.row]
            name = next(cell for cell in shown if cell)
            if total.typed is None and total.column < len(shown) and shown[total.column]:
                what = f"“{name}”写的是“{shown[total.column]}”，不是数字"
            elif total.typed is None or total.typed == total.computed:
                continue
            else:
                typed, computed = map(show_amount, (total.typed, total.computed))
                what = f"“{name}”写的是 {typed}，上面各行加起来是 {computed}"
            mark = _mark(sheet, table, total.row, total.column)
            yield Problem(mark, what, "核对每一行；删掉这一行，合计会自己算出来")


def _mark(sheet: Sheet, table: Money, y: int, x: int) -> Mark:
    """Where a cell stands in the page; where the sheet does, if it is no table of bars."""
    written = _written_tables(sheet.body.text)
    lines = written[table.number] if table.number < len(written) else []
    number, text = lines[y + bool(y)] if y + bool(y) < len(lines) else (0, "")
    if not all(cell in text for cell in table.cells[y]):
        return sheet.mark()
    before = sum(len(cell) for cell in table.cells[y][:x])
    at = text.find(table.cells[y][x], before) if table.cells[y][x] else 0
    return Mark(sheet.marks.path, sheet.body.line + number, max(0, at) + 1)


def _written_tables(page: str) -> list[list[tuple[int, str]]]:
    """Lines with bars that follow each other, each with its number; the second draws a rule."""
    tables: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(page.split("\n")):
        if "|" in line:
            tables[-1].append((number, line))
        elif tables[-1]:
            tables.append([])
    return [lines for lines in tables if len(lines) > 1 and _RULE.fullmatch(lines[1][1])]
