"""Jobs for residents 市场信息: rows that close one by one, with whom to call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from ...compose.boards import compose_board
from ...compose.brief import Brief, signature
from ...compose.pieces import Composed
from ...model.community import Community
from ...model.days import describe_days
from ...model.entry import Entry
from ...model.problem import Problem
from ...model.rows import RowsFields
from ...model.sheet import Sheet
from ...model.table import Table
from ...model.target import Target
from ...richtext import render_html
from ..kind import Kind, Page, Paper
from ..listing import check_rows, rows_of
from .jobs import COLUMNS, UNTIL, Job, check_jobs, public_in, read_jobs

_LABEL, _STYLE = "市场信息", "plain"
_SIDE = 0.15
"""Of the width: 45 mm on A3; whoever wants more comes near."""

_OVER = "这一期的职位都已经截止。"


class JobFields(RowsFields):
    """Rows hold 职位, 单位, 地点, 待遇, 人数, 要求, 截止, 联系人, 电话, and 公开."""

    closes: ClassVar[str] = UNTIL

    def public_in(self, table: Table) -> Mapping[str, str]:
        """Of rows that closed too: they still stand in the file."""
        return public_in([*self.rows, *(row.cells for row in table.rows)])


def _fields(sheet: Sheet) -> JobFields:
    assert isinstance(sheet.fields, JobFields)
    return sheet.fields


def _total(jobs: list[Job]) -> str:
    """共 12 个职位，招 35 人: as far as every row says how many."""
    if not jobs:
        return ""
    people = sum(job.people for job in jobs) if all(job.people for job in jobs) else 0
    return f"共 {len(jobs)} 个职位" + (f"，招 {people} 人" if people else "")


def _poster(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """What is still open; when nothing is, it says so until it is taken down."""
    fields, jobs = _fields(sheet), read_jobs(sheet)
    if not (fields.rows or fields.list):
        return
    rows = [
        {"title": job.title, "where": job.where, "pay": job.pay, "terms": job.terms,
         "wants": job.wants, "who": job.who, "phone": job.phone}
        for job in jobs
    ]  # fmt: skip
    facts = [
        ("日期", describe_days(fields.from_, fields.until)),
        ("地点", brief.community.where(sheet)),
    ]
    yield compose_board(
        sheet,
        brief,
        {
            "total": _total(jobs) or _OVER,
            "jobs": rows,
            "signature": signature(sheet, brief, fields.signature),
        },
        text=fields.text,
        label="扫码打电话",
        default_style=_STYLE,
        weight=max(1, len(jobs)),
        facts=facts,
        side=_SIDE,
    )


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    jobs = read_jobs(sheet)
    return {
        "words": render_html(_fields(sheet).text),
        "jobs": jobs,
        "total": _total(jobs) or _OVER,
    }


def _entries(sheet: Sheet, community: Community) -> Iterable[Entry]:
    """The last day of each."""
    target = Target(sheet.identity, sheet.fields.title, sheet.uri)
    for job in read_jobs(sheet):
        if job.until:
            title = f"招聘截止：{job.title}" + (f"（{job.employer}）" if job.employer else "")
            yield Entry(title, job.until, job.until, job.place, target)


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    fields = _fields(sheet)
    if not sheet.table.rows and (fields.rows or fields.until):
        return  # all of it closed
    yield from check_rows(sheet, community)
    yield from check_jobs(sheet)
    if not (fields.rows or fields.list):
        remedy = "写上 rows:，一行一个：- {职位: 保洁员, 电话: 0371-66660000}；或者 list: 表格.xlsx"
        yield Problem(sheet.mark("kind"), "市场信息没有内容", remedy)


KIND = Kind(
    name="job",
    label=_LABEL,
    folder=Path(__file__).parent,
    fields=JobFields,
    source="manifest",
    default_style=_STYLE,
    papers=(Paper("job", "招聘海报", "job.typ", _poster, on_site=True, most_pages=1),),
    page=Page("page.html.j2", _LABEL, "jobs/", view=_view),
    entries=_entries,
    check=_check,
    rolls=(rows_of(*COLUMNS),),
)
