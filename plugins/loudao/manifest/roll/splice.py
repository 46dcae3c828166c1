"""What a table asks for, written into the text of a manifest; every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model.roll import Column, Roll
from ..edit import between, on_one_line, written_value
from ..nodes import Mapping as MappingNode
from ..nodes import Node, Scalar
from ..nodes import Sequence as SequenceNode
from ..text import Edit
from .items import Item, is_verbatim, words_in
from .merged import Added, Merged


def edits_of(text: str, merged: Merged) -> Iterator[Edit]:
    """Every change of the list as an edit of `text`, in which its nodes were found."""
    fields: dict[int, list[tuple[Column, str]]] = {}
    for change in merged.changes:
        fields.setdefault(change.item.index, []).append((change.column, change.new))
    for index, said in fields.items():
        yield from _field_edits(text, merged.items.items[index], said, merged.items.roll)
    gone = {item.index for item in merged.removed}
    rows = _rows_by_place(merged, gone)
    node = merged.items.node
    if isinstance(node, SequenceNode) and text[node.start : node.start + 1] == "[":
        yield from _flow_edits(node, merged, rows, gone)
    else:
        yield from _block_edits(text, node, merged, rows, gone)


def _rows_by_place(merged: Merged, gone: set[int]) -> dict[int, list[Added]]:
    """New rows by the index of the item that stays and that they follow; -1 for the top."""
    rows: dict[int, list[Added]] = {}
    for added in sorted(merged.added, key=lambda added: added.after):
        after = added.after
        while after in gone:
            after -= 1
        rows.setdefault(after, []).append(added)
    return rows


def _field_edits(
    text: str, item: Item, said: Iterable[tuple[Column, str]], roll: Roll
) -> Iterator[Edit]:
    if not isinstance(item.node, MappingNode):
        for column, new in said:
            yield _value_edit(text, item.node, column, new)
        return
    entries = []
    for column, new in said:
        known = item.node.get(column.key)
        if known is not None:
            yield _on_its_line(text, item.node, known, _value_edit(text, known, column, new))
        elif new:
            entries.append((column, new))
    if entries:
        yield _new_entries(text, item.node, entries)


def _value_edit(text: str, node: Node, column: Column, new: str) -> Edit:
    is_block = isinstance(node, Scalar) and node.style in ("|", ">")
    if not new:
        return Edit(node.start, node.end, "\n" if is_block else "")
    if column.many or is_verbatim(column, new):
        written = _words(column, new)
        if node.start == node.end:
            written = between(text, node.start) + written
        return Edit(node.start, node.end, written + "\n" * is_block)
    if isinstance(node, Scalar):
        # the line end of a block is no part of what staff see in a cell
        ended = f"{new}\n" if is_block and node.text.endswith("\n") else new
        return Edit(node.start, node.end, written_value(text, node, ended))
    return Edit(node.start, node.end, on_one_line(new))


def _on_its_line(text: str, owner: MappingNode, node: Node, edit: Edit) -> Edit:
    """The edit from the key's colon on: where fields stood below the key a word goes beside it,
    and where nothing is left no space is."""
    key = next(key for key, value in owner.entries if value is node)
    colon = text.find(":", key.end) + 1
    if not colon or text[colon : edit.start].strip() or "\n" in edit.new:
        return edit
    if edit.new.strip() and "\n" in text[colon : edit.start]:
        return edit._replace(start=colon, new=f" {edit.new}")
    if not edit.new and text[edit.end : edit.end + 1] in ("", "\n"):
        return edit._replace(start=colon)
    return edit


def _words(column: Column, new: str) -> str:
    """A cell as YAML on one line."""
    if is_verbatim(column, new):
        return " ".join(new.split())
    if not column.many:
        return on_one_line(new)
    return f"[{', '.join(map(on_one_line, words_in(new)))}]"


def _new_entries(text: str, node: MappingNode, said: Sequence[tuple[Column, str]]) -> Edit:
    """Fields that the item did not have, below those that it has."""
    last = node.entries[-1][1].end if node.entries else node.start + 1
    if text[node.start] == "{":
        entries = ", ".join(_entry(column, new) for column, new in said)
        has_comma = "," in text[last : node.end - 1]
        at = node.end - 1
        if not node.entries or has_comma:
            return Edit(at, at, entries)
        return Edit(at, at, f", {entries}")
    at = _next_line(text, last)
    indent = " " * (node.column - 1)
    lines = "".join(f"{indent}{_entry(column, new, indent)}\n" for column, new in said)
    return Edit(at, at, lines, own_line=True)


def _entry(column: Column, new: str, indent: str | None = None) -> str:
    """`key: value`; where there is room below it, words of several lines as a block."""
    key = on_one_line(column.key)
    lines = new.split("\n")
    fits = len(lines) > 1 and not is_verbatim(column, new) and not column.many
    if indent is not None and fits and not new.startswith((" ", "\t")) and "\t" not in new:
        inner = "".join(f"\n{indent}  {line}" if line else "\n" for line in lines)
        return f"{key}: |{inner}"
    return f"{key}: {_words(column, new)}"


def _next_line(text: str, at: int) -> int:
    """The start of the line after `at`; where a block ends, that is the start of a line."""
    if at and text[at - 1] == "\n":
        return at
    return text.find("\n", at) + 1 or len(text)


def _flow_edits(
    node: SequenceNode, merged: Merged, rows: Mapping[int, list[Added]], gone: set[int]
) -> Iterator[Edit]:
    """In a list in brackets: `[101室, 102室]`."""
    items = node.items
    written = {after: [_inline(a, merged) for a in added] for after, added in rows.items()}
    if len(gone) == len(items):
        start = items[0].start if items else node.start + 1
        yield Edit(start, items[-1].end if items else start, ", ".join(written.get(-1, [])))
        return
    for after, several in written.items():
        if after < 0:
            yield Edit(items[0].start, items[0].start, "".join(f"{one}, " for one in several))
        else:
            end = items[after].end
            yield Edit(end, end, "".join(f", {one}" for one in several))
    for first, last in _runs(sorted(gone)):
        if first:
            yield Edit(items[first - 1].end, items[last].end, "")
        else:
            yield Edit(items[0].start, items[last + 1].start, "")


def _runs(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each stretch without a gap."""
    first = None
    for number, index in enumerate(indices):
        first = index if first is None else first
        if number + 1 == len(indices) or indices[number + 1] != index + 1:
            yield first, index
            first = None


