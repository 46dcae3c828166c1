"""What staff write for a roster 值班表: rows as they are, or who takes turns."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ...model.fields import ListFields
from ...model.scalars import Day, Title

_TURNS = {"每天": "day", "天": "day", "日": "day", "每周": "week", "周": "week",
          "每月": "month", "月": "month"}  # fmt: skip


def _understood(value: Any) -> Any:
    return _TURNS.get(value, value) if isinstance(value, str) else value


Turns = Annotated[Literal["day", "week", "month"], BeforeValidator(_understood)]


class RosterFields(ListFields):
    from_: Day | None = Field(
        default=None, alias="from", title="开始", description="第一班从哪一天起"
    )
    households: tuple[Title, ...] = Field(
        default=(), title="住户", description="轮流值班的住户，例如 [201, 202, 301]"
    )
    persons: tuple[Title, ...] = Field(
        default=(), title="值班人", description="轮流值班的人；网页上名字只留头尾"
    )
    turn: Turns = Field(
        default="week", title="多久一班", description="day 每天、week 每周、month 每月"
    )

    @property
    def rotates(self) -> bool:
        """Whether turns are worked out; rows that are written down stand as they are."""
        return bool(self.households or self.persons or self.each)
