"""Results of a survey 调查结果: what was asked, who answered how, drawn as bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from ...compose.boards import compose_board
from ...compose.brief import Brief, signature
from ...compose.pieces import Composed
from ...model.community import Community
from ...model.days import describe_days
from ...model.news import News
from ...model.problem import Problem
from ...model.rows import RowsFields
from ...model.scalars import Whole, Words, YesNo
from ...model.sheet import Sheet
from ...model.table import Lists
from ...richtext import render_html
from ..kind import Kind, Page, Paper
from ..listing import check_rows, rows_of
from .bars import even_shares, percent
from .results import COLUMNS, Question, check_question, check_rows_of, differ, read_questions

_LABEL, _STYLE = "调查结果", "fresh"
_SIDE = 0.15
"""Of the width: 45 mm on A3."""


class SurveyFields(RowsFields):
    """Rows hold 选项 and 票数, and 题目 where there are several questions."""

    checks_totals: ClassVar[bool] = True

    question: Words = Field(
        default="", title="题目", description="只有一道题时写在这里；问的是什么"
    )
    sent: Whole | None = Field(
        default=None, ge=0, title="发出", description="发出多少份，例如 1800"
    )
    returned: Whole | None = Field(
        default=None, ge=0, title="收回", description="收回多少份，例如 1526；收回率自己会算"
    )
    multiple: YesNo = Field(
        default=False, title="多选", description="写 yes，一个人可以选几个，百分比按收回的份数算"
    )
    total: Whole | None = Field(
        default=None, ge=0, title="合计", description="不用写；写了就和票数核对"
    )

    @property
    def base(self) -> int:
        """What answers are shares of; 0 for all votes of their question."""
        return self.returned or 0 if self.multiple else 0

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        """What was sent out and came back: what it is, the number, its unit."""
        known = [
            (name, f"{number:,}", "份")
            for name, number in (("发出", self.sent), ("收回", self.returned))
            if number is not None
        ]
        if self.sent and self.returned is not None:
            known.append(("收回率", percent(self.returned, self.sent), ""))
        return known

    @property
    def counts(self) -> str:
        """发出 1,800 份，收回 1,526 份，收回率 84.8%."""
        return "，".join(" ".join(filter(None, figure)) for figure in self.figures)

    def news(self, lists: Lists) -> News | None:
        """From the day on which it hangs: what most chose."""
        lead = "；".join(
            filter(None, map(self._chosen, read_questions(lists.table, self.question)))
        )
        return News(self.from_, None, lead, self.text) if self.from_ else None

    def _chosen(self, question: Question) -> str:
        most = [bar for bar in question.bars(self.base) if bar.most]
        asked = f"{question.text.rstrip('？?')}：" if question.text else ""
        return f"{asked}{'、'.join(b.label for b in most)} {most[0].share}" if most else ""


def _fields(sheet: Sheet) -> SurveyFields:
    assert isinstance(sheet.fields, SurveyFields)
    return sheet.fields


def _questions(sheet: Sheet) -> list[dict[str, Any]]:
    """Each with its bars, for paper and page alike."""
    fields = _fields(sheet)
    return [
        {
            "text": question.text,
            "votes": f"共 {question.votes:,} 票",
            "bars": [bar._asdict() for bar in question.bars(fields.base)],
        }
        for question in read_questions(sheet.table, fields.question)
    ]


def _shares(sheet: Sheet) -> list[list[str]]:
    """Of each question, as they are shown: a sheet says them as it always did."""
    fields = _fields(sheet)
    questions = read_questions(sheet.table, fields.question)
    return [even_shares(question.bars(fields.base)) for question in questions]


def _poster(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    fields, questions = _fields(sheet), _questions(sheet)
    if not questions:
        return
    days = describe_days(fields.from_, fields.until)
    yield compose_board(
        sheet,
        brief,
        {
            "counts": fields.counts,
            "multiple": fields.multiple,
            "questions": questions,
            "signature": signature(sheet, brief, fields.signature),
        },
        text=fields.text,
        label="扫码看结果",
        default_style=_STYLE,
        weight=sum(len(question["bars"]) for question in questions),
        facts=[("地点", brief.community.where(sheet)), ("公布", days)],
        side=_SIDE,
        sets={"figures": fields.figures, "shares": _shares(sheet)},
    )


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    fields, questions = _fields(sheet), _questions(sheet)
    for question, shares in zip(questions, _shares(sheet), strict=True):
        for bar, share in zip(question["bars"], shares, strict=True):
            bar["share"] = share
    return {"words": render_html(fields.text), "counts": fields.counts,
            "multiple": fields.multiple, "questions": questions}  # fmt: skip


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    fields = _fields(sheet)
    yield from check_rows(sheet, community)
    if not (fields.rows or fields.list):
        remedy = "写上 rows:，一行一个选项：- {选项: 书法展览, 票数: 705}；或者 list: 表格.xlsx"
        yield Problem(sheet.mark("kind"), "调查结果没有内容", remedy)
        return
    faults = list(check_rows_of(sheet.table, sheet.mark("rows")))
    yield from faults
    if any(fault.is_error for fault in faults):
        return
    questions = read_questions(sheet.table, fields.question)
    for question in questions:
        yield from check_question(question)
    yield from _check_counts(sheet, questions)


def _check_counts(sheet: Sheet, questions: list[Question]) -> Iterator[Problem]:
    """What was sent out, what came back, and what was ticked on it."""
    fields = _fields(sheet)
    if fields.total is not None and len(questions) > 1:
        what = f"有 {len(questions)} 道题，不知道合计是哪一道的"
        yield Problem(sheet.mark("total"), what, "拿掉 total；每道题下面可以加一行 选项: 合计")
    elif fields.total is not None and questions and fields.total != questions[0].votes:
        yield differ(fields.total, questions[0].votes, sheet.mark("total"))
    if fields.sent is not None and (fields.returned or 0) > fields.sent:
        what = f"收回 {fields.returned:,} 份，比发出的 {fields.sent:,} 份还多"
        yield Problem(sheet.mark("returned"), what, "核对 sent 和 returned")
    if fields.multiple and not fields.returned:
        remedy = "写上 returned: 收回的份数"
        yield Problem(sheet.mark("multiple"), "多选题不知道收回了多少份，算不出百分比", remedy)
    if fields.returned is None:
        return
    for question in questions:
        votes = [answer.votes for answer in question.answers]
        most = max(votes, default=0) if fields.multiple else sum(votes)
        if most > fields.returned:
            sum_of = "一个选项有" if fields.multiple else "各选项加起来是"
            what = f"{sum_of} {most:,} 票，比收回的 {fields.returned:,} 份还多"
            remedy = (
                "核对票数" if fields.multiple else "一人能选几个的写 multiple: yes；不是就核对票数"
            )
            yield Problem(question.mark, what, remedy)


KIND = Kind(
    name="survey",
    label=_LABEL,
    folder=Path(__file__).parent,
    fields=SurveyFields,
    source="manifest",
    default_style=_STYLE,
    papers=(Paper("survey", "结果海报", "survey.typ", _poster, on_site=True, most_pages=1),),
    page=Page("page.html.j2", _LABEL, "surveys/", chronicle=True, view=_view),
    check=_check,
    rolls=(rows_of(*COLUMNS),),
)
