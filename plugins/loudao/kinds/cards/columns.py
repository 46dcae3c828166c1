"""What the columns of the record of cards are called, in Chinese, and what else they mean it by."""

from __future__ import annotations

from ...model.roll import Column

FILLED = "filled"

CARD, DAY, NAME, DOOR, WHAT, EVENT, TIMES, LONG, SAID = (
    "卡号", "日期", "姓名", "门牌", "服务", "活动", "次数", "时长", "居民的话",
)  # fmt: skip
COLUMNS = (
    Column(CARD, CARD, ("编号", "卡片编号", "反馈卡编号", "card", "number", "no")),
    Column(DAY, DAY, ("服务日期", "哪天", "date", "day")),
    Column(NAME, NAME, ("志愿者", "党员", "name", "who")),
    Column(DOOR, DOOR, ("door", "room")),
    Column(WHAT, WHAT, ("服务项目", "service")),
    Column(EVENT, EVENT, ("活动名称", "activity", "event")),
    Column(TIMES, TIMES, ("times",)),
    Column(LONG, LONG, ("服务时长", "小时", "hours")),
    Column(SAID, SAID, ("反馈", "一句话", "居民评价", "words", "comment")),
)
