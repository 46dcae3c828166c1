"""The account of a project: what came in, what went out, and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ...compose.cells import Cells, check_columns_known, plain
from ...compose.gifts import (
    CONSENT,
    COUNT,
    DAY,
    DOOR,
    MONEY,
    NAME,
    THING,
    UNIT,
    Gift,
    Totals,
    add_up,
    read_gift,
)
from ...compose.sums import check_sums
from ...model.problem import Problem, warning
from ...model.sheet import Sheet
from ...model.table import Row, Table

CONTRIBUTIONS, SPENDING = "contributions", "spending"

WHAT, VOUCHERS = "用途", "凭证"
GIVEN = (DOOR, NAME, MONEY, THING, COUNT, UNIT, CONSENT, DAY)
SPENT = (DAY, WHAT, MONEY, VOUCHERS)


class Spent(NamedTuple):
    """One thing that was paid for."""

    day: date | None
    what: str
    money: Decimal
    vouchers: str
    """发票 1 张."""


class Account(NamedTuple):
    """Everything of it that can be read."""

    gifts: tuple[Gift, ...]
    spent: tuple[Spent, ...]

    @property
    def received(self) -> Totals:
        return add_up(self.gifts)

    @property
    def paid(self) -> Decimal:
        return sum((one.money for one in self.spent), Decimal(0))

    @property
    def balance(self) -> Decimal:
        return self.received.money - self.paid

    def words(self, money: Decimal) -> str:
        """A sum, with cents where any sum of the account has them: one stands below the other."""
        sums = (*(gift.money for gift in self.gifts), *(one.money for one in self.spent))
        cents = any(one != one.to_integral_value() for one in sums)
        return f"{money:,.2f}" if cents else f"{money:,.0f}"


def read_account(sheet: Sheet) -> Account:
    """What can be read; the rest are problems that `check_account` tells."""
    gifts = (read_gift(row, "出", by_door=True) for row in _table(sheet, CONTRIBUTIONS).rows)
    spent = (_read_spent(row) for row in _table(sheet, SPENDING).rows)
    return Account(
        tuple(gift for gift, cells in gifts if not cells.problems),
        tuple(one for one, cells in spent if not cells.problems),
    )


def check_account(sheet: Sheet) -> Iterator[Problem]:
    """Every row that cannot be read; where all can, whether what was typed adds up."""
    given, spent = _table(sheet, CONTRIBUTIONS), _table(sheet, SPENDING)
    yield from check_columns_known(given, GIVEN, "出资名单", sheet.mark(CONTRIBUTIONS))
    yield from check_columns_known(spent, SPENT, "支出名单", sheet.mark(SPENDING))
    faults = [p for row in given.rows for p in read_gift(row, "出", by_door=True)[1].problems]
    faults += [p for row in spent.rows for p in _read_spent(row)[1].problems]
    yield from faults
    if faults:
        return  # what is not read is not added up
    account = read_account(sheet)
    yield from check_sums(given, "出资合计", MONEY)
    yield from check_sums(spent, "支出合计", MONEY)
    yield from _vouchers(spent)
    if account.balance < 0 and account.gifts:
        over = plain(-account.balance)
        what = (
            f"支出 {plain(account.paid)} 元，比出资 {plain(account.received.money)} 元多 {over} 元"
        )
        remedy = "核对金额；还有别的来源，在 contributions 里补一行"
        yield warning(sheet.mark(SPENDING), what, remedy)


def _vouchers(table: Table) -> Iterator[Problem]:
    bare = [row for row in table.rows if not row.cells.get(VOUCHERS, "").strip()]
    if bare:
        what = f"有 {len(bare)} 笔支出没有写凭证"
        yield warning(bare[0].mark, what, f"写上 {VOUCHERS}，例如 发票 1 张")


def _table(sheet: Sheet, field: str) -> Table:
    return sheet.tables.get(field, Table())


def _read_spent(row: Row) -> tuple[Spent, Cells]:
    cells = Cells(row)
    spent = Spent(cells.day(DAY), cells.words(WHAT), cells.number(MONEY), cells.words(VOUCHERS))
    sound = not cells.problems
    if not spent.what:
        cells.fault("这一行没有写花在哪里", f"写上 {WHAT}，例如 涂料")
    elif sound and not spent.money:
        cells.fault(f"“{spent.what}”没有写花了多少", f"写上 {MONEY}，例如 680", WHAT)
    return spent, cells
