"""Rows that a kind adds to the tables of a page's own words: what their figures come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_RULE = re.compile(r"[|:\-\s]+")


class Frame(NamedTuple):
    """What stands around a page's own words, and what is added to them."""

    before: str
    after: str
    rows: Sequence[Mapping[str, Any]] = ()
    """Of its tables: the number of the table, its `header`, the `cells` of the row, and which
    columns are `figures`."""


def add_rows(markdown: str, frame: Frame | None) -> str:
    """`markdown` with each row of its `frame` below its table, whose `figures` stand to the right.

    Before Markdown is read: so every engine has them. A table that is not where the kind saw it
    stays as it is.
    """
    lines = markdown.split("\n")
    tables = list(_tables(lines))
    for row in reversed(frame.rows if frame else ()):
        at = tables[row["table"]] if row["table"] < len(tables) else range(0)
        if not at or not all(cell in lines[at[0]] for cell in row["header"]):
            continue
        lines[at[1]] = _to_the_right(lines[at[1]], row["figures"])
        bar = "| " if lines[at[0]].lstrip().startswith("|") else ""
        cells = " | ".join(f"**{cell}**" if cell else "" for cell in row["cells"])
        lines.insert(at[-1] + 1, f"{bar}{cells}{' |' if bar else ''}")
    return "\n".join(lines)


def _tables(lines: Sequence[str]) -> Iterator[range]:
    """Lines with bars that follow each other; the second of them draws a rule."""
    start = None
    for number, line in enumerate([*lines, ""]):
        if "|" in line:
            start = number if start is None else start
            continue
        if start is not None and number - start > 1 and _RULE.fullmatch(lines[start + 1]):
            yield range(start, number)
        start = None


def _to_the_right(rule: str, columns: Sequence[int]) -> str:
    """The line below a header, with a colon where staff wrote none."""
    border = 1 if rule.lstrip().startswith("|") else 0
    parts = rule.split("|")
    for column in columns:
        at = column + border
        if at < len(parts) and ":" not in parts[at]:
            parts[at] = f"{parts[at].rstrip()}:"
    return "|".join(parts)
