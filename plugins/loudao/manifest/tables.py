"""CSV text, as WPS and Excel save it, read into a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from ..model.problem import Mark, Problem
from ..model.table import Row, Table


def parse_table(text: str, shown: str) -> tuple[Table, list[Problem]]:
    """The rows below the first, which names the columns; empty rows say nothing.

    `shown` is the table's name in problems; a row that is read in spite of a fault is kept.
    """
    problems: list[Problem] = []
    lines = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    records = _records(lines, shown, problems)
    header = [name.strip() for name in next(records, [])]
    if not any(header):
        what = "表格是空的"
        return Table(), problems or [Problem(Mark(shown), what, "第一行写列名，例如 姓名,门牌")]
    rows = []
    for cells in records:
        if any(cell.strip() for cell in cells):
            mark = Mark(shown, lines.line_num)
            problems += _excess(cells, header, mark)
            filled = [*cells, *[""] * (len(header) - len(cells))]
            named = zip(header, filled, strict=False)
            rows.append(Row({name: cell.strip() for name, cell in named if name}, mark))
    return Table(tuple(filter(None, header)), tuple(rows)), problems


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",\t;，", key=first.count)


def _records(lines: Any, shown: str, problems: list[Problem]) -> Iterator[list[str]]:
    """The records up to the first that is none."""
    number = 0
    try:
        for cells in lines:
            number = lines.line_num
            yield cells
    except csv.Error:
        remedy = "在 WPS 里打开，重新另存为 CSV"
        problems.append(Problem(Mark(shown, number + 1), "表格读不懂", remedy))


def _excess(cells: list[str], header: list[str], mark: Mark) -> Iterator[Problem]:
    if any(cell.strip() for cell in cells[len(header) :]):
        what = f"这一行有 {len(cells)} 格，列名只有 {len(header)} 个"
        yield Problem(mark, what, "在第一行给每一列写上名字")
