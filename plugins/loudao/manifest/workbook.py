"""Workbooks of WPS and Excel (.xlsx, .xls, .et) as rows of text. The only module that imports
calamine."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from ..model.problem import Mark, Problem

WORKBOOKS = (".xlsx", ".xls", ".et", ".xlsm", ".ods")

_MOST_BYTES = 20_000_000
_MOST_ROWS = 20_000

Records = list[tuple[int, list[str]]]
"""The line of each, counting from 1, and its cells."""


def read_workbook(data: bytes, shown: str) -> tuple[Records, list[Problem]]:
    """The rows of the first worksheet that has any; a cell that spans several rows counts for
    each of them."""
    from python_calamine import CalamineError, CalamineWorkbook

    if len(data) > _MOST_BYTES:
        return [], [Problem(Mark(shown), "表格太大（超过 20 MB）", "只留下名单那一张，另存一份")]
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number in range(len(workbook.sheet_names)):
            sheet = workbook.get_sheet_by_index(number)
            rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
            if any(cell != "" for row in rows for cell in row):
                return _records(rows, sheet.merged_cell_ranges or ()), []
    except (CalamineError, OSError, ValueError):
        remedy = "在 WPS 里打开，另存为 .xlsx；有密码的先去掉密码"
        return [], [Problem(Mark(shown), "不是表格，或者坏了，打不开", remedy)]
    return [], []


def _records(rows: list[list[Any]], merged: Any) -> Records:
    cells = [[_text(cell) for cell in row] for row in rows]
    for (top, left), (bottom, _) in merged:
        for row in cells[top + 1 : bottom + 1]:
            row[left] = cells[top][left]
    return list(enumerate(cells, 1))


def _text(cell: Any) -> str:
    """As it looks in the sheet, as near as is known."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(cell)
