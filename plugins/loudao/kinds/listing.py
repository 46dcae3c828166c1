"""The rules of kinds that are made from a list."""

from __future__ import annotations

from collections.abc import Iterator

from ..compose.lists import list_fields
from ..manifest.guess import guess
from ..model.community import Community
from ..model.place import Network
from ..model.problem import Problem, warning
from ..model.roll import Column, Roll
from ..model.scalars import EACH_NAMES
from ..model.sheet import Sheet
from ..model.table import COMMUNITY, NUMBER, PLACE, blanks_of

_IN_ENGLISH = {
    "姓名": ("name",), "电话": ("phone", "tel"), "地址": ("address",), "门牌": ("door", "room"),
    "金额": ("amount", "money"), "物品": ("item", "goods"), "数量": ("quantity", "count"),
    "单位": ("unit",), "公开": ("public",), "日期": ("date", "day"), "备注": ("note", "remark"),
    "作品": ("work",), "奖项": ("prize", "award"), "时间": ("time",), "地点": ("place",),
    "用途": ("purpose",), "凭证": ("voucher",), "职位": ("position",),
}  # fmt: skip
"""What programs of elsewhere head such columns with."""
_MOST_NAMED = 5


def rows_of(*names: str, key: str = "rows", label: str = "名单") -> Roll:
    """A list of rows as a table, those columns first; any other is called as it is."""
    return Roll(key, label, tuple(Column(n, n, _IN_ENGLISH.get(n, ())) for n in names))


def words_of(key: str, label: str, *also: str) -> Roll:
    """A list of words as a table of one column."""
    return Roll(key, label, (Column(key, label, also),), "words")


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
    for loc, text in list_fields(sheet).with_blanks.items():
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
    elif fields.each and community.places_known:
        yield from _check_left_out(sheet, fields.each, community.network)


def _check_left_out(sheet: Sheet, each: str, network: Network) -> Iterator[Problem]:
    """A reminder of places that have none of that kind inside: a building of one stairwell, where
    each unit gets its own."""
    at, names = sheet.fields.at or "", []
    for place in network.places.values():
        around = {above.id: above.kind for above in network.line(place.id)}
        if place.id and at in around and not network.below.get(place.id):
            names += [place.full_name] if each not in around.values() else []
    if names:
        shown = "、".join(names[:_MOST_NAMED]) + ("等" if len(names) > _MOST_NAMED else "")
        what = f"{shown}（{len(names)} 处）里面没有{EACH_NAMES[each]}，没有算上"
        remedy = "要算上，就在 places.yml 里给它写上一个；或者照这份另写一份，写上 each 和 at"
        yield warning(sheet.mark("each"), what, remedy)
