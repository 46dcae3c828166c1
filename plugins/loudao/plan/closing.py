"""Rows of a list that stand until a day of their own: past it they leave page and paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter, ValidationError

from ..model.fields import ListFields
from ..model.problem import Problem
from ..model.scalars import Day
from ..model.sheet import Sheet
from ..model.table import Row

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
    ends = [_end(row, column, problems) for row in sheet.table.rows]
    left = [row for row, end in zip(sheet.table.rows, ends, strict=True) if not end or end >= today]
    table = replace(sheet.table, rows=tuple(left))
    known = [end for end in ends if end]
    last = max(known) if known and len(known) == len(ends) else None
    until = min(filter(None, (fields.until, last)), default=None)
    changed = fields.model_copy(update={"until": until}) if until != fields.until else fields
    return replace(sheet, table=table, fields=changed), problems


def _end(row: Row, column: str, problems: list[Problem]) -> date | None:
    """The last day of a row; None for an open one and, with a problem, for what is no day."""
    text = row.cells.get(column, "").strip()
    if text in _OPEN:
        return None
    try:
        return _DAY.validate_python(text)
    except ValidationError:
        remedy = "写成 2026-12-31 这样；一直有效的空着"
        problems.append(Problem(row.mark_of(column), f"{column}：看不懂日期“{text}”", remedy))
        return None
