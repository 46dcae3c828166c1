"""The tree of a manifest: what is written, still as text, and where."""

from __future__ import annotations

from typing import NamedTuple

from ..model.problem import Loc


class Scalar(NamedTuple):
    """A key or a value, its text as YAML's quoting and folding leave it.

    Of all nodes, `line` and `column` count from 1; `start` and `end` are offsets in
    characters into the text (of a page, into the whole page). They span
    - a plain or quoted scalar with its quotes, without spaces and comments after it;
    - a block scalar from its `|` or `>` to the start of the first line that is no more
      its own, so with the blank lines after it;
    - nothing, right after the colon or the dash, where no value is written;
    - a flow collection with its brackets;
    - a block collection from its first key or dash to the end of its last value.
    A node's tag belongs to its span. (Tuples, because one is made in a third of the time
    of a frozen dataclass.)
    """

    text: str
    line: int
    column: int
    start: int = 0
    end: int = 0
    style: str = ""
    """`'`, `"`, `|`, `>`, or nothing for a plain scalar."""

    @property
    def empty(self) -> bool:
        """`key:` with nothing after it, or `~`."""
        return not self.style and self.text in ("", "~", "null")


class Sequence(NamedTuple):
    """A list; see Scalar for its span."""

    items: tuple[Node, ...]
    line: int
    column: int
    start: int = 0
    end: int = 0


class Mapping(NamedTuple):
    """Keys and values in the order of the file; see Scalar for its span."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    start: int = 0
    end: int = 0

    def get(self, key: str) -> Node | None:
        for name, value in self.entries:  # four times as fast as `next` of a generator
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping


def find(root: Node, loc: Loc) -> Node | None:
    """The node at `loc`, or None where nothing of that name is written."""
    node: Node | None = root
    for part in loc:
        if isinstance(node, Mapping) and isinstance(part, str):
            node = node.get(part)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node
