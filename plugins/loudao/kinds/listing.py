"""The rules of kinds that are made from a list."""

from __future__ import annotations

from collections.abc import Iterator

from ..compose.lists import list_fields
from ..manifest.guess import guess
from ..model.community import Community
from ..model.problem import Problem
from ..model.sheet import Sheet
from ..model.table import COMMUNITY, NUMBER, PLACE, blanks_of


def check_list(sheet: Sheet, community: Community) -> Iterator[Problem]:
    """Columns that texts name, and whether anything would be printed."""
    yield from check_columns(sheet)
    yield from check_rows(sheet, community)
    fields = list_fields(sheet)
    if not (sheet.table.rows or fields.list or fields.each or fields.copies):
        remedy = "写上 rows: 名单、list: 表格.csv、each: unit 或 copies: 份数"
        yield Problem(sheet.mark("kind"), "不知道要印几份", remedy)


def check_columns(sheet: Sheet) -> Iterator[Problem]:
    """A `{name}` in a text is a column of the list, or one that every list has."""
    columns = {*sheet.table.columns, NUMBER, COMMUNITY, PLACE}
    for loc, text in list_fields(sheet).filled.items():
        for name in blanks_of(text):
            if name.strip() not in columns:
                what = f"名单里没有“{name}”这一列{guess(name, columns)}"
                yield Problem(sheet.mark(*loc), what, f"可以写：{'、'.join(sorted(columns))}")


def check_rows(sheet: Sheet, community: Community) -> Iterator[Problem]:
    """A list that was named and holds nothing."""
    fields = list_fields(sheet)
    if fields.list and sheet.table.columns and not sheet.table.rows:
        what = f"表格“{fields.list}”里只有列名，一行也没有"
        yield Problem(sheet.mark("list"), what, "从第二行起，一行写一份")
    if fields.each and community.places_known and not sheet.table.rows:
        what = "at 里面没有这样的地点，一份也印不出来"
        yield Problem(sheet.mark("each"), what, "核对 each 和 at，places.yml 里要有这些地点")
