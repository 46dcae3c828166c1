"""What was given: each row of the list as a gift, and the totals that add up from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ...compose.masks import mask_name
from ...model.problem import Problem
from ...model.sheet import Sheet
from ...model.table import Row, Table

NAME, MONEY, THING, COUNT, UNIT, CONSENT, DAY = (
    "姓名", "金额", "物品", "数量", "单位", "公开", "日期",
)  # fmt: skip
COLUMNS = (NAME, MONEY, THING, COUNT, UNIT, CONSENT, DAY)

_YES = {"是", "同意", "公开", "yes", "true", "y"}
_NO = {"", "否", "不同意", "不公开", "no", "false", "n"}
_MONEY = str.maketrans("", "", ",，¥￥元 ")
_PIECES = "件"


class Gift(NamedTuple):
    """Money, goods, or both, of one donor."""

    donor: str
    money: Decimal
    """In yuan; nothing is 0."""
    thing: str
    number: Decimal
    unit: str
    public: bool
    """Whether the donor agreed to be named in full."""

    @property
    def shown_name(self) -> str:
        """As it stands on walls and pages."""
        return self.donor if self.public else mask_name(self.donor)

    @property
    def words(self) -> str:
        """300 元，棉被 4 床."""
        return "，".join(filter(None, (self.money_words, self.goods_words)))

    @property
    def money_words(self) -> str:
        return f"{plain(self.money)} 元" if self.money else ""

    @property
    def goods_words(self) -> str:
        return f"{self.thing} {plain(self.number)} {self.unit}" if self.thing else ""


class Totals(NamedTuple):
    """Of all gifts; goods by name and unit, in the order in which they came."""

    donors: int
    money: Decimal
    goods: dict[tuple[str, str], Decimal]

    @property
    def words(self) -> list[str]:
        """共 12 笔, 3,000 元, 棉被 4 床."""
        money = [f"{plain(self.money)} 元"] if self.money else []
        goods = [f"{thing} {plain(n)} {unit}" for (thing, unit), n in self.goods.items()]
        return [f"共 {self.donors} 笔", *money, *goods]

    @property
    def chief(self) -> str:
        """Of the words the one to be seen from afar: the money, else the one sort of goods."""
        gifts, *rest = self.words
        return rest[0] if self.money or len(rest) == 1 else gifts


def read_gifts(sheet: Sheet) -> list[Gift]:
    """Every gift of a sheet's list."""
    return gifts_in(sheet.table)


def gifts_in(table: Table) -> list[Gift]:
    """The gifts that can be read; the others are problems that `check_gifts` tells."""
    read = (_read(row) for row in table.rows)
    return [gift for gift, faults in read if gift and not faults]


def add_up(gifts: Iterable[Gift]) -> Totals:
    """Totals are computed, never typed."""
    donors, money = 0, Decimal(0)
    goods: dict[tuple[str, str], Decimal] = {}
    for gift in gifts:
        donors += 1
        money += gift.money
        if gift.thing:
            key = (gift.thing, gift.unit)
            goods[key] = goods.get(key, Decimal(0)) + gift.number
    return Totals(donors, money, goods)


def check_gifts(sheet: Sheet) -> Iterator[Problem]:
    """Every row that does not say who gave what."""
    for name in sheet.table.columns:
        if name not in COLUMNS:
            what = f"捐赠名单里用不到“{name}”这一列"
            mark = sheet.table.rows[0].mark if sheet.table.rows else sheet.mark("rows")
            yield Problem(mark, what, f"可以写：{'、'.join(COLUMNS)}", "warning")
    for row in sheet.table.rows:
        for what, remedy in _read(row)[1]:
            yield Problem(row.mark, what, remedy)


def plain(number: Decimal) -> str:
    """3,000 or 12.5: no zeros that say nothing."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read(row: Row) -> tuple[Gift | None, list[tuple[str, str]]]:
    """The gift of a row, and what is wrong with it."""
    cells = {name: text.strip() for name, text in row.cells.items()}
    faults: list[tuple[str, str]] = []
    money = _number(cells.get(MONEY, ""), MONEY, faults)
    count = _number(cells.get(COUNT, ""), COUNT, faults)
    thing, consent = cells.get(THING, ""), cells.get(CONSENT, "").lower()
    if not cells.get(NAME):
        faults.append(("这一行没有姓名", f"写上 {NAME}；不愿留名的写 匿名"))
    if not faults and not money and not thing:
        faults.append(("这一行没有写捐了什么", f"写上 {MONEY}，或者 {THING} 和 {COUNT}"))
    if thing and not faults and not count:
        faults.append((f"“{thing}”没有写数量", f"写上 {COUNT}，例如 4"))
    if consent not in _YES | _NO:
        faults.append((f"{CONSENT}：“{cells[CONSENT]}”不是“是”或“否”", "写 是 或 否"))
    unit = cells.get(UNIT) or _PIECES
    gift = Gift(cells.get(NAME, ""), money, thing, count, unit, consent in _YES)
    return gift, faults


def _number(text: str, name: str, faults: list[tuple[str, str]]) -> Decimal:
    """A sum or a count, 0 for nothing; what is no number is a fault."""
    bare = text.translate(_MONEY)
    if not bare:
        return Decimal(0)
    try:
        number = Decimal(bare)
    except InvalidOperation:
        faults.append((f"{name}：“{text}”不是数字", "只写数字，例如 300"))
        return Decimal(0)
    if not number.is_finite() or number < 0 or number > 10**9:
        faults.append((f"{name}：“{text}”不对", "只写数字，例如 300"))
        return Decimal(0)
    return number
