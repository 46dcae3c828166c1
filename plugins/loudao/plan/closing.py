"""Rows of a list that stand until a day of their own: past it they leave page and paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter, ValidationError

from ..model.fields import ListFields
from ..model.problem import Mark, Problem
from ..model.scalars import Day
from ..model.sheet import Sheet

_DAY: TypeAdapter[date] = TypeAdapter(Day)
_OPEN = frozenset(("", "长期", "长期有效", "招满为止", "不限", "无"))


def without_closed(sheet: Sheet, today: date) -> tuple[Sheet, list[Problem]]:
    """The sheet as it is on that day; with its last row it is over.

    What it says changes when a row leaves, and with that the version of what hangs.
    """
    fields = sheet.fields
    column = fields.closes if isinstance(fields, ListFields) else ""
    if not column or column not in sheet.table.columns:
        return sheet, []
    problems: list[Problem] = []
    ends = [_end(sheet, number, column, problems) for number in range(len(sheet.table.rows))]
    left = [row for row, end in zip(sheet.table.rows, ends, strict=True) if not end or end >= today]
    table = replace(sheet.table, rows=tuple(left))
    known = [end for end in ends if end]
    last = max(known) if known and len(known) == len(ends) else None
    until = min(filter(None, (fields.until, last)), default=None)
    changed = fields.model_copy(update={"until": until}) if until != fields.until else fields
    return replace(sheet, table=table, fields=changed), problems


def _end(sheet: Sheet, number: int, column: str, problems: list[Problem]) -> date | None:
    """The last day of a row; None for an open one and, with a problem, for what is no day."""
    row = sheet.table.rows[number]
    text = row.cells.get(column, "").strip()
    if text in _OPEN:
        return None
    try:
        return _DAY.validate_python(text)
    except ValidationError:
        own = row.mark.path == sheet.marks.path
        place = sheet.table.columns.index(column) + 1
        mark = (
            sheet.mark("rows", number, column) if own else Mark(row.mark.path, row.mark.line, place)
        )
        remedy = "写成 2026-12-31 这样；一直有效的空着"
        problems.append(Problem(mark, f"{column}：看不懂日期“{text}”", remedy))
        return None