def _block_edits(
    text: str, node: Node | None, merged: Merged, rows: Mapping[int, list[Added]], gone: set[int]
) -> Iterator[Edit]:
    """In a list of which each item has a dash."""
    key = on_one_line(merged.items.roll.key)
    if node is None:
        at, indent, head = len(text), "  ", f"{key}:\n"
    elif isinstance(node, SequenceNode):
        at, indent, head = _line_of(text, node.start), " " * (node.column - 1), ""
    else:
        at, indent, head = _next_line(text, node.end), "  ", ""
    items = merged.items.items
    for after, several in rows.items():
        below = _above_notes(text, at) if after < 0 else _next_line(text, items[after].node.end)
        lines = "".join(_dashed(one, merged, indent) for one in several)
        yield Edit(below, below, head + lines, own_line=True)
    for index in sorted(gone):
        previous = items[index - 1].node.end if index else items[index].node.start
        start = _dash_of(text, items[index], previous, len(indent)) if index else at
        yield Edit(start, _next_line(text, items[index].node.end), "")


def _dash_of(text: str, item: Item, previous: int, indent: int) -> int:
    """The start of the line of the item's dash, which may stand above it."""
    dashes = re.finditer(rf"^ {{{indent}}}-(?=\s)", text[: item.node.start], re.MULTILINE)
    return max(m.start() for m in dashes if m.start() >= _next_line(text, previous))


def _above_notes(text: str, at: int) -> int:
    """The start of the comments and blank lines above the line at `at`: they speak of it."""
    notes = re.search(r"(?:^[ \t]*(?:#[^\n]*)?\n)+\Z", text[:at], re.MULTILINE)
    return notes.start() if notes else at


def _line_of(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _inline(added: Added, merged: Merged) -> str:
    roll, cells = merged.items.roll, added.given.filled
    if roll.shape == "words":
        return on_one_line(cells[roll.key])
    entries = (_entry(merged.items.column(key), new) for key, new in cells.items())
    return f"{{{', '.join(entries)}}}"


def _dashed(added: Added, merged: Merged, indent: str) -> str:
    """A new item, a field a line where the others are so."""
    items = merged.items.items
    like = items[0].node if items else None
    inside = f"{indent}  "
    if merged.items.roll.shape == "fields" or _is_block(like):
        cells = added.given.filled.items()
        lines = [_entry(merged.items.column(key), new, inside) for key, new in cells]
        return f"{indent}- " + f"\n{inside}".join(lines) + "\n"
    return f"{indent}- {_inline(added, merged)}\n"


def _is_block(node: Node | None) -> bool:
    """Whether a field has a line of its own; between braces all are on one."""
    return isinstance(node, MappingNode) and (
        len({key.line for key, _ in node.entries}) == len(node.entries) > 1
    )
