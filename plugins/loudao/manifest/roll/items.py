"""The items of a list in a manifest as cells of a table, and where each stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...model.invisible import visible
from ...model.problem import Mark, Problem
from ...model.roll import Column, Roll
from ..edit import on_one_line
from ..nodes import Mapping as MappingNode
from ..nodes import Node, Scalar, Sequence
from ..reader import parse_nodes

BETWEEN = "、"
"""What stands between the words of a list in one cell."""
SPLITS = "、,，;；\n"
"""What staff put between them."""


@dataclass(frozen=True)
class Item:
    """One item of a list, a row of the table."""

    index: int
    """In the manifest, from 0."""
    id: str
    """Of works what they are called for ever; of others their number in the manifest, from 1."""
    cells: Mapping[str, str]
    """What stands in each column, by its key; columns that say nothing are left out."""
    node: Node
    mark: Mark
    written: Mapping[str, str] = field(default_factory=dict)
    """Everything that it says, what has no column too."""

    def mark_of(self, key: str) -> Mark:
        """Where that is written, else where the item begins."""
        node = self.node.get(key) if isinstance(self.node, MappingNode) else None
        return Mark(self.mark.path, node.line, node.column) if node else self.mark


@dataclass(frozen=True)
class Items:
    """A list of a manifest."""

    roll: Roll
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    node: Node | None
    """None where the manifest has no such list."""

    @property
    def file(self) -> str:
        """The name of the table beside the manifest that holds it, if one does."""
        return self.node.text if isinstance(self.node, Scalar) and not self.node.empty else ""

    def called(self, cells: Mapping[str, str]) -> str:
        """What people know an item by, that says `cells`."""
        first = next(filter(None, cells.values()), "")
        return (cells.get(self.roll.called) or first).split("\n")[0][:20]

    def column(self, key: str) -> Column:
        """The column of that key; one that only a table has is called as it is."""
        return next((c for c in self.columns if c.key == key), Column(key, key))


def read_items(roll: Roll, root: MappingNode, shown: str) -> Items:
    """The list that the manifest `root`, without faults, has for `roll`."""
    node = root.get(roll.key)
    nodes = node.items if isinstance(node, Sequence) else ()
    items = tuple(_item(roll, n, one, shown) for n, one in enumerate(nodes))
    return Items(roll, _columns(roll, items), items, node)


def repeated_names(items: Items) -> Iterable[Problem]:
    """An error for each item that is called as another: nobody could tell which is meant."""
    if items.roll.name_of is None:
        return
    seen: dict[str, Item] = {}
    for item in items.items:
        first = seen.setdefault(item.id.casefold(), item)
        if first is not item:
            what = f"编号“{item.id}”和第 {first.mark.line} 行的重复"
            yield Problem(item.mark, what, "给其中一件写上不同的 id:")


def normal(text: str) -> str:
    """`text` as a cell gives it back: without what nobody sees, and without spaces around it."""
    lines = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not lines.isprintable():
        lines = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc")
    return lines.strip()


def _item(roll: Roll, index: int, node: Node, shown: str) -> Item:
    cells, written = {}, {}
    if isinstance(node, MappingNode):
        written = {key.text: cell_of(value) for key, value in node.entries}
        known = {column.key for column in roll.columns}
        cells = {
            key: cell
            for key, cell in written.items()
            if cell and (roll.shape == "rows" or key in known)
        }
    elif roll.shape == "words" and (cell := cell_of(node)):
        cells = {roll.key: cell}
    own = roll.name_of(written) if roll.name_of else str(index + 1)
    return Item(index, own, cells, node, Mark(shown, node.line, node.column), written)


def cell_of(node: Node) -> str:
    """What a value is in a cell: its words, several with 、 between them, or a group in braces."""
    if isinstance(node, Scalar):
        return "" if node.empty else normal(node.text)
    if isinstance(node, Sequence) and all(map(_is_word, node.items)):
        return BETWEEN.join(cell_of(item) for item in node.items)
    return normal(_flow(node))


def is_verbatim(column: Column, new: str) -> bool:
    """Whether a cell is YAML as it stands: a group in braces, or a list in brackets."""
    return (column.grouped and new.startswith("{")) or (column.many and new.startswith("["))


def words_in(new: str) -> list[str]:
    """The words of a list in one cell."""
    return list(filter(None, map(str.strip, re.split(f"[{SPLITS}]", new))))


def canonical(column: Column, cell: str) -> str:
    """A cell that staff typed as the manifest would give it back."""
    if is_verbatim(column, cell):
        node, problems = parse_nodes(cell, "")
        return cell if problems or node is None else cell_of(node)
    return BETWEEN.join(words_in(cell)) if column.many else cell


def _is_word(node: Node) -> bool:
    return isinstance(node, Scalar) and bool(cell_of(node)) and not set(SPLITS) & set(node.text)


def _flow(node: Node) -> str:
    if isinstance(node, Scalar):
        return "" if node.empty else on_one_line(node.text)
    if isinstance(node, Sequence):
        return f"[{', '.join(map(_flow, node.items))}]"
    entries = (f"{on_one_line(key.text)}: {_flow(value)}" for key, value in node.entries)
    return f"{{{', '.join(entries)}}}"


def _columns(roll: Roll, items: Iterable[Item]) -> tuple[Column, ...]:
    """Those of the roll, then what rows have besides."""
    known = {column.key for column in roll.columns}
    keys = (key for item in items for key in item.cells if key not in known)
    own = (Column(key, key) for key in dict.fromkeys(keys))
    return (*roll.columns, *own)
