"""A report 活动报道: a page of docs/ about what was done, with photos and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import Field

from ...compose.brief import Brief, named
from ...compose.happening import tell_day
from ...compose.pieces import Composed
from ...compose.words import words_poster
from ...model.clock import said_once, say_span, spell_clock
from ...model.community import Community
from ...model.days import describe_day, describe_days
from ...model.fields import SheetFields
from ...model.happening import Moment, When
from ...model.news import News
from ...model.problem import Problem
from ...model.scalars import Titles
from ...model.sheet import Sheet
from ...model.table import Lists
from ..kind import Kind, Page, Paper
from .figures import Figures

_LABEL, _STYLE = "活动报道", "fresh"
_MOST_FIGURES = 6
"""Of a poster: more of them are no longer large."""

_NEAR = 0.8
"""A report is read without its code; whoever wants more comes nearer than a poster asks for."""


class ReportFields(SheetFields):
    when: Moment = Field(
        title="哪天",
        description="活动是哪一天，例如 2026-11-08；也可以写几点，2026-11-08 9:00—11:00",
    )
    where: Titles = Field(
        default=(), title="哪里", description="农行小区/3号楼，或者 社区活动室；几处写成 [甲, 乙]"
    )
    figures: Figures = Field(
        default=(),
        title="数字",
        max_length=_MOST_FIGURES,
        description="[参加 46 人, 服务 3 小时, 收到衣物 75 件]，印成大字",
    )

    def news(self, lists: Lists) -> News:
        return News(self.when.day, None, "，".join(figure.words for figure in self.figures))


def _fields(sheet: Sheet) -> ReportFields:
    assert isinstance(sheet.fields, ReportFields)
    return sheet.fields


def _where(sheet: Sheet, community: Community) -> str:
    return "、".join(community.spoken(words) for words in _fields(sheet).where)


def _describe_when(when: When) -> str:
    """2026年11月8日 9:00—11:00."""
    days = describe_days(when.day, when.last) if when.last else describe_day(when.day)
    return " ".join(filter(None, (days, _hours(when))))


def _hours(when: When) -> str:
    return "—".join(map(spell_clock, when.clocks))


def _poster(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """Its first photo in large; the others in a row, as many as stand in one."""
    fields = _fields(sheet)
    facts = [("日期", _describe_when(fields.when)), ("地点", _where(sheet, brief.community))]
    figures = [(it.label, it.shown, it.unit) for it in fields.figures]
    composed = words_poster(
        sheet, brief, kind_label=_LABEL, default_style=_STYLE, facts=named(facts),
        view={"figures": figures}, near=_NEAR,
    )  # fmt: skip
    blocks = composed.says["body"]
    photos = [block["image"] for block in blocks if block["kind"] == "image"]
    words = [block for block in blocks if block["kind"] != "image"]
    yield replace(composed, says={**composed.says, "body": words, "photos": photos})


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    fields = _fields(sheet)
    when = fields.when
    return {
        "day": tell_day(when.day),
        "last": tell_day(when.last) if when.last else None,
        "hours": _hours(when),
        "spoken": said_once(say_span(when.clocks)),
        "where": _where(sheet, community),
        "figures": fields.figures,
    }


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    counts = Counter(figure.label for figure in _fields(sheet).figures)
    for number, figure in enumerate(_fields(sheet).figures):
        if counts[figure.label] > 1:
            what = f"“{figure.label}”写了 {counts[figure.label]} 次"
            yield Problem(sheet.mark("figures", number), what, "合成一个，或者换一个名目")
            return


KIND = Kind(
    name="report",
    label=_LABEL,
    folder=Path(__file__).parent,
    fields=ReportFields,
    source="page",
    default_style=_STYLE,
    papers=(Paper("report", "活动海报", "report.typ", _poster, on_site=True, most_pages=1),),
    page=Page("page.html.j2", _LABEL, "reports/", chronicle=True, view=_view),
    check=_check,
)
