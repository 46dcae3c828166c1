"""A questionnaire 问卷调查: a kind that nobody else in the house knows of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from loudao.compose.brief import Brief, compose_sheet, place_code
from loudao.compose.pieces import Code, Composed
from loudao.kinds.kind import Kind, Page, Paper
from loudao.model.community import Community
from loudao.model.entry import Entry
from loudao.model.fields import ListFields
from loudao.model.problem import Problem
from loudao.model.sheet import Sheet
from loudao.model.target import Target


def rows(sheet: Sheet) -> list[dict[str, str]]:
    return [dict(row.cells) for row in sheet.table.rows]


def poster(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    yield compose_sheet(
        brief, sheet.fields.title, {"code": Code(sheet.identity, 42.0, "扫码填写")},
        size=brief.size(sheet, "A4"), style=sheet.fields.wall_style, default_style="plain",
        side_mm=42.0,
    )  # fmt: skip


def slips(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """`address`, `side`, `code`, `paper` and `style` are words of the table like any others."""
    yield compose_sheet(
        brief, sheet.fields.title,
        {"rows": rows(sheet), "paper": "纸", "style": "样", "scan": place_code(None, 42.0)},
        size="A4", style=sheet.fields.wall_style, default_style="plain", side_mm=42.0,
        weight=len(sheet.table.rows),
    )  # fmt: skip


def parts(sheet: Sheet, community: Community) -> Iterable[Target]:
    for number, row in enumerate(rows(sheet), 1):
        yield Target(f"{sheet.identity}/{number}", row["address"], sheet.uri, f"q{number}")


def view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    return {"rows": rows(sheet), "total": f"共 {len(sheet.table.rows)} 项"}


def entries(sheet: Sheet, community: Community) -> Iterable[Entry]:
    ends = sheet.fields.until
    if ends:
        target = Target(sheet.identity, sheet.fields.title, sheet.uri)
        title = f"问卷截止：{sheet.fields.title}"
        yield Entry(title, ends, ends, community.where(sheet), target)


def check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    starts, ends = sheet.fields.from_, sheet.fields.until
    if starts and ends and ends - starts < timedelta(days=3):
        yield Problem(sheet.mark("until"), "问卷至少要开三天", "改 until")


KIND = Kind(
    name="questionnaire",
    label="问卷",
    folder=Path(__file__).parent,
    fields=ListFields,
    source="manifest",
    papers=(
        Paper(
            "questionnaire-poster",
            "问卷海报",
            "questionnaire-poster.typ",
            poster,
            "A4",
            on_site=True,
        ),
        Paper(
            "questionnaire-slips", "问卷回执", "slips.typ", slips, "A4", hangs=False, per_wall=False
        ),
    ),
    page=Page("page.html.j2", "问卷调查", index="questionnaires/", parts=parts, view=view),
    entries=entries,
    check=check,
)
