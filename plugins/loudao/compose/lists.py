"""Rows of a list on paper: what each is told, its words, its code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..model.fields import ListFields
from ..model.sheet import Sheet
from ..model.table import COMMUNITY, NUMBER, PLACE, Row, fill
from ..richtext import render_blocks
from .brief import Brief, compose_sheet, place_code, signature
from .cells import Cells
from .pieces import Code, Composed, Grid
from .sizes import Size


class Told(NamedTuple):
    """A row of a list, and everything that may stand in braces."""

    row: Row
    cells: Mapping[str, str]

    @property
    def known(self) -> Mapping[str, str]:
        """What its list says of it; a place that it is for is nothing it says."""
        return {} if self.row.place is not None else self.row.cells


def list_fields(sheet: Sheet) -> ListFields:
    """The fields of a sheet whose kind is made from a list."""
    assert isinstance(sheet.fields, ListFields)
    return sheet.fields


def may_name(sheet: Sheet, cells: Cells, column: str, today: date) -> bool:
    """Whether a row, or what was signed for the whole list, lets its person be named in full."""
    consent = list_fields(sheet).consent
    return cells.agrees(column) or bool(consent and consent.holds(today))


def told_rows(sheet: Sheet, brief: Brief) -> Iterator[Told]:
    """The rows in order, each with its number, its place and the community."""
    fixed = {
        COMMUNITY: brief.community.name,
        PLACE: brief.community.names(sheet.fields.at, ()) or brief.community.name,
    }
    # a column that others have and this row has not is empty in it
    empty = dict.fromkeys(sheet.table.columns, "")
    for number, row in enumerate(sheet.table.rows, 1):
        yield Told(row, {**empty, **fixed, NUMBER: f"{number:04}", **row.cells})


def row_code(sheet: Sheet, row: Row, side_mm: float, label: str | None = None) -> Code:
    """The code of the row's place, else of the sheet's, else of the community."""
    return place_code(row.place or sheet.fields.at, side_mm, label)


def compose_rows(
    sheet: Sheet,
    brief: Brief,
    rows: Sequence[Mapping[str, Any]],
    *,
    default_style: str,
    size: Size = "A4",
    says: Mapping[str, Any] | None = None,
    sets: Mapping[str, Any] | None = None,
    side_mm: float = 0.0,
    lying: bool = False,
    grid: Grid | None = None,
) -> Iterator[Composed]:
    """One PDF of all rows, whatever each of them is; none where there are no rows."""
    if rows:
        yield compose_sheet(
            brief,
            sheet.fields.title,
            {"rows": rows, **(says or {})},
            sets=sets,
            size=size,
            lying=lying,
            style=sheet.fields.wall_style,
            default_style=default_style,
            side_mm=side_mm,
            weight=len(rows),
            grid=grid,
        )


def letter(sheet: Sheet, told: Told, brief: Brief) -> dict[str, Any]:
    """What is said to one person: a letter, a certificate."""
    fields = list_fields(sheet)
    return {
        "title": fields.title,
        "number": f"第 {told.cells[NUMBER]} 号",
        "to": fill(fields.to, told.cells),
        "body": render_blocks(fill(fields.text, told.cells)),
        "signature": signature(sheet, brief, fields.signature),
    }


def table_of(sheet: Sheet) -> list[list[list[list[str]]]]:
    """The whole list as cells of runs, the names of its columns first."""
    columns = sheet.table.columns
    return [
        [[[name, "strong"]] for name in columns],
        *([[[row.cells.get(name, ""), ""]] for name in columns] for row in sheet.table.rows),
    ]
