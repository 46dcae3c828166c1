"""What staff write for a project 楼道出资: who gave, what it was spent on."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from ...compose.cells import parse_number
from ...model.scalars import fault
from ...model.tables import RowsOrFile, TablesFields


def _read_sum(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    number = parse_number(value)
    if number is None:
        raise fault(f"“{value}”不是数字", "只写数字，例如 1200；也可以不写，会自己算")
    return number


Sum = Annotated[Decimal, BeforeValidator(_read_sum), WithJsonSchema({"type": ["string", "number"]})]


class ProjectFields(TablesFields):
    """Rows of `contributions` hold 门牌 or 姓名, 金额 or 物品; of `spending` 用途 and 金额."""

    tables: ClassVar[tuple[str, ...]] = ("contributions", "spending")

    contributions: RowsOrFile = Field(
        default=(),
        title="出资",
        description="一行一户：- {门牌: 201, 金额: 300}；或者表格的名字，例如 出资.xlsx",
    )
    spending: RowsOrFile = Field(
        default=(),
        title="支出",
        description="一行一笔：- {日期: 2026-11-03, 用途: 涂料, 金额: 680, 凭证: 发票 1 张}",
    )
    total: Sum | None = Field(
        default=None, title="出资合计", description="不用写，会自己算；写了就核对"
    )
    spent: Sum | None = Field(
        default=None, title="支出合计", description="不用写，会自己算；写了就核对"
    )
    balance: Sum | None = Field(
        default=None, title="结余", description="不用写，会自己算；写了就核对"
    )
