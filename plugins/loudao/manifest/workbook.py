"""Workbooks of WPS and Excel (.xlsx, .xls, .et) as rows of text. The only module that imports
calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from ..model.problem import Mark, Problem

WORKBOOKS = (".xlsx", ".xls", ".et", ".xlsm", ".ods")

HIDDEN = "loudao"
"""The worksheet in which `loudao export` says what it wrote: no row of it is staff's."""

_MOST_BYTES = 20_000_000
_MOST_ROWS = 20_000
_EXACT = 10**15
"""Numbers of more digits than 15 lose those behind: a double has no room for them."""

Records = list[tuple[int, list[str]]]
"""The line of each, counting from 1, and its cells."""


class Worksheet(NamedTuple):
    """One sheet of a workbook, by rows."""

    name: str
    records: Records
    numbers: frozenset[tuple[int, int]] = frozenset()
    """Line and column of each cell that is a number and no text, counting from 1."""
    shown: str = ""
    """What it is called in problems: the file alone, where there is no other worksheet."""
    visible: bool = True
    """Whether staff see it when they open the file."""
    problems: tuple[Problem, ...] = ()
    """Cells that lost something before they came here."""


def read_worksheets(data: bytes, shown: str) -> tuple[list[Worksheet], list[Problem]]:
    """Every worksheet that has any rows, hidden ones and our own too; a cell that spans several
    rows counts for each of them. What is wrong with single cells they know themselves."""
    try:
        return list(_worksheets(data, shown)), []
    except _NoWorkbook as none:
        return [], [none.problem]


class _NoWorkbook(Exception):
    """`problem` says why nothing could be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def _worksheets(data: bytes, shown: str) -> Iterator[Worksheet]:
    """Raises _NoWorkbook."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    if len(data) > _MOST_BYTES:
        remedy = "只留下名单那一张，另存一份"
        raise _NoWorkbook(Problem(Mark(shown), "表格太大（超过 20 MB）", remedy))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        filled = []
        for number, facts in enumerate(workbook.sheets_metadata):
            sheet = workbook.get_sheet_by_index(number)
            rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
            if any(cell != "" for row in rows for cell in row):
                is_visible = facts.visible == SheetVisibleEnum.Visible
                filled.append((facts.name, rows, sheet.merged_cell_ranges or (), is_visible))
    except (CalamineError, OSError, ValueError) as error:
        remedy = "在 WPS 里打开，另存为 .xlsx；有密码的先去掉密码"
        raise _NoWorkbook(Problem(Mark(shown), "不是表格，或者坏了，打不开", remedy)) from error
    several = sum(name != HIDDEN for name, *_ in filled) > 1
    for name, rows, merged, is_visible in filled:
        called = f"{shown}“{name}”" if several else shown
        numbers, problems = _numbers(rows, called)
        records = _records(rows, merged)
        yield Worksheet(name, records, numbers, called, is_visible, problems)


def _numbers(
    rows: list[list[Any]], shown: str
) -> tuple[frozenset[tuple[int, int]], tuple[Problem, ...]]:
    """Where numbers stand, and those of them that are too long to be kept."""
    numbers, problems = set(), []
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                numbers.add((line, column))
                if abs(cell) >= _EXACT:
                    problems.append(_lost(Mark(shown, line, column), cell))
    return frozenset(numbers), tuple(problems)


def _lost(mark: Mark, number: float) -> Problem:
    what = f"这一格成了数字（{int(number)}），超过 15 位，后面几位已经丢了"
    return Problem(mark, what, "把这一格的格式选成“文本”，照着原件重新打一遍")


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
