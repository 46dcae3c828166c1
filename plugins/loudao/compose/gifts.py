"""What was given: each row of a list as a gift of money or goods, and the totals they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ..model.table import Row
from .cells import Cells, plain
from .masks import shown_as

NAME, DOOR, MONEY, THING, COUNT, UNIT, CONSENT, DAY = (
    "姓名", "门牌", "金额", "物品", "数量", "单位", "公开", "日期",
)  # fmt: skip

_PIECES = "件"


class Gift(NamedTuple):
    """Money, goods, or both, of one giver."""

    donor: str
    money: Decimal
    """In yuan; nothing is 0."""
    thing: str
    number: Decimal
    unit: str
    public: bool
    """Whether the giver agreed to be named in full."""
    door: str = ""
    """Of a household, that gives by its door."""

    @property
    def shown_name(self) -> str:
        """As it stands on walls and pages."""
        return shown_as(self.donor, self.public)

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
        return [f"共 {self.donors} 笔", *money, *self.goods_words]

    @property
    def goods_words(self) -> list[str]:
        return [f"{thing} {plain(n)} {unit}" for (thing, unit), n in self.goods.items()]

    @property
    def chief(self) -> str:
        """Of the words the one to be seen from afar: the money, else the one sort of goods."""
        gifts, *rest = self.words
        return rest[0] if self.money or len(rest) == 1 else gifts


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


def read_gift(row: Row, verb: str = "捐", by_door: bool = False) -> tuple[Gift, Cells]:
    """The gift of a row, and what is wrong with it; a door names a giver only `by_door`."""
    cells = Cells(row)
    money, count = cells.number(MONEY), cells.number(COUNT)
    name, thing, door = cells.words(NAME), cells.words(THING), cells.words(DOOR) if by_door else ""
    sound = not cells.problems
    if not (name or door):
        who = f"{NAME}或者{DOOR}" if by_door else NAME
        written = f"{DOOR}，或者 {NAME}" if by_door else NAME
        cells.fault(f"这一行没有{who}", f"写上 {written}；不愿留名的写 匿名")
    elif sound and not money and not thing:
        cells.fault(f"这一行没有写{verb}了什么", f"写上 {MONEY}，或者 {THING} 和 {COUNT}")
    elif thing and sound and not count:
        cells.fault(f"“{thing}”没有写数量", f"写上 {COUNT}，例如 4", THING)
    public = cells.agrees(CONSENT)
    return Gift(name, money, thing, count, cells.words(UNIT) or _PIECES, public, door), cells
