"""Days that may be off, in years whose holidays are not announced: said, and never only guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ...model.days import describe_day
from ...model.problem import Problem
from ...model.sheet import Sheet
from .turns import UNCONFIRMED, Turn, plan_turns, roster_fields


def told_doubt(turns: Sequence[Turn]) -> str:
    """In Markdown, what is not known of some turns; empty where all is."""
    years = _years_of(turns)
    if not years:
        return ""
    what = f"先按星期几排，标着“{UNCONFIRMED}”的日子等放假通知。"
    return f"**{years} 年的放假安排{UNCONFIRMED}**：{what}"


def check_doubt(sheet: Sheet) -> Iterator[Problem]:
    """A warning on what leaves days off, where nobody knows yet which they are."""
    turns = [turn for turn in plan_turns(sheet) if turn.unconfirmed]
    if not turns:
        return
    first = turns[0].starts
    since = describe_day(first)
    what = f"{_years_of(turns)} 年的放假安排{UNCONFIRMED}，{since}起先按星期几排，放假和调休没有算"
    remedy = "国务院的放假通知出来以后，更新 loudao 再印一次"
    if (before := first - timedelta(days=1)) >= (roster_fields(sheet).from_ or first):
        remedy += f"；先只排到能确认的那天，就写 until: {before}"
    yield sheet.marks.warning(("off",), what, remedy)


def _years_of(turns: Sequence[Turn]) -> str:
    years = {turn.starts.year for turn in turns if turn.unconfirmed}
    return "、".join(map(str, sorted(years)))
