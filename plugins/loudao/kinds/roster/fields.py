"""What staff write for a roster 值班表: rows as they are, or who takes turns."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ...model.base import Frozen
from ...model.fields import ListFields
from ...model.scalars import Called, Day, Title, one_or_many
from ...model.workdays import DaySort

_OFF = {"周末": "weekend", "双休日": "weekend", "节假日": "holiday", "法定节假日": "holiday",
        "工作日": "workday"}  # fmt: skip
_TURNS = {"每天": "day", "天": "day", "日": "day", "每周": "week", "周": "week",
          "每月": "month", "月": "month"}  # fmt: skip

_OFF_CALLED = {"workday": "工作日", "weekend": "周末", "holiday": "节假日"}
_TURNS_CALLED = {"day": "每天", "week": "每周", "month": "每月"}


def _turn(value: Any) -> Any:
    return _TURNS.get(value, value) if isinstance(value, str) else value


def _off(value: Any) -> Any:
    values = one_or_many(value)
    return [_OFF.get(v, v) for v in values] if isinstance(values, list | tuple) else values


ALL_BOARDS = "全部"
_ALL = frozenset((ALL_BOARDS, "所有", "all"))


def _boards(value: Any) -> Any:
    values = one_or_many(value)
    if not isinstance(values, list | tuple):
        return values
    return [ALL_BOARDS if isinstance(v, str) and v.strip().lower() in _ALL else v for v in values]


Boards = Annotated[
    tuple[Title, ...],
    BeforeValidator(_boards),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]
Turns = Annotated[Literal["day", "week", "month"], BeforeValidator(_turn), Called(_TURNS_CALLED)]
Off = Annotated[tuple[DaySort, ...], BeforeValidator(_off), Called(_OFF_CALLED)]


class Away(Frozen):
    """Who cannot keep a turn, and when."""

    who: Title = Field(title="谁", description="和 households、persons 里一样的名字")
    from_: Day = Field(alias="from", title="从", description="请假的第一天")
    until: Day | None = Field(
        default=None, title="到", description="请假的最后一天；不写就是只有一天"
    )

    @property
    def last(self) -> date:
        return self.until or self.from_


class Swap(Frozen):
    """Two turns whose keepers changed places."""

    on: Day = Field(title="哪一天", description="换的那一班里的一天")
    with_: Day = Field(alias="with", title="和哪一天", description="另一班里的一天")


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
    cares: Boards = Field(
        default=(),
        title="管护的宣传栏",
        description="轮到的人管护哪些宣传栏：[东门宣传栏, 西门宣传栏]，或者 全部；做什么写在 text",
    )
    off: Off = Field(
        default=(), title="不排班", description="每天一班时哪些天不排：weekend 周末、holiday 节假日"
    )
    away: tuple[Away, ...] = Field(
        default=(),
        title="请假",
        description="- {who: 202, from: 2026-12-07, until: 2026-12-13}，那几天排别人",
    )
    swaps: tuple[Swap, ...] = Field(
        default=(), title="换班", description="- {on: 2026-12-07, with: 2026-12-21}，两班的人对调"
    )

    @property
    def rotates(self) -> bool:
        """Whether turns are worked out; rows that are written down stand as they are."""
        return bool(self.households or self.persons or self.each)
