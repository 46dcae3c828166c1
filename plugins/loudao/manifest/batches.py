"""`print.yml` and the list beside it read into batches."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..model.batch import Batch, BatchFields, Row
from ..model.problem import Mark, Marks, Problem
from ..model.scalars import slug
from .document import read_manifest
from .folders import walk
from .site import Site
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
        fields.rows,
        tuple(marks.at("rows", n) for n in range(len(fields.rows))),
        tuple(dict.fromkeys(name for row in fields.rows for name in row)),
    )
    if fields.list is not None:
        table, faults = _read_list(path.parent, fields.list, names, marks, site)
        problems += faults
    if fields.each and (table.rows or fields.list):
        what = "each 和名单只能有一个"
        problems.append(Problem(marks.at("each"), what, "每个地点一份就不要写 rows 和 list"))
    name = fields.id or slug(path.parent.name)
    batch = Batch(name, f"print:{name}", fields, table.rows, marks, table.marks, table.columns)
    return batch, problems


class Table(NamedTuple):
    """The rows of a list, where each was written, and the names of its columns."""

    rows: tuple[Row, ...] = ()
    marks: tuple[Mark, ...] = ()
    columns: tuple[str, ...] = ()


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
    return _parse_list(text, shown, problems)


def _parse_list(text: str, shown: str, problems: list[Problem]) -> tuple[Table, list[Problem]]:
    """The rows below the first, which names the columns; empty rows say nothing."""
    lines = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    header = [name.strip() for name in next(lines, [])]
    if not any(header):
        return Table(), [
            *problems,
            Problem(Mark(shown, 1), "表格是空的", "第一行写列名，例如 姓名,门牌"),
        ]
    found = list(_rows(lines, header, shown, problems))
    rows, marks = tuple(row for row, _ in found), tuple(mark for _, mark in found)
    return Table(rows, marks, tuple(filter(None, header))), problems


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",\t;，", key=first.count)


def _rows(
    lines: Any, header: list[str], shown: str, problems: list[Problem]
) -> Iterator[tuple[Row, Mark]]:
    number = 1
    try:
        for cells in lines:
            number = lines.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                what = f"这一行有 {len(cells)} 格，列名只有 {len(header)} 个"
                problems.append(Problem(Mark(shown, number), what, "在第一行给每一列写上名字"))
            filled = [*cells, *[""] * (len(header) - len(cells))]
            row = {name: cell.strip() for name, cell in zip(header, filled, strict=False) if name}
            yield row, Mark(shown, lines.line_num)
    except csv.Error:
        remedy = "在 WPS 里打开，重新另存为 CSV"
        problems.append(Problem(Mark(shown, number + 1), "表格读不懂", remedy))
