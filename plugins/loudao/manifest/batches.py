"""`print.yml` and the list beside it read into batches."""

from __future__ import annotations

from pathlib import Path

from ..model.batch import Batch, BatchFields
from ..model.problem import Marks, Problem
from ..model.scalars import slug
from ..model.table import Row, Table
from .document import read_manifest
from .folders import walk
from .site import Site
from .tables import parse_table
from .text import read_text
from .validate import guess, validate

_NAMES = ("print.yml", "print.yaml")


def load_batches(site: Site) -> tuple[list[Batch], list[Problem]]:
    """Every batch below `galleries/`, and every fault found on the way."""
    batches: list[Batch] = []
    problems: list[Problem] = []
    for folder, names in walk(site.galleries):
        for name in (name for name in _NAMES if name in names):
            batch, found = _load(folder / name, names, site)
            problems += found
            batches += [batch] if batch else []
    return batches, problems


def _load(path: Path, names: list[str], site: Site) -> tuple[Batch | None, list[Problem]]:
    shown = site.shown(path)
    node, problems = read_manifest(path, shown)
    if node is None:
        return None, problems
    fields, marks, faults = validate(BatchFields, node, shown)
    problems += faults
    if fields is None:
        return None, problems
    table = Table(
        tuple(dict.fromkeys(name for row in fields.rows for name in row)),
        tuple(Row(row, marks.at("rows", n)) for n, row in enumerate(fields.rows)),
    )
    if fields.list is not None:
        table, faults = _read_list(path.parent, fields.list, names, marks, site)
        problems += faults
    if fields.each and (table.rows or fields.list):
        what = "each 和名单只能有一个"
        problems.append(Problem(marks.at("each"), what, "每个地点一份就不要写 rows 和 list"))
    name = fields.id or slug(path.parent.name)
    cells, row_marks = tuple(row.cells for row in table.rows), tuple(row.mark for row in table.rows)
    batch = Batch(name, f"print:{name}", fields, cells, marks, row_marks, table.columns)
    return batch, problems


def _read_list(
    folder: Path, name: str, names: list[str], marks: Marks, site: Site
) -> tuple[Table, list[Problem]]:
    mark = marks.at("list")
    if name not in names:
        tables = [other for other in names if other.lower().endswith(".csv")]
        near = guess(name, tables)
        return Table(), [Problem(mark, f"list：找不到表格“{name}”{near}", "和 print.yml 放在一起")]
    if not name.lower().endswith(".csv"):
        remedy = "在 WPS 里用“另存为”，类型选 CSV（逗号分隔）"
        return Table(), [Problem(mark, f"list：“{name}”不是 CSV 表格", remedy)]
    shown = site.shown(folder / name)
    text, problems = read_text(folder / name, shown)
    if text is None:
        return Table(), problems
    table, faults = parse_table(text, shown)
    return table, [*problems, *faults]
