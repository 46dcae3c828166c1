"""A table and a manifest that both went on from what was exported: what the table changed is
taken, what the manifest changed stays, and where both changed one field a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...model.problem import Problem, warning
from ...model.roll import Column
from .base import Base, align
from .given import Given, GivenList
from .items import Item, Items
from .meaning import means_same
from .merged import Change, Merged, add_rows, conflict
from .two_ways import merge_two_ways


def merge(given: GivenList, remove: bool, overwrite: bool) -> Merged:
    """What the table asks for. `remove` takes out what it does not have any more, `overwrite` lets
    a table that was made by hand change fields."""
    merged = Merged(given.items)
    if given.base is None:
        merge_two_ways(given, merged, remove, overwrite)
    else:
        _three_ways(given, given.base, merged, remove)
    return merged


def _three_ways(given: GivenList, base: Base, merged: Merged, remove: bool) -> None:
    now = _now(base, given.items)
    rows, new = _identified(given, base, now, merged)
    since = _not_exported(given.items, now)
    for own, row in rows.items():
        if own not in now and (twin := _as_given(row, since, given.columns)):
            now[own] = twin  # both say the same, or the table was imported before
            since.remove(twin)
        elif own in now:
            _merge_cells(base, own, row, now[own], given.columns, merged)
        elif changed := _changed(base, own, row, given.columns):
            merged.problems.append(_gone(row, changed, given.items))
    for own in (own for own in base.rows if own not in rows and own in now):
        _take_out(now[own], base, own, merged, remove)
    add_rows(
        new, {id(row): now[own] for own, row in rows.items() if own in now}, since, given, merged
    )
    seen = sorted((own for own in rows if own in now), key=lambda own: rows[own].mark.line)
    order = [now[own].index for own in seen]
    exported = [now[own].index for own in base.rows if own in rows and own in now]
    if order != exported and merged.items.items:
        what = "表格里的行换了顺序，清单里的顺序没有动"
        merged.problems.append(warning(given.rows[0].mark, what, "要换顺序，就在清单里移"))


def _now(base: Base, items: Items) -> dict[str, Item]:
    """By its id when it was exported, what each item is now."""
    if items.roll.name_of is None:
        return align(base, items.items)
    named = {item.id: item for item in items.items}
    return {own: named[own] for own in base.rows if own in named}


def _not_exported(items: Items, now: Mapping[str, Item]) -> list[Item]:
    """Items that the manifest got since."""
    old = {item.index for item in now.values()}
    return [item for item in items.items if item.index not in old]


def _as_given(row: Given, since: Sequence[Item], columns: Sequence[Column]) -> Item | None:
    """The item that says just what the row does."""
    return next(
        (i for i in since if all(i.cells.get(c.key, "") == row.cells[c.key] for c in columns)), None
    )


def _identified(
    given: GivenList, base: Base, now: Mapping[str, Item], merged: Merged
) -> tuple[dict[str, Given], list[Given]]:
    """The rows of the table by the ids that were exported, and those that somebody added."""
    rows: dict[str, Given] = {}
    blank: list[Given] = []
    for row in given.rows:
        if not row.id:
            blank.append(row)
        elif row.id not in base.rows:
            what = f"导出的时候没有编号“{row.id}”"
            remedy = "编号不要改；是新的一行，就把编号那一格清空"
            merged.problems.append(Problem(row.mark, what, remedy))
        elif row.id in rows:
            what = f"编号“{row.id}”和第 {rows[row.id].mark.line} 行的一样"
            remedy = "新的一行把编号那一格清空；多出来的删掉"
            merged.problems.append(Problem(row.mark, what, remedy))
        else:
            rows[row.id] = row
    return rows, [row for row in blank if not _is_known(row, given, base, now, rows)]


def _is_known(
    row: Given, given: GivenList, base: Base, now: Mapping[str, Item], rows: dict[str, Given]
) -> bool:
    """Whether a row without an id is one that was exported, whose id somebody cleared."""
    name_of = given.items.roll.name_of
    if name_of:
        own = name_of(row.cells)
        known = own if own in now and own not in rows else None
    else:
        same = (own for own in base.rows if own not in rows and base.is_row(own, row.filled))
        known = next(same, None)
    if known is not None:
        rows[known] = row
    return known is not None


def _merge_cells(
    base: Base, own: str, row: Given, item: Item, columns: Sequence[Column], merged: Merged
) -> None:
    for column in columns:
        key = column.key
        here, there = item.cells.get(key, ""), _text(base, own, row, item, key)
        if there == here or base.says(own, key, there):
            continue
        if base.says(own, key, here):
            merged.changes.append(Change(item, column, there, row))
        elif not means_same(column, here, there):
            merged.problems.append(conflict(item, column, here, there, row))


def _text(base: Base, own: str, row: Given, item: Item | None, key: str) -> str:
    """What the cell says; a number as it was written before a program took its zeros away."""
    cell = row.cells[key]
    if key not in row.numbers:
        return cell
    here = item.cells.get(key, "") if item else ""
    padded = [cell.zfill(width) for width in range(len(cell), len(cell) + 12)]
    known = next((text for text in padded if base.says(own, key, text)), "")
    return known or (here if here in padded else cell)


def _changed(base: Base, own: str, row: Given, columns: Sequence[Column]) -> list[str]:
    return [
        column.label
        for column in columns
        if not base.says(own, column.key, _text(base, own, row, None, column.key))
    ]


def _take_out(item: Item, base: Base, own: str, merged: Merged, remove: bool) -> None:
    """An item that the table has no more."""
    called = merged.items.called(item.cells)
    if not remove:
        what = f"“{called}”表格里没有了，清单里还在"
        merged.problems.append(warning(item.mark, what, "真要删掉，加 --remove 再导入一次"))
    elif base.is_row(own, item.cells):
        merged.removed.append(item)
    else:
        what = f"“{called}”表格里删掉了，清单里导出以后又改过"
        remedy = "真要删，就在清单里删掉它；要留着，就不加 --remove"
        merged.problems.append(Problem(item.mark, what, remedy))


def _gone(row: Given, changed: Sequence[str], items: Items) -> Problem:
    what = f"“{items.called(row.cells)}”清单里已经没有了，表格里却改过（{'、'.join(changed)}）"
    remedy = "还要它，就把编号那一格清空，当作新的一行；不要了，就删掉这一行"
    return Problem(row.mark, what, remedy)
