"""What cannot be meant in who is away, who swaps, and which days are kept."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.days import month_and_day
from ...model.problem import Problem
from ...model.sheet import Sheet
from .turns import idle_swaps, is_away, keepers_of, plan_turns, roster_fields, turn_on, unkept


def check_turns(sheet: Sheet) -> Iterator[Problem]:
    """Names that take no turns, days that are none, turns that nobody can keep."""
    fields = roster_fields(sheet)
    if not fields.rotates:
        for name in ("off", "away", "swaps"):
            if getattr(fields, name):
                what = f"{name} 只用于轮流的值班表，照写好的名单印的用不上"
                yield Problem(sheet.mark(name), what, f"去掉 {name}，直接改名单")
        if fields.cares:
            what = "cares 只用于轮流的值班表，照写好的名单印的不知道轮到谁"
            remedy = "改成轮流：写 households: [201, 202]；或者去掉 cares，写在 text 里"
            yield Problem(sheet.mark("cares"), what, remedy)
        return
    if fields.off and fields.turn != "day":
        remedy = "去掉 off，或者写 turn: day"
        yield Problem(sheet.mark("off"), "off 只用于每天一班的值班表", remedy)
    yield from _check_away(sheet)
    if fields.from_:
        yield from _check_swaps(sheet)


def _check_away(sheet: Sheet) -> Iterator[Problem]:
    fields = roster_fields(sheet)
    known = {who for who, _ in keepers_of(sheet)}
    for number, away in enumerate(fields.away):
        if away.who not in known:
            remedy = "写得和轮流的名字一样" + (f"，例如 {min(known)}" if known else "")
            mark = sheet.mark("away", number, "who")
            yield Problem(mark, f"“{away.who}”不在轮流的人里", remedy)
        if away.last < away.from_:
            mark = sheet.mark("away", number, "until")
            yield Problem(mark, "请假的最后一天比第一天早", "改正 from 或者 until")
    for turn in unkept(sheet):
        what = f"{turn.days}没有人值班：大家都请假了"
        yield Problem(sheet.mark("away"), what, "加一户轮流，或者改请假的日子", "warning")


def _check_swaps(sheet: Sheet) -> Iterator[Problem]:
    fields, turns = roster_fields(sheet), plan_turns(sheet)
    for number, one, other in idle_swaps(sheet):
        if one.starts == other.starts:
            what = f"两天都在一班里（{one.days}，{one.who}），没有换"
            remedy = "with 写另一班里的一天；只换一班里的几天，就去掉这一条，写在 text 里"
        else:
            what = f"{one.days}和{other.days}都是{one.who}值班，没有换"
            remedy = "with 写别人值的那一班里的一天"
        yield Problem(sheet.mark("swaps", number, "with"), what, remedy)
    for number, swap in enumerate(fields.swaps):
        for key, day in (("on", swap.on), ("with", swap.with_)):
            mark, at = sheet.mark("swaps", number, key), turn_on(turns, day)
            if at is None:
                remedy = "写换的那一班里的任何一天"
                yield Problem(mark, f"{month_and_day(day)}没有人值班，换不了", remedy)
                continue
            turn = turns[at]
            if is_away(fields, turn.who, turn.starts, turn.ends):
                what = f"换班以后，{turn.who}请假的时候（{turn.days}）要值班"
                yield Problem(mark, what, "和别的一班换")
