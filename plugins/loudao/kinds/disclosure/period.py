"""The days of a disclosure: how many it has, how many its rule asks for, what is unconfirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ...model.community import Community
from ...model.days import describe_day, describe_days
from ...model.problem import Problem
from ...model.rule import Rule, Rules
from ...model.sheet import Sheet
from ...model.stretch import Stretch
from ...model.workdays import is_workday
from .fields import DisclosureFields

_WHERE = "规则写在 kinds/{0}/packs/ 里，自己加一份 .yml"


class Period(NamedTuple):
    """From its first day to its last one, and how they are counted."""

    starts: date
    ends: date
    working: bool
    """Whether workdays are counted, since its rule or its author counts in them."""
    number: int
    """Days of that sort that are known."""
    unconfirmed: int
    """Days of which nobody knows yet whether offices work."""

    @property
    def unit(self) -> str:
        return Stretch(1, self.working).unit

    @property
    def days(self) -> Sequence[date]:
        return [self.starts + timedelta(days=n) for n in range((self.ends - self.starts).days + 1)]

    @property
    def doubt(self) -> str:
        """What is said where the workdays of a year are not announced; empty where all are."""
        if not self.unconfirmed:
            return ""
        years = {day.year for day in self.days if is_workday(day) is None}
        return f"{'、'.join(map(str, sorted(years)))} 年的放假安排未确认"


def disclosure_fields(sheet: Sheet) -> DisclosureFields:
    assert isinstance(sheet.fields, DisclosureFields)
    return sheet.fields


def rule_of(sheet: Sheet, community: Community) -> Rule | None:
    """The rule that it names, if there is such a one."""
    rules = community.rules.get(sheet.kind, Rules())
    return rules.called(disclosure_fields(sheet).rule)


def period_of(sheet: Sheet, community: Community) -> Period | None:
    """Its days; None where it has no first day or no last one."""
    fields = disclosure_fields(sheet)
    if fields.from_ is None or fields.until is None or fields.until < fields.from_:
        return None
    rule = rule_of(sheet, community)
    least = (rule and rule.least) or fields.days
    working = bool(least and least.working)
    known, unconfirmed = Stretch(1, working).days_in(_first(fields, rule), fields.until)
    return Period(fields.from_, fields.until, working, known, unconfirmed)


def _first(fields: DisclosureFields, rule: Rule | None) -> date:
    """The first day that counts."""
    assert fields.from_ is not None
    counts = rule is None or rule.first_day
    return fields.from_ if counts else fields.from_ + timedelta(days=1)


def check_period(sheet: Sheet, community: Community) -> Iterator[Problem]:
    """Too few days, days that cannot be counted, a rule that says nothing."""
    fields = disclosure_fields(sheet)
    rule = rule_of(sheet, community)
    yield from _check_written(sheet, fields)
    if rule is None:
        if fields.rule:
            yield _unknown_rule(sheet, fields, community.rules.get(sheet.kind, Rules()))
    elif rule.least is None:
        what = f"规则“{rule.name}”没有写最少公示几天：{rule.note or '没有查实'}"
        remedy = f"请居委会查清楚，{_WHERE.format(sheet.kind)}，写上 least"
        yield sheet.marks.warning(("rule",), what, remedy)
    else:
        yield from _check_least(sheet, fields, rule, rule.least, community)


def _check_written(sheet: Sheet, fields: DisclosureFields) -> Iterator[Problem]:
    if fields.days is None:
        if fields.until is None:
            what = "没有写公示到哪一天，纸上和网页上都没有最后一天"
            yield sheet.marks.warning(("from",), what, "写上 until 或者 days；长期公开的不用管")
        return
    if fields.from_ is None:
        yield sheet.marks.problem(
            ("days",), "没有写从哪一天开始，数不出哪天结束", "写上 from，例如 2026-11-18"
        )
        return
    ends = fields.days.last_day(fields.from_)
    if ends is None and fields.until is None:
        what = f"从 {fields.from_} 起 {fields.days.words}到哪天，放假安排还没有公布，未确认"
        remedy = "国务院的放假通知出来以后，数好了写 until"
        yield sheet.marks.problem(("days",), what, remedy)
    elif ends and ends != fields.until:
        what = f"days 是 {fields.days.words}，到 {ends}；until 写的是 {fields.until}"
        yield sheet.marks.problem(("until",), what, "留一个就行")


def _unknown_rule(sheet: Sheet, fields: DisclosureFields, rules: Rules) -> Problem:
    what = f"没有“{fields.rule}”这条规则"
    return sheet.marks.problem(("rule",), what, f"可以写：{'；'.join(rules.words)}")


def _check_least(
    sheet: Sheet, fields: DisclosureFields, rule: Rule, least: Stretch, community: Community
) -> Iterator[Problem]:
    period = period_of(sheet, community)
    if period is None:
        if fields.from_ is None:
            what = f"没有写从哪一天开始，不知道够不够规则“{rule.name}”的 {least.words}"
            yield sheet.marks.warning(("rule",), what, "写上 from 和 until")
        return
    if period.number >= least.number:
        return
    where = ("until",) if ("until",) in sheet.marks.points else ("days",)
    first = _first(fields, rule)
    if period.number + period.unconfirmed >= least.number:
        what = f"数不出有没有 {least.words}：{period.doubt}"
        remedy = f"国务院的放假通知出来以后，对着规则“{rule.name}”再数一遍"
        yield sheet.marks.warning(where, what, remedy)
        return
    days = describe_days(fields.from_, fields.until)
    what = f"公示只有 {period.number} {period.unit}（{days}），{rule.source}最少要 {least.words}"
    ends = least.last_day(first)
    known = f"最早到 {ends}（{describe_day(ends)}）结束" if ends else "最早哪天结束，未确认"
    yield sheet.marks.problem(where, what, known)
