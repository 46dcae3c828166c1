"""A table that was made by hand: of it nobody knows what it changed."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.problem import warning
from ...model.roll import Column
from .given import Given, GivenList, cell_name
from .items import Item
from .meaning import means_same
from .merged import Change, Merged, add_rows


def merge_two_ways(given: GivenList, merged: Merged, remove: bool, overwrite: bool) -> None:
    """Adds its rows, fills what is empty, and says what it would have otherwise."""
    left, placed, new = list(given.items.items), dict[int, Item](), list[Given]()
    for row in given.rows:
        item = _same(row, given, left)
        if item is None:
            new.append(row)
            continue
        left.remove(item)
        placed[id(row)] = item
        for column in given.columns:
            _compare(row, item, column, merged, overwrite)
    add_rows(new, placed, [], given, merged)
    if left:
        names = "、".join(given.items.called(item.cells) for item in left[:3])
        what = (
            f"清单里的 {len(left)} 行表格里没有（{names}{'……' if len(left) > 3 else ''}），没有动"
        )
        remedy = "这个表格不是 loudao export 导出的，删行要在清单里删"
        merged.problems.append(warning(left[0].mark, what, remedy if remove else "不用改"))


def _compare(row: Given, item: Item, column: Column, merged: Merged, overwrite: bool) -> None:
    here, there = item.cells.get(column.key, ""), row.cells[column.key]
    if column.key in row.numbers and there.lstrip("0") == here.lstrip("0"):
        return  # a program took its zeros away
    if not there or here == there:
        return
    if not overwrite and means_same(column, here, there):
        return
    if overwrite or not here:
        merged.changes.append(Change(item, column, there, row))
        return
    at = row.mark_of(column.key)
    what = f"{column.label}：清单里是“{here}”，{at.path} 的 {cell_name(at)} 是“{there}”，没有改"
    remedy = "要用表格里的，加 --overwrite 再导入一次"
    merged.problems.append(warning(item.mark_of(column.key), what, remedy))


def _same(row: Given, given: GivenList, left: Sequence[Item]) -> Item | None:
    """The item that a row of a table without an ancestor is about."""
    roll = given.items.roll
    if roll.name_of:
        own = (row.id or roll.name_of(row.cells)).casefold()
        return next((item for item in left if item.id.casefold() == own), None)
    same = next((item for item in left if item.cells == row.filled), None)
    key = next((c.key for c in given.columns if row.cells[c.key]), "")
    alike = [item for item in left if item.cells.get(key) == row.cells[key]]
    rivals = [other for other in given.rows if other.cells.get(key) == row.cells[key]]
    return same or (alike[0] if len(alike) == len(rivals) == 1 else None)
