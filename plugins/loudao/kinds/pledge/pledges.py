"""The pledges of a list: who promised what until when, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ...compose.cells import Cells, check_columns_known
from ...compose.gifts import CONSENT, DOOR, NAME
from ...compose.lists import may_name
from ...compose.masks import shown_as
from ...model.community import Community
from ...model.duty import NOTHING_DONE, Done
from ...model.problem import Problem, warning
from ...model.sheet import Sheet
from ...model.table import Row

WHAT, STARTS, UNTIL, SO_FAR, ALL, STATE, DONE = (
    "承诺", "开始", "到期", "做了", "共", "状态", "完成",
)  # fmt: skip
COLUMNS = (NAME, DOOR, WHAT, STARTS, UNTIL, SO_FAR, ALL, STATE, DONE, CONSENT)

OPEN, DOING, KEPT = "未完成", "进行中", "完成"
STATES = (OPEN, DOING, KEPT)


class Pledge(NamedTuple):
    """What one person or household promised."""

    name: str
    door: str
    public: bool
    what: str
    starts: date | None
    until: date | None
    typed: int
    """How many times it was done, as its row says."""
    back: Done
    """What cards that came back say of it."""
    all: int
    """How many times it shall be done; 0 for what is not counted."""
    state: str
    done: date | None

    @property
    def so_far(self) -> int:
        return _so_far(self.typed, self.back)

    @property
    def shown_name(self) -> str:
        return shown_as(self.name, self.public)

    def is_late(self, today: date) -> bool:
        return self.state != KEPT and self.until is not None and self.until < today


def read_pledges(sheet: Sheet, community: Community) -> list[Pledge]:
    """Those that can be read; the others are problems that `check_pledges` tells."""
    read = (_read(row, sheet, community) for row in sheet.table.rows)
    return [pledge for pledge, cells in read if not cells.problems]


def check_pledges(sheet: Sheet, community: Community) -> Iterator[Problem]:
    """Every row that says no pledge, and a hint for each that is overdue."""
    yield from check_columns_known(sheet.table, COLUMNS, "承诺名单", sheet.mark("rows"))
    for row in sheet.table.rows:
        pledge, cells = _read(row, sheet, community)
        yield from cells.problems
        if cells.problems:
            continue
        if 0 < pledge.typed < pledge.back.times:
            known = f"收回的反馈卡有 {pledge.back.times} 次"
            what = f"“{pledge.what}”{SO_FAR}写的是 {pledge.typed} 次，{known}"
            remedy = f"核对；反馈卡对就不用写 {SO_FAR}，自己会数"
            yield warning(row.mark_of(SO_FAR), what, remedy)
        if pledge.is_late(community.today):
            what = f"“{pledge.what}”说好到 {pledge.until} 为止，还没有完成"
            remedy = f"做完了写上 {DONE}: 哪一天；要延期就改 {UNTIL}"
            yield warning(row.mark_of(UNTIL), what, remedy)


def _read(row: Row, sheet: Sheet, community: Community) -> tuple[Pledge, Cells]:
    cells = Cells(row)
    name, door, what = cells.words(NAME), cells.words(DOOR), cells.words(WHAT)
    typed, whole = cells.count(SO_FAR), cells.count(ALL)
    back = community.done.get(row.mark, NOTHING_DONE)
    starts, until, done = cells.day(STARTS), cells.day(UNTIL), cells.day(DONE)
    said, public = cells.one_of(STATE, STATES), may_name(sheet, cells, CONSENT, community.today)
    if not (name or door):
        cells.fault(f"这一行没有{NAME}或者{DOOR}", f"写上 {DOOR}，或者 {NAME}")
    if not what:
        cells.fault("这一行没有写承诺什么", f"写上 {WHAT}，例如 每周扫一次楼道")
    if done and done > community.today:
        remedy = f"做完那天再写；说好哪天做完，写在 {UNTIL}"
        cells.fault(f"{DONE} {done} 还没有到", remedy, DONE)
    if whole and typed > whole:
        remedy = f"核对 {SO_FAR} 和 {ALL}"
        cells.fault(f"“{what}”做了 {typed} 次，比共 {whole} 次还多", remedy, SO_FAR)
    if starts and until and until < starts:
        cells.fault(f"{UNTIL} {until} 比 {STARTS} {starts} 还早", "把两天换过来", UNTIL)
    so_far = _so_far(typed, back)
    state = _state(so_far, whole, starts, done, community.today)
    if said and done and said != KEPT:
        cells.fault(f"{STATE}写的是{said}，{DONE}却写了 {done}", "去掉其中一个", STATE)
    if said == KEPT and whole and so_far < whole:
        remedy = f"做完了就把 {SO_FAR} 改成 {whole}"
        cells.fault(f"{STATE}写的是{KEPT}，却只做了 {so_far} 次，共 {whole} 次", remedy, STATE)
    pledge = Pledge(
        name, door, public, what, starts, until, typed, back, whole, said or state, done
    )
    return pledge, cells


def _so_far(typed: int, back: Done) -> int:
    """How many times it was done: each card that came back is one, though nobody typed it."""
    return max(typed, back.times)


def _state(so_far: int, whole: int, starts: date | None, done: date | None, today: date) -> str:
    """What follows from the days and the counts."""
    if done or (whole and so_far >= whole):
        return KEPT
    return DOING if so_far or (starts and starts <= today) else OPEN
