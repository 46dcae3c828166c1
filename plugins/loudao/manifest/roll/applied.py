"""Lists written into a manifest, and read again to see that it says just what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...model.problem import Mark, Problem
from ...model.roll import Roll
from ..document import parse_mapping
from ..nodes import Mapping as MappingNode
from ..text import Text, decode
from .given import Given
from .items import Items, cell_of, read_items
from .merged import Merged
from .splice import edits_of


class Expected(NamedTuple):
    """An item as it is to be."""

    cells: dict[str, str]
    id: str
    """Empty of a new item whose name is its own affair."""
    given: Given | None
    """The row of the table that changed it; None where it is as it was."""


def apply_lists(
    text: Text, root: MappingNode, merged: Sequence[Merged], shown: str
) -> tuple[Text | None, list[Problem]]:
    """The manifest with what the table asks for; None where it cannot be written so that it says
    just that, whose problem says what to do."""
    data = text.replace_all(edit for one in merged for edit in edits_of(text.text, one))
    after, _ = decode(data, shown)
    now, _ = parse_mapping(after.text, shown) if after else (None, [])
    rolls = [one.items.roll for one in merged]
    if (
        after
        and now
        and _others(now, rolls) == _others(root, rolls)
        and all(_is_as_meant(read_items(one.items.roll, now, shown), one) for one in merged)
    ):
        return after, []
    node = next((one.items.node for one in merged if one.items.node), None)
    mark = Mark(shown, node.line, node.column) if node else Mark(shown)
    remedy = "照表格在清单里改，或者把这一段写成一行一项（- 开头）再导入"
    return None, [Problem(mark, "清单的这一段写法少见，表格写不进去，没有动", remedy)]


def expected(merged: Merged) -> Iterator[Expected]:
    """The items of the list as they are to be, in order."""
    said: dict[int, dict[str, str]] = {}
    by: dict[int, Given] = {}
    for change in merged.changes:
        said.setdefault(change.item.index, {})[change.column.key] = change.new
        by[change.item.index] = change.given
    gone = {item.index for item in merged.removed}
    yield from (_new(a.given, merged) for a in merged.added if a.after < 0)
    for item in merged.items.items:
        if item.index not in gone:
            cells = {**item.cells, **said.get(item.index, {})}
            yield Expected(_plain(cells, merged), item.id, by.get(item.index))
        yield from (_new(a.given, merged) for a in merged.added if a.after == item.index)


def _new(given: Given, merged: Merged) -> Expected:
    return Expected(_plain(given.filled, merged), "", given)


def _plain(cells: dict[str, str], merged: Merged) -> dict[str, str]:
    """The cells as the manifest gives them back."""
    own = merged.items.roll.id_key
    return {key: cell for key, cell in cells.items() if cell and key != own}


def _is_as_meant(items: Items, merged: Merged) -> bool:
    meant = list(expected(merged))
    return len(meant) == len(items.items) and all(
        want.id in ("", item.id if items.roll.name_of else want.id) and item.cells == want.cells
        for item, want in zip(items.items, meant, strict=True)
    )


def _others(root: MappingNode, rolls: Sequence[Roll]) -> list[tuple[str, str]]:
    """Everything that the manifest says besides."""
    ours = {roll.key for roll in rolls}
    return [(key.text, cell_of(value)) for key, value in root.entries if key.text not in ours]
