"""Lists as a workbook for WPS and Excel. The only module that imports xlsxwriter.

xlsxwriter writes the same bytes for the same cells, which openpyxl does not.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from ...model.problem import Problem
from ...model.roll import Column
from ..workbook import HIDDEN
from .base import hidden_rows
from .items import Items

ID = "编号（不要改）"
"""The heading of the column by which rows are known; what stands in it is ours."""

_MOST_CHARACTERS = 32_767
"""In a cell (Excel specifications and limits)."""
_FONT = "等线"
"""What WPS and Excel have on Chinese systems; others take the next best."""
_NARROW, _WIDE = 9, 42
_SPARE_ROWS = 500
"""Rows below the list in which the words of a list are still offered."""
_LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When every workbook was made: else each has other bytes."""


def write_lists(manifest: str, salt: str, lists: Sequence[Items]) -> bytes:
    """The workbook of some lists of the manifest, every cell as text."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _LONG_AGO})
    text = {"num_format": "@", "valign": "top", "font_name": _FONT, "font_size": 11}
    plain = book.add_format({**text, "text_wrap": True})
    head = book.add_format({**text, "bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    ours = book.add_format({**text, "font_color": "#8A8A8A"})
    for items in lists:
        sheet = book.add_worksheet(items.roll.label)
        _write_list(sheet, items, head, plain, ours)
    hidden = book.add_worksheet(HIDDEN)
    hidden.very_hidden()
    for line, row in enumerate(hidden_rows(manifest, salt, lists)):
        for column, cell in enumerate(row):
            hidden.write_string(line, column, cell)
    book.close()
    return out.getvalue()


def too_long(items: Items) -> Iterator[Problem]:
    """An error for each value that no cell holds, and for a column of the name that is ours."""
    for item in items.items:
        for key, cell in item.cells.items():
            label, mark = items.column(key).label, item.mark_of(key)
            if len(cell) > _MOST_CHARACTERS:
                what = f"{label}：有 {len(cell)} 个字，表格的一格放不下（最多 {_MOST_CHARACTERS}）"
                yield Problem(mark, what, "写短一点，或者留在清单里改，不用表格")
            if label == ID:
                yield Problem(mark, f"这一列叫“{ID}”，导出的表格自己要用", "换一个列名")


def _write_list(sheet: Any, items: Items, head: Any, plain: Any, ours: Any) -> None:
    columns = items.columns
    sheet.set_column(0, 0, 15, ours)
    sheet.write_string(0, 0, ID, head)
    for number, column in enumerate(columns, 1):
        cells = [item.cells.get(column.key, "") for item in items.items]
        # the whole column is text, so that what is typed below is text too: 0301 stays 0301
        sheet.set_column(number, number, _width(column, cells), plain)
        sheet.write_string(0, number, column.label, head)
        if column.one_of:
            last = len(cells) + _SPARE_ROWS
            offered = {"validate": "list", "source": list(column.one_of), "ignore_blank": True,
                       "error_type": "warning"}  # fmt: skip
            sheet.data_validation(1, number, last, number, offered)
        for line, cell in enumerate(cells, 1):
            if cell:
                sheet.write_string(line, number, cell, plain)
    for line, item in enumerate(items.items, 1):
        sheet.write_string(line, 0, item.id, ours)
    # who prints the table has every column on one sheet of A4, below its headings
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(items.items), len(columns))


def _width(column: Column, cells: Iterable[str]) -> float:
    """In characters of Latin; those of Chinese are two wide."""
    lines = (line for cell in (column.label, *cells) for line in cell.split("\n"))
    widest = max(sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in lines)
    return min(max(widest + 4, _NARROW), _WIDE)
