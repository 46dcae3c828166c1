"""The posts of a list: what is to be done where and when, who took it, and how many are wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...compose.cells import Cells, check_columns_known
from ...compose.gifts import CONSENT
from ...compose.lists import may_name
from ...compose.masks import shown_as
from ...model.community import Community
from ...model.duty import NOTHING_DONE, Done
from ...model.problem import Problem
from ...model.sheet import Sheet
from ...model.table import Row

POST, DUTY, WHERE, HOURS, WANTED, TAKEN = (
    "岗位", "职责", "地点", "时间", "人数", "认岗人",
)  # fmt: skip
COLUMNS = (POST, DUTY, WHERE, HOURS, WANTED, TAKEN, CONSENT)

_BETWEEN = re.compile(r"[、，,；;/\n]+")
_MOST = 99


class Post(NamedTuple):
    """One post, and who serves at it."""

    name: str
    duty: str
    where: str
    hours: str
    wanted: int
    """How many it wants in all; one where nothing is said."""
    taken: tuple[str, ...]
    public: bool
    back: Done
    """What cards that came back say of it."""

    @property
    def shown_names(self) -> list[str]:
        return [shown_as(name, self.public) for name in self.taken]

    @property
    def open(self) -> int:
        """How many are still wanted."""
        return max(0, self.wanted - len(self.taken))


def read_posts(sheet: Sheet, community: Community) -> list[Post]:
    """Those that can be read; the others are problems that `check_posts` tells."""
    read = (_read(row, sheet, community) for row in sheet.table.rows)
    return [post for post, cells in read if not cells.problems]


def check_posts(sheet: Sheet, community: Community) -> Iterator[Problem]:
    """Every row that says no post, or more people than it wants."""
    yield from check_columns_known(sheet.table, COLUMNS, "岗位名单", sheet.mark("rows"))
    for row in sheet.table.rows:
        yield from _read(row, sheet, community)[1].problems


def _read(row: Row, sheet: Sheet, community: Community) -> tuple[Post, Cells]:
    cells = Cells(row)
    name, wanted = cells.words(POST), cells.count(WANTED)
    taken = takers(row)
    if not name:
        cells.fault("这一行没有写岗位", f"写上 {POST}，例如 楼道保洁岗")
    if wanted > _MOST:
        cells.fault(f"{WANTED}：{wanted} 个人太多", f"一个岗位最多写 {_MOST} 个人", WANTED)
    elif wanted and len(taken) > wanted:
        what = f"“{name}”要 {wanted} 个人，已经有 {len(taken)} 个人认了"
        cells.fault(what, f"核对 {TAKEN}，或者把 {WANTED} 改成 {len(taken)}", TAKEN)
    for one in sorted({one for one in taken if taken.count(one) > 1}):
        cells.fault(f"“{name}”的 {TAKEN} 里，{one} 写了两遍", "去掉一个", TAKEN)
    public = may_name(sheet, cells, CONSENT, community.today)
    duty, where, hours = map(cells.words, (DUTY, WHERE, HOURS))
    back = community.done.get(row.mark, NOTHING_DONE)
    wanted = wanted or max(1, len(taken))
    return Post(name, duty, where, hours, wanted, taken, public, back), cells


def takers(row: Row) -> tuple[str, ...]:
    """The names of those who took a post, in full."""
    names = (one.strip() for one in _BETWEEN.split(row.cells.get(TAKEN, "")))
    return tuple(filter(None, names))
