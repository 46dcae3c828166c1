"""The rows of a sheet: from its manifest, from a file beside it, or from the network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..manifest.guess import guess
from ..manifest.tables import parse_table, repeated_columns, skipped_totals
from ..manifest.workbook import WORKBOOKS
from ..manifest.worksheets import parse_workbook
from ..model.fields import ListFields
from ..model.place import Network, Place
from ..model.problem import Mark, Problem, any_error, warning
from ..model.sheet import Sheet
from ..model.table import PLACE, Row, Table, blanks_of
from ..model.tables import HasTables
from .photo_files import find_beside
from .tree import Tree

_ENDINGS = (".csv", *WORKBOOKS)


def with_table(sheet: Sheet, network: Network, tree: Tree) -> tuple[Sheet, list[Problem]]:
    """The sheet with every row that is printed, and what is wrong with its lists."""
    fields, problems = sheet.fields, list[Problem]()
    if isinstance(fields, HasTables):
        sheet, problems = _with_tables(sheet, fields, tree)
    if not isinstance(fields, ListFields):
        return sheet, problems
    table = sheet.table
    if fields.list is not None:
        table, problems = _from_file(sheet, "list", fields.list, tree)
        problems += () if fields.checks_totals else skipped_totals(table)
    elif table.rows:
        problems = [*problems, *_empty_cells(table, _used(sheet))]
    if fields.each and (table.rows or fields.list):
        what = "each 和名单只能有一个"
        problems.append(Problem(sheet.mark("each"), what, "每个地点一份就不要写 rows 和 list"))
    elif fields.each:
        table = replace(table, rows=tuple(_places(sheet, fields, network)))
    elif fields.copies and not (table.rows or fields.list):
        table = replace(table, rows=(Row({}, sheet.mark("copies")),) * fields.copies)
    return replace(sheet, table=table), problems


def _with_tables(sheet: Sheet, fields: HasTables, tree: Tree) -> tuple[Sheet, list[Problem]]:
    """The same with every list that is a file beside it."""
    tables, problems = dict(sheet.tables), list[Problem]()
    for field, name in fields.files.items():
        tables[field], found = _from_file(sheet, field, name, tree)
        problems += found
        problems += skipped_totals(tables[field]) if field in fields.records else ()
    return replace(sheet, tables=tables), problems


def _from_file(sheet: Sheet, field: str, name: str, tree: Tree) -> tuple[Table, list[Problem]]:
    mark = sheet.mark(field)
    shown = find_beside(tree, sheet.folder, name)
    if shown is None:
        names = tree.folders.get(str(sheet.folder), ())
        known = [other for other in names if other.lower().endswith(_ENDINGS)]
        manifest = sheet.marks.path.rpartition("/")[2]
        remedy = f"和 {manifest} 放在一起"
        return Table(), [Problem(mark, f"{field}：找不到表格“{name}”{guess(name, known)}", remedy)]
    if not shown.lower().endswith(_ENDINGS):
        remedy = "在 WPS 里另存为 .xlsx 或者 .csv"
        return Table(), [Problem(mark, f"{field}：“{name}”不是表格", remedy)]
    table, problems = _read(shown, tree)
    if any_error(problems):
        return table, problems
    used = _used(sheet) if field == "list" else set[str]()
    problems += repeated_columns(table, used, shown)
    return table, [*problems, *_empty_cells(table, used)]


def _read(shown: str, tree: Tree) -> tuple[Table, list[Problem]]:
    if shown.lower().endswith(WORKBOOKS):
        try:
            data = tree.path(shown).read_bytes()
        except OSError as error:
            what = f"表格打不开（{error.strerror}）"
            return Table(), [Problem(Mark(shown), what, "关掉正开着它的程序，再运行一次")]
        return parse_workbook(data, shown)
    read = tree.texts[shown]
    if read.text is None:
        return Table(), list(read.problems)
    # WPS saves a CSV as GBK, which is no fault of anybody's
    table, problems = parse_table(read.text, shown)
    return table, [*(p for p in read.problems if p.is_error), *problems]


def _used(sheet: Sheet) -> set[str]:
    """The columns that its texts name; nothing where it prints them all."""
    texts = sheet.fields.with_blanks.values() if isinstance(sheet.fields, ListFields) else ()
    return {name.strip() for text in texts for name in blanks_of(text)}


def _empty_cells(table: Table, used: set[str]) -> Iterator[Problem]:
    for row in table.rows:
        for name in table.columns:
            if name in used and not row.cells.get(name):
                yield warning(
                    row.mark_of(name), f"“{name}”是空的，纸上这里空着", "补上；不要这一行就删掉"
                )


def _places(sheet: Sheet, fields: ListFields, network: Network) -> Iterator[Row]:
    """The places of which each gets a row."""
    for place in network.places.values():
        if place.kind == fields.each and _within(place, fields.at or ""):
            yield Row({PLACE: place.full_name}, sheet.mark("each"), place.id)


def _within(place: Place, whole: str) -> bool:
    return not whole or place.id == whole or place.id.startswith(f"{whole}/")
