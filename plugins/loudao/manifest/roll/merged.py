"""What a table asks to be done to a list of a manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ...model.problem import Problem
from ...model.roll import Column, Roll
from .given import Given, GivenList, cell_name
from .items import Item, Items
from .meaning import means_same


class Change(NamedTuple):
    """One field that the table says otherwise."""

    item: Item
    column: Column
    new: str
    """Empty where the table says nothing any more."""
    given: Given


class Added(NamedTuple):
    """A row that the manifest does not have."""

    after: int
    """The index of the item below which it goes; -1 for the top."""
    given: Given


@dataclass
class Merged:
    """What is to be done to one list of the manifest."""

    items: Items
    changes: list[Change] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    removed: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Conflicts are errors; what was left as it is, is told."""

    def keep_names(self) -> None:
        """Writes down what items are called, where a change would call them otherwise: codes that
        hang lead there."""
        roll = self.items.roll
        if roll.name_of is None:
            return
        said: dict[int, dict[str, str]] = {}
        given = {change.item.index: change.given for change in self.changes}
        for change in self.changes:
            said.setdefault(change.item.index, {})[change.column.key] = change.new
        for index, cells in said.items():
            item = self.items.items[index]
            if roll.name_of({**item.written, **cells}) != item.id:
                column = Column(roll.id_key, roll.id_key)
                self.changes.append(Change(item, column, item.id, given[index]))
        self.added = [a._replace(given=_with_own_name(a.given, roll)) for a in self.added]

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.added or self.removed)


def _with_own_name(row: Given, roll: Roll) -> Given:
    """A new row that has an id of its own, with it among its cells."""
    own = roll.name_of(row.cells) if roll.name_of else ""
    is_other = bool(row.id) and row.id != own
    return replace(row, cells={**row.cells, roll.id_key: row.id}) if is_other else row


def add_rows(
    rows: Sequence[Given], placed: Mapping[int, Item], since: list[Item], given: GivenList,
    merged: Merged,
) -> None:  # fmt: skip
    """The rows that are new, each below what stands above it in the table; those that the manifest
    got too are one."""
    new, after = {id(row) for row in rows}, -1
    for row in given.rows:
        if id(row) in placed:
            after = placed[id(row)].index
        elif id(row) in new:
            twin = _twin(row, given.items, since)
            if twin is None:
                merged.problems += _claimed(row, given, merged)
                merged.added.append(Added(after, row))
                continue
            since.remove(twin)
            after = twin.index
            merged.problems += _differing(row, twin, given.columns)


def _twin(row: Given, items: Items, since: Sequence[Item]) -> Item | None:
    """The item among those `since` that the row is too."""
    if items.roll.name_of:
        own = items.roll.name_of(row.cells).casefold()
        return next((item for item in since if own and item.id.casefold() == own), None)
    return next((item for item in since if item.cells == row.filled), None)


def _claimed(row: Given, given: GivenList, merged: Merged) -> Iterator[Problem]:
    """An error where a new row bears the name of an item, or of another new row."""
    name_of = given.items.roll.name_of
    own = name_of(row.cells).casefold() if name_of else ""
    taken = next((item for item in given.items.items if item.id.casefold() == own), None)
    others = (a.given for a in merged.added if name_of and name_of(a.given.cells).casefold() == own)
    other = next(others, None) if own else None
    if taken and own:
        what = f"“{given.items.called(row.cells)}”清单里已经有了（第 {taken.mark.line} 行）"
        yield Problem(row.mark, what, "删掉表格里多出来的这一行")
    elif other:
        what = f"“{given.items.called(row.cells)}”和第 {other.mark.line} 行是同一件"
        yield Problem(row.mark, what, "删掉多出来的一行")


def _differing(row: Given, twin: Item, columns: Sequence[Column]) -> Iterator[Problem]:
    """Both sides got the item, and say other things of it."""
    for column in columns:
        here, there = twin.cells.get(column.key, ""), row.cells[column.key]
        if there and not means_same(column, here, there):
            yield conflict(twin, column, here, there, row)


def conflict(item: Item, column: Column, here: str, there: str, row: Given) -> Problem:
    at = row.mark_of(column.key)
    what = f"{column.label}：这里是“{here}”，{at.path} 的 {cell_name(at)} 是“{there}”，两边都改过"
    return Problem(item.mark_of(column.key), what, "定下用哪个，两边写成一样的，再导入一次")
