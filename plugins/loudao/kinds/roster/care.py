"""The boards 宣传栏 that whoever has the turn looks after: wiped, cleared of old paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.community import Community
from ...model.names import boards_called
from ...model.place import BoardFields, Network
from ...model.problem import Problem
from ...model.sheet import Sheet
from ..boards import check_board
from .doubt import told_doubt
from .fields import ALL_BOARDS
from .turns import Turn, roster_fields

_MOST_NAMED = 3
"""Boards that a line of the calendar names; of more it says how many."""

_MARKS = re.compile(r"([\\`*_\[\]])")
"""What means something to Markdown."""


def boards_cared(sheet: Sheet, network: Network) -> list[BoardFields]:
    """Each once, as they are written; those that nobody knows are left out."""
    named = roster_fields(sheet).cares
    if ALL_BOARDS in named:
        return list(network.boards.values())
    found = (boards_called(network, words) for words in named)
    known = dict.fromkeys(ids[0] for ids in found if len(ids) == 1)
    return [network.boards[name] for name in known]


def describe_care(boards: Sequence[BoardFields]) -> str:
    """管护 东门宣传栏、西门宣传栏; 管护 5 块宣传栏."""
    if len(boards) > _MOST_NAMED:
        return f"管护 {len(boards)} 块宣传栏"
    return f"管护 {names_of(boards)}"


def names_of(boards: Sequence[BoardFields]) -> str:
    return "、".join(board.name for board in boards)


def told_text(sheet: Sheet, network: Network, turns: Sequence[Turn] = ()) -> str:
    """What is to be done, in Markdown: which boards, before what its author says of it; and of
    `turns` that may be days off, that nobody knows yet."""
    boards = boards_cared(sheet, network)
    names = _MARKS.sub(r"\\\1", names_of(boards))
    cares = f"**管护 {names}**" if boards else ""
    return "\n\n".join(filter(None, (cares, roster_fields(sheet).text, told_doubt(turns)))).rstrip()


def check_care(sheet: Sheet, community: Community) -> Iterator[Problem]:
    """Boards that nobody knows, and all of them where there is none."""
    if not community.places_known:
        return
    network = community.network
    for index, words in enumerate(roster_fields(sheet).cares):
        mark = sheet.mark("cares", index)
        if words != ALL_BOARDS:
            yield from check_board(network, words, mark)
        elif not network.boards:
            remedy = "在 galleries/places.yml 的 boards 里写上宣传栏，或者去掉 cares"
            yield Problem(mark, "社区还没有宣传栏，没有要管护的", remedy)
