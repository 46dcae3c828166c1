"""What the headings of a table mean, and those that mean nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...model.problem import Mark, Problem, warning
from ...model.roll import Column, Roll
from ...model.table import Table
from ..guess import guess, nearest
from .base import Base
from .items import Items
from .written import ID

_OWN_ID = re.compile(r"编号\s*[（(].*[)）]")


def read_headings(
    table: Table, items: Items, base: Base | None, shown: str
) -> tuple[dict[str, Column], list[Problem]]:
    """The columns of the table by their headings, and headings that mean none."""
    headed: dict[str, Column] = {}
    problems: list[Problem] = []
    columns = _by_heading(table, items, base)
    meant = {column.key for column in columns.values()}
    gone = [items.column(key) for key in _said(base) if key not in meant]
    for number, name in enumerate(table.columns, 1):
        if is_id(name, items.roll):
            continue
        mark = table.rows[0].mark_of(name) if table.rows else Mark(shown, 1, number)
        mark = replace(mark, line=table.line)
        column = columns.get(name)
        if column is None and items.roll.shape == "rows":
            column = None if nearest(name, [c.label for c in gone]) else Column(name, name)
        if column in headed.values() or table.columns.count(name) > 1:
            what = f"有两列都是“{name}”，不知道用哪一列"
            problems.append(Problem(mark, what, "改成不一样的列名"))
        elif column:
            headed[name] = column
        else:
            problems.append(_unknown(name, items.columns, mark))
    for column in gone:
        what = f"表格里没有“{column.label}”这一列，清单里的没有动"
        problems.append(warning(Mark(shown, table.line), what, "要清空就留着列名，把格子清空"))
    return headed, problems


def _by_heading(table: Table, items: Items, base: Base | None) -> dict[str, Column]:
    """The columns that the headings of the table mean: just so, else in any case and language."""
    was = [items.column(key) for key in base.columns] if base else []
    columns = {column.key: column for column in (*items.columns, *was)}.values()
    exact = {column.label: column for column in columns}
    folded = {name: column for column in columns for name in column.names}
    found = {name: exact.get(name) or folded.get(name.casefold()) for name in table.columns}
    return {name: column for name, column in found.items() if column}


def _said(base: Base | None) -> dict[str, None]:
    """The columns in which something stood when the table was exported."""
    rows = base.rows.values() if base else ()
    return dict.fromkeys(key for cells in rows for key in cells)


def _unknown(name: str, columns: Sequence[Column], mark: Mark) -> Problem:
    known = [column.label for column in columns]
    remedy = f"可以写：{'、'.join(known)}"
    if nearest(name, known):  # a slip, and what stands below it would be lost
        return Problem(mark, f"没有“{name}”这一列{guess(name, known)}", "把列名改对")
    return warning(mark, f"没有“{name}”这一列，没有读", remedy)


def is_id(name: str, roll: Roll) -> bool:
    """Whether a heading is that of the column of ids."""
    plain = bool(roll.name_of) and name.casefold() in ("编号", roll.id_key)
    return plain or name == ID or bool(_OWN_ID.fullmatch(name))
