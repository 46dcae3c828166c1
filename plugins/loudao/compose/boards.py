"""A board of rows 榜: a title, a text, what the rows say, and a code with what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ..model.days import describe_days
from ..model.sheet import Sheet
from ..richtext import render_blocks
from .brief import Brief, compose_sheet, named
from .pieces import Code, Composed
from .sizes import size_mm

_SIDE = 0.17
"""Of the width, the side of the code: 50 mm on A3."""


def compose_board(
    sheet: Sheet,
    brief: Brief,
    rows: Mapping[str, Any],
    *,
    text: str,
    label: str,
    default_style: str,
    weight: int,
    facts: Sequence[tuple[str, str]] | None = None,
    sets: Mapping[str, Any] | None = None,
    side: float = _SIDE,
    part: str = "",
    days: tuple[date | None, date | None] | None = None,
) -> Composed:
    """A3 where nobody asks for another size. `rows` are what it says besides; `label` stands below
    its code; `facts` are its place and its days where nothing else is said."""
    fields = sheet.fields
    size = brief.size(sheet, "A3")
    side_mm = size_mm(size)[0] * side
    return compose_sheet(
        brief,
        fields.title,
        {
            "facts": named(_where_and_when(sheet, brief) if facts is None else facts),
            "body": render_blocks(text),
            **rows,
            "code": Code(sheet.identity, side_mm, label),
        },
        sets={"title_lines": [[fields.title]], "kept_words": [], **(sets or {})},
        size=size,
        style=fields.wall_style,
        default_style=default_style,
        side_mm=side_mm,
        weight=weight,
        part=part,
        days=days,
    )


def _where_and_when(sheet: Sheet, brief: Brief) -> Sequence[tuple[str, str]]:
    days = describe_days(sheet.fields.from_, sheet.fields.until)
    return [("地点", brief.community.where(sheet)), ("日期", days)]
