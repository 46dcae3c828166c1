"""The rows of a sheet: from its manifest, from a file beside it, or from the network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..manifest.guess import guess
from ..manifest.tables import parse_table
from ..model.place import Network, Place
from ..model.problem import Problem
from ..model.sheet import ListFields, Sheet
from ..model.table import PLACE, Row, Table
from .tree import Tree

_ENDING = ".csv"


def with_table(sheet: Sheet, network: Network, tree: Tree) -> tuple[Sheet, list[Problem]]:
    """The sheet with every row that is printed, and what is wrong with its list."""
    fields = sheet.fields
    if not isinstance(fields, ListFields):
        return sheet, []
    table, problems = sheet.table, list[Problem]()
    if fields.list is not None:
        table, problems = _from_file(sheet, fields.list, tree)
    if fields.each and (table.rows or fields.list):
        what = "each 和名单只能有一个"
        problems.append(Problem(sheet.mark("each"), what, "每个地点一份就不要写 rows 和 list"))
    elif fields.each:
        table = replace(table, rows=tuple(_places(sheet, fields, network)))
    elif fields.copies and not (table.rows or fields.list):
        table = replace(table, rows=(Row({}, sheet.mark("copies")),) * fields.copies)
    return replace(sheet, table=table), problems


def _from_file(sheet: Sheet, name: str, tree: Tree) -> tuple[Table, list[Problem]]:
    mark = sheet.mark("list")
    folder = str(sheet.folder)
    names = tree.folders.get(folder, ())
    manifest = sheet.marks.path.rpartition("/")[2]
    if name not in names:
        near = guess(name, (other for other in names if other.lower().endswith(_ENDING)))
        what = f"list：找不到表格“{name}”{near}"
        return Table(), [Problem(mark, what, f"和 {manifest} 放在一起")]
    if not name.lower().endswith(_ENDING):
        remedy = "在 WPS 里用“另存为”，类型选 CSV（逗号分隔）"
        return Table(), [Problem(mark, f"list：“{name}”不是 CSV 表格", remedy)]
    shown = f"{folder}/{name}"
    read = tree.texts[shown]
    if read.text is None:
        return Table(), list(read.problems)
    table, problems = parse_table(read.text, shown)
    return table, [*read.problems, *problems]


def _places(sheet: Sheet, fields: ListFields, network: Network) -> Iterator[Row]:
    """The places of which each gets a row."""
    for place in network.places.values():
        if place.kind == fields.each and _within(place, fields.at or ""):
            yield Row({PLACE: place.full_name}, sheet.mark("each"), place.id)


def _within(place: Place, whole: str) -> bool:
    return not whole or place.id == whole or place.id.startswith(f"{whole}/")
