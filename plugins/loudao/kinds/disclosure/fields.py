"""What staff write of a disclosure: its section, its days, its rule, who answers objections."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, model_validator

from ...model.fields import SheetFields
from ...model.happening import Who, Whom
from ...model.scalars import Called, Words, fault
from ...model.stretch import StretchOfDays
from .amounts import read_amount

SECTIONS = {"party": "党务", "residents": "居务", "finance": "财务"}
_SAID = {"财务收支": "finance", "收支": "finance", "党建": "party", "村务": "residents"}


def _read_section(value: Any) -> Any:
    """财务, 财务公开 and finance are one section."""
    if not isinstance(value, str):
        return value
    word = re.sub("(公开|公示)$", "", value.strip().casefold())
    named = {label: name for name, label in SECTIONS.items()} | _SAID
    return named.get(word, word)


def _read_money(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    amount = read_amount(value)
    if amount is None:
        raise fault(f"“{value}”不是钱数", "只写数字，例如 42118.30")
    return amount


Money = Annotated[Decimal, BeforeValidator(_read_money)]
Section = Annotated[
    Literal["party", "residents", "finance"], BeforeValidator(_read_section), Called(SECTIONS)
]


class DisclosureFields(SheetFields):
    """A page whose matter is shown for some days, so that who objects can say so."""

    section: Section = Field(
        title="公开什么", description="party 党务、residents 居务、finance 财务"
    )
    rule: Words = Field(
        default="", title="依据", description="规则的编号或者名称，它说最少公示几天"
    )
    days: StretchOfDays | None = Field(
        default=None,
        title="公示几天",
        description="7天 或者 5个工作日，从 from 那天数起；写了它就不用写 until",
    )
    who: Whom | None = Field(
        default=None, title="有意见找谁", description="居务监督委员会 0371-65550100，电话是公开的"
    )
    objections: Words = Field(
        default="", title="意见送到哪里", description="例如 一层意见箱，社区服务站二号窗口"
    )
    carried: Money | None = Field(
        default=None, title="上期结余", description="上一期剩下多少元，和这一期的收支加起来"
    )

    @property
    def asked(self) -> Who | None:
        return self.who

    @model_validator(mode="wrap")
    @classmethod
    def _with_its_end(
        cls, values: Any, read: ModelWrapValidatorHandler[DisclosureFields]
    ) -> DisclosureFields:
        """`until` as `days` count it, where nobody wrote it and it is known."""
        fields = read(values)
        if fields.days is None or fields.from_ is None or fields.until is not None:
            return fields
        return fields.model_copy(update={"until": fields.days.last_day(fields.from_)})
