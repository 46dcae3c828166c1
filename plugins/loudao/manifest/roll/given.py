"""A table as staff saved it: which list it is of, and what its rows say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...model.problem import Mark, Problem, any_error, warning
from ...model.roll import Column, Roll
from ...model.table import Row
from ..error_cells import error_cells
from ..tables import MEND, csv_records, skipped_totals, table_of
from ..workbook import HIDDEN, Worksheet, read_worksheets
from ..worksheets import HIDE, disagreement, joined, lists_among
from .base import Base, Exported, read_hidden
from .headings import is_id, read_headings
from .items import Items, canonical, normal
from .written import ID


@dataclass(frozen=True)
class Given:
    """One row of the table."""

    id: str
    """What stands in the column of ids; empty for a row that somebody added."""
    cells: Mapping[str, str]
    """What stands in each column that the table has, by its key; empty cells too."""
    mark: Mark
    places: Mapping[str, Mark]
    """Where the cell of each key is."""
    numbers: frozenset[str] = frozenset()
    """The keys of cells that are numbers and no text."""

    @property
    def filled(self) -> dict[str, str]:
        return {key: cell for key, cell in self.cells.items() if cell}

    def mark_of(self, key: str) -> Mark:
        return self.places.get(key, self.mark)


class GivenList(NamedTuple):
    """The rows of a table that are of one list."""

    items: Items
    columns: tuple[Column, ...]
    """Those that the table has."""
    rows: tuple[Given, ...]
    base: Base | None
    """None for a table that was made by hand."""


class Saved(NamedTuple):
    """A file of tables."""

    sheets: Sequence[Worksheet]
    exported: Exported | None
    told: Sequence[Problem] = ()
    """What may be wrong with single cells: an error where one is taken."""


def read_saved(data: bytes | str, shown: str) -> tuple[Saved, list[Problem]]:
    """The worksheets of a workbook, or of the text of a CSV the only one."""
    if isinstance(data, str):
        problems: list[Problem] = []
        records = csv_records(data, shown, problems)
        return Saved([Worksheet("", records, shown=shown)], None), problems
    sheets, problems = read_worksheets(data, shown)
    hidden = next((sheet for sheet in sheets if sheet.name == HIDDEN), None)
    seen = [sheet for sheet in sheets if sheet.name != HIDDEN]
    called = {sheet.name: sheet.shown for sheet in seen}
    told = [
        warning(Mark(called[name], line, column), "公式算不出来，读成了空的", MEND)
        for name, line, column in (error_cells(data) if seen else ())
        if name in called
    ]
    problems += [problem for sheet in seen for problem in sheet.problems]
    return Saved(seen, read_hidden(hidden.records) if hidden else None, told), problems


def cell_name(mark: Mark) -> str:
    """D3, as WPS and Excel call it."""
    letters, column = "", mark.column
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{mark.line}"


def given_lists(
    saved: Saved, lists: Sequence[Items], shown: str
) -> tuple[list[GivenList], list[Problem]]:
    """What the table says of each of the manifest's `lists`; nothing of those it is not about."""
    found, problems = list[GivenList](), [*saved.told]
    sheets = list(saved.sheets)
    if not sheets:
        return [], [Problem(Mark(shown), "表格是空的", "第一行写列名，下面一行写一件")]
    if saved.exported is None:
        found, faults = _by_hand(sheets, lists, shown)
        return found, [*problems, *faults]
    for items in lists:
        base = saved.exported.lists.get(items.roll.key)
        sheet = _sheet_of(base, sheets, len(saved.exported.lists)) if base else None
        if base and sheet:
            sheets.remove(sheet)
            given, faults = _read(sheet, items, base)
            found, problems = [*found, given], [*problems, *faults]
        elif base:
            what = f"表格里没有“{base.label}”那一张，清单里的没有动"
            problems.append(warning(Mark(shown), what, "要改它就重新导出"))
    labels = "、".join(f"“{base.label}”" for base in saved.exported.lists.values())
    for sheet in (sheet for sheet in sheets if sheet.visible):
        what = f"“{sheet.name}”这一张没有读"
        remedy = f"要导入的写到{labels}那一张里；用不着，{HIDE}"
        problems.append(warning(Mark(shown), what, remedy))
    return found, problems


