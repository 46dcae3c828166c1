"""Letters 一封信, numbered, one for each row of a list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...compose.brief import Brief
from ...compose.lists import compose_rows, letter, row_code, told_rows
from ...compose.pieces import Composed
from ...model.fields import ListFields
from ...model.sheet import Sheet
from ..kind import Kind, Paper
from ..listing import check_list, rows_of

_STYLE = "plain"
_SIDE_MM = 30.0


def _letters(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    rows = [
        letter(sheet, told, brief) | {"code": row_code(sheet, told.row, _SIDE_MM, "扫码回话")}
        for told in told_rows(sheet, brief)
    ]
    return compose_rows(
        sheet, brief, rows, default_style=_STYLE, side_mm=_SIDE_MM,
        says={"code": {}},  # each has a code of its own
    )  # fmt: skip


KIND = Kind(
    name="letters",
    label="一封信",
    folder=Path(__file__).parent,
    fields=ListFields,
    source="manifest",
    default_style=_STYLE,
    papers=(
        Paper("letters", "一封信", "letters.typ", _letters, "A4", hangs=False, per_wall=False),
    ),
    check=check_list,
    rolls=(rows_of("姓名"),),
)
