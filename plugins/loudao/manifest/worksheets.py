"""Which worksheets of a workbook make up a list: staff begin a new one each month, and write what
it is about on one of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..model.problem import Mark, Problem, any_error, warning
from ..model.table import Table
from .tables import table_of
from .workbook import HIDDEN, Worksheet, read_worksheets

_LONGEST_HEADING = 12
_SENTENCE = re.compile(r"[，。；：！？:]")

HIDE = "在 WPS 里右键点这一张的名字，选“隐藏”"
"""How staff say that a worksheet is no list of ours, and keep it."""


def parse_workbook(data: bytes, shown: str) -> tuple[Table, list[Problem]]:
    """The rows of every worksheet that staff see, as one list; an error for one whose columns are
    called otherwise than those of the first."""
    worksheets, problems = read_worksheets(data, shown)
    if problems:
        return Table(), problems
    lists = lists_among(worksheets)
    if not lists:
        return table_of([], shown)
    problems += [problem for sheet in lists for problem in sheet.problems]
    if any_error(problems):
        return Table(), problems
    tables = []
    for sheet in lists:
        table, found = table_of(sheet.records, sheet.shown)
        tables.append(table)
        problems += found
    for sheet, table in zip(lists[1:], tables[1:], strict=True):
        problems += disagreement(sheet, table.columns, lists[0], tables[0].columns, table.line)
    if len(lists) > 1 and not any_error(problems):
        problems.append(joined(lists, [len(table.rows) for table in tables], shown))
    return _join(tables), problems


def lists_among(worksheets: Sequence[Worksheet]) -> list[Worksheet]:
    """Those with rows below their headings, hidden ones and notes left out; where none has any,
    the first."""
    own = [sheet for sheet in worksheets if sheet.name != HIDDEN]
    seen = [sheet for sheet in own if sheet.visible] or own
    if any(_is_wide(sheet) for sheet in seen):
        seen = [sheet for sheet in seen if not _is_note(sheet)]
    return [sheet for sheet in seen if _has_rows(sheet)] or seen[:1]


def disagreement(
    sheet: Worksheet, columns: Sequence[str], first: Worksheet, wanted: Sequence[str], line: int
) -> Iterator[Problem]:
    """An error where the worksheet has other columns than the first, in whatever order."""
    more, less = Counter(columns) - Counter(wanted), Counter(wanted) - Counter(columns)
    if more or less:
        told = [
            f"{word}“{'、'.join(names)}”" for word, names in (("多", more), ("少", less)) if names
        ]
        what = f"这一张的列名和“{first.name}”的不一样（{'，'.join(told)}），没有读"
        remedy = f"列名改成一样的，就合成一份名单；不是这份名单的，{HIDE}"
        yield Problem(Mark(sheet.shown, line), what, remedy)


def joined(lists: Sequence[Worksheet], counts: Sequence[int], shown: str) -> Problem:
    """What staff are told of several worksheets that are read as one."""
    names = "、".join(f"“{one.name}” {n} 行" for one, n in zip(lists, counts, strict=True))
    what = f"有 {len(lists)} 张列名一样，合成一份名单读了：{names}"
    return warning(Mark(shown), what, f"不用改；不要哪一张，{HIDE}")


def _join(tables: Sequence[Table]) -> Table:
    rows = tuple(row for table in tables for row in table.rows)
    totals = tuple(row for table in tables for row in table.totals)
    return Table(tables[0].columns, rows, tables[0].line, totals)


def _filled(sheet: Worksheet) -> list[list[str]]:
    rows = ([cell.strip() for cell in cells if cell.strip()] for _, cells in sheet.records)
    return [cells for cells in rows if cells]


def _is_wide(sheet: Worksheet) -> bool:
    return any(len(cells) > 1 for cells in _filled(sheet))


def _has_rows(sheet: Worksheet) -> bool:
    """Whether anything stands below its headings, which a title may stand above."""
    rows = _filled(sheet)
    wide = [len(cells) > 1 for cells in rows]
    return len(rows) > (wide.index(True) if True in wide else 0) + 1


def _is_note(sheet: Worksheet) -> bool:
    """Whether it says something in words, a line a cell; a list of names under one heading is
    none."""
    rows = _filled(sheet)
    if any(len(cells) > 1 for cells in rows):
        return False
    words = [cells[0] for cells in rows]
    return len(words) == 1 or any(
        len(text) > _LONGEST_HEADING or _SENTENCE.search(text) for text in words
    )