def _by_hand(
    sheets: Sequence[Worksheet], lists: Sequence[Items], shown: str
) -> tuple[list[GivenList], list[Problem]]:
    """Of each list the rows of every worksheet that is about it."""
    about: dict[str, list[Worksheet]] = {}
    found, problems = list[GivenList](), list[Problem]()
    for sheet in lists_among(sheets):
        about.setdefault(_likeliest(sheet, lists).roll.key, []).append(sheet)
    for items in (items for items in lists if items.roll.key in about):
        several = about[items.roll.key]
        given = []
        for sheet in several:
            one, faults = _read(sheet, items, None)
            given.append(one)
            problems += faults
        wanted = [column.label for column in given[0].columns]
        for sheet, one in zip(several[1:], given[1:], strict=True):
            columns = [column.label for column in one.columns]
            problems += disagreement(sheet, columns, several[0], wanted, 1)
        if len(several) > 1 and not any_error(problems):
            problems.append(joined(several, [len(one.rows) for one in given], shown))
        rows = tuple(row for one in given for row in one.rows)
        found.append(given[0]._replace(rows=rows))
    return found, problems


def _sheet_of(base: Base, sheets: Sequence[Worksheet], lists: int) -> Worksheet | None:
    named = next((sheet for sheet in sheets if sheet.name == base.label), None)
    return named or (sheets[0] if lists == 1 and sheets else None)


def _likeliest(sheet: Worksheet, lists: Sequence[Items]) -> Items:
    """The list that a table made by hand is about: one that is written in the manifest, and whose
    columns it has."""

    def likely(items: Items) -> tuple[bool, bool, int]:
        words = {normal(cell).casefold() for _, cells in sheet.records[:5] for cell in cells}
        columns = sum(bool(column.names & words) for column in items.columns)
        return sheet.name == items.roll.label, bool(items.items), columns

    return max(lists, key=likely)


def _read(sheet: Worksheet, items: Items, base: Base | None) -> tuple[GivenList, list[Problem]]:
    roll, shown = items.roll, sheet.shown
    known = {name for column in items.columns for name in column.names} | {ID}
    typed = sheet.numbers if sheet.name else None
    table, problems = table_of(sheet.records, shown, known, typed)
    problems += skipped_totals(table)
    headed, faults = read_headings(table, items, base, shown)
    problems += faults
    if not headed:
        what = f"第 {table.line} 行里没有认得的列名"
        remedy = f"列名写成：{'、'.join(column.label for column in items.columns)}"
        return GivenList(items, (), (), base), [Problem(Mark(shown, table.line), what, remedy)]
    rows = [_given(row, headed, roll, base, sheet.numbers) for row in table.rows]
    rows, faults = _with_zeros(rows, items)
    problems += faults
    columns = tuple(headed.values())
    return GivenList(items, columns, tuple(row for row in rows if row.filled), base), problems


def _with_zeros(rows: Sequence[Given], items: Items) -> tuple[list[Given], list[Problem]]:
    """The rows with the zeros that a program took from numbers such as 0301: where a column has
    only words of as many digits, some of which begin with one."""
    found, problems = [], list[Problem]()
    for row in rows:
        cells = dict(row.cells)
        for key in row.numbers:
            known = {item.cells[key] for item in items.items if key in item.cells}
            width = _digits(known)
            if cells[key].isdecimal() and len(cells[key]) < width:
                cells[key] = cells[key].zfill(width)
                if cells[key] not in known:
                    label = items.column(key).label
                    what = f"“{label}”是数字 {row.cells[key]}，当作 {cells[key]} 读了"
                    remedy = "在 WPS 里把这一列的格式选成“文本”"
                    problems.append(warning(row.mark_of(key), what, remedy))
        found.append(replace(row, cells=cells))
    return found, problems


def _digits(words: Collection[str]) -> int:
    """How many digits all of the words have, some of them with a zero before; else 0."""
    widths = {len(word) if word.isdecimal() else 0 for word in words}
    padded = any(word.startswith("0") for word in words)
    return widths.pop() if padded and len(widths) == 1 else 0


def _given(
    row: Row, headed: Mapping[str, Column], roll: Roll, base: Base | None,
    numbers: Collection[tuple[int, int]],
) -> Given:  # fmt: skip
    places = {column.key: row.mark_of(name) for name, column in headed.items()}
    said = {column: normal(row.cells.get(name, "")) for name, column in headed.items()}
    cells = {column.key: canonical(column, cell) for column, cell in said.items()}
    ids = (cell for name, cell in row.cells.items() if is_id(name, roll) and cell)
    # a table without its ancestor may have been sorted: then numbers tell nothing
    own = next(ids, "") if base or roll.name_of else ""
    typed = frozenset(k for k, at in places.items() if (at.line, at.column) in numbers)
    return Given(own, cells, row.mark, places, typed)
