"""Tables as offices save them: a title above, totals below, and cells that a program spoilt."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from ..model.invisible import visible
from ..model.problem import Mark, Problem, warning
from ..model.table import Row, Table, is_total
from .workbook import Records

_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""What Excel writes first to say what stands between the cells."""

_SPOILT = (
    (re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)", re.I), "公式算不出来，显示成了"),
    (re.compile(r"#{3,}"), "列太窄，显示成了"),
    (re.compile(r"-?\d(\.\d+)?E[+-]?\d+", re.I), "号码变成了"),
    (re.compile(r"=\s*[A-Z(+\-].*", re.I), "是公式，不是字："),
)
MEND = "在 WPS 里把这一格改成文字（单元格格式选“文本”），重新打一遍"
"""What is said of a cell that a program spoilt, and of no other."""

_DAY_COLUMN = re.compile("日期|日子|时间|生日|哪天|到期|起|止")
_SERIAL = re.compile(r"[345]\d{4}")
_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's calendar."""


def parse_table(text: str, shown: str) -> tuple[Table, list[Problem]]:
    """The table that `text` (CSV) holds; `shown` is its name in problems."""
    problems: list[Problem] = []
    records = csv_records(text, shown, problems)
    table, found = table_of(records, shown)
    return table, [*problems, *found] if not problems or table.columns else problems


def repeated_columns(table: Table, used: Collection[str], shown: str) -> Iterator[Problem]:
    """An error for each name that two columns have, where the sheet uses it."""
    for name in dict.fromkeys(table.columns):
        if table.columns.count(name) > 1 and (not used or name in used):
            what = f"有 {table.columns.count(name)} 列都叫“{name}”，不知道用哪一列"
            mark = Mark(shown, table.line, table.columns.index(name) + 1)
            yield Problem(mark, what, "改成不一样的列名")


def skipped_totals(table: Table) -> Iterator[Problem]:
    """A hint for each row of totals, where nothing is made of them."""
    for row in table.totals:
        yield warning(row.mark, "这是合计，没有当作名单", "不用改；不要就删掉这一行")


def csv_records(text: str, shown: str, problems: list[Problem]) -> Records:
    """The lines of CSV, whatever stands between its cells."""
    first, _, rest = text.partition("\n")
    said = _SEPARATOR.fullmatch(first.strip('"\r '))
    body, skipped = (rest, 1) if said else (text, 0)
    lines = csv.reader(io.StringIO(body), delimiter=said[1] if said else _delimiter(body))
    return [(line + skipped, cells) for line, cells in _read(lines, shown, problems)]


def _delimiter(text: str) -> str:
    """What the first line that has any has most of: a title above has none."""
    lines = (line for line in text.split("\n") if any(mark in line for mark in _DELIMITERS))
    first = next(lines, "")
    return max(_DELIMITERS, key=first.count)


_DELIMITERS = ",\t;，"


def _read(lines: Any, shown: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """The records up to the first that is none."""
    number = 0
    try:
        for cells in lines:
            number = lines.line_num
            yield number, cells
    except csv.Error:
        remedy = "在 WPS 里打开，重新另存为 CSV"
        problems.append(Problem(Mark(shown, number + 1), "表格读不懂", remedy))


def table_of(
    records: Records,
    shown: str,
    known: Collection[str] = (),
    numbers: Collection[tuple[int, int]] | None = None,
) -> tuple[Table, list[Problem]]:
    """The rows below the one that names the columns, most of them `known` if any are; empty rows
    say nothing. `numbers` are line and column of cells that are no text, where that is known."""
    cleaned = [(line, [visible(cell).strip() for cell in cells]) for line, cells in records]
    filled = [(line, cells) for line, cells in cleaned if any(cells)]
    if not filled:
        what = "表格是空的"
        return Table(), [Problem(Mark(shown), what, "第一行写列名，例如 姓名,门牌")]
    start = _header_of([cells for _, cells in filled], known)
    line, header = filled[start]
    while header and not header[-1]:
        header = header[:-1]
    problems: list[Problem] = []
    rows, totals = [], []
    for number, cells in filled[start + 1 :]:
        mark = Mark(shown, number)
        problems += _excess(cells, header, mark)
        row, found = _row(header, cells, mark, numbers)
        if is_total(cells):
            totals.append(row)
            continue
        problems += found
        rows.append(row)
    return Table(tuple(filter(None, header)), tuple(rows), line, tuple(totals)), problems


_MOST_TITLES = 3


def _header_of(rows: list[list[str]], known: Collection[str]) -> int:
    """Which row names the columns: the first, below titles of one cell over several columns."""
    named = [sum(c.casefold() in known for c in cells) for cells in rows[: _MOST_TITLES + 1]]
    if max(named):
        return named.index(max(named))
    wide = [sum(map(bool, cells)) > 1 for cells in rows]
    first = wide.index(True) if True in wide else 0
    below = wide[first:]
    is_table = sum(below) > 1 and 2 * sum(below) > len(below)
    return first if first <= _MOST_TITLES and is_table else 0


def _row(
    header: list[str], cells: list[str], mark: Mark, numbers: Collection[tuple[int, int]] | None
) -> tuple[Row, list[Problem]]:
    problems = []
    named: dict[str, str] = {}
    for number, (name, cell) in enumerate(zip(header, _padded(cells, header), strict=False), 1):
        place = Mark(mark.path, mark.line, number)
        may_be_day = numbers is None or (mark.line, number) in numbers
        if may_be_day and _DAY_COLUMN.search(name) and _SERIAL.fullmatch(cell):
            day = (_EPOCH + timedelta(days=int(cell))).isoformat()
            what = f"“{name}”是 {cell}，当作 {day} 读了"
            problems.append(warning(place, what, "在 WPS 里把这一列的格式选成“日期”"))
            cell = day
        spoilt = next((why for pattern, why in _SPOILT if pattern.fullmatch(cell)), "")
        if spoilt:
            problems.append(warning(place, f"“{name}”{spoilt} {cell}", MEND))
        if name:
            named.setdefault(name, cell)
    return Row(named, mark, cell=partial(_cell_mark, mark, tuple(header))), problems


def _cell_mark(mark: Mark, header: tuple[str, ...], column: str) -> Mark:
    number = header.index(column) + 1 if column in header else mark.column
    return Mark(mark.path, mark.line, number)


def _padded(cells: list[str], header: list[str]) -> list[str]:
    return [*cells, *[""] * (len(header) - len(cells))]


def _excess(cells: list[str], header: list[str], mark: Mark) -> Iterator[Problem]:
    if any(cells[len(header) :]):
        count = max(number for number, cell in enumerate(cells, 1) if cell)
        what = f"这一行有 {count} 格，列名只有 {len(header)} 个"
        yield Problem(mark, what, "在第一行给每一列写上名字")
