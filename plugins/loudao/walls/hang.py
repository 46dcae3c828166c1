"""What hangs where: every sheet seen from its place and from its board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..model.community import Community
from ..model.sheet import Sheet
from ..model.work import Work

State = Literal["now", "coming", "over"]


@dataclass(frozen=True)
class Walls:
    """Sheets by place id and by board id, in the order they were read."""

    at_place: dict[str, list[Sheet]]
    on_board: dict[str, list[Sheet]]
    below: dict[str, list[Sheet]]
    """What hangs at a place or anywhere inside it."""


def hang(community: Community) -> Walls:
    """The walls of a whole community."""
    at_place, on_board, below = defaultdict(list), defaultdict(list), defaultdict(list)
    for sheet in community.sheets:
        at = sheet.fields.at
        if at is not None and at in community.network.places:
            at_place[at].append(sheet)
            for place in community.network.line(at):
                below[place.id].append(sheet)
        for board in sheet.fields.boards:
            on_board[board].append(sheet)
    return Walls(dict(at_place), dict(on_board), dict(below))


def concerning(community: Community, walls: Walls, place_id: str) -> list[Sheet]:
    """What hangs at a place or inside it, and what hangs around it and so is meant for it too."""
    around = {place.id for place in community.network.line(place_id)}
    boards = [b.id for b in community.network.boards.values() if b.at in around]
    found = [
        *walls.below.get(place_id, ()),
        *(sheet for place in around for sheet in walls.at_place.get(place, ())),
        *(sheet for board in boards for sheet in walls.on_board.get(board, ())),
    ]
    wanted = {sheet.identity for sheet in found}
    return [sheet for sheet in community.sheets if sheet.identity in wanted]


def state(sheet: Sheet, today: date) -> State:
    """Whether a sheet hangs on that day, will hang, or should have come down."""
    if sheet.hangs(today):
        return "now"
    return "coming" if sheet.fields.from_ and today < sheet.fields.from_ else "over"


def walking_order(works: Iterable[Work]) -> list[Work]:
    """As one walks up: floor by floor, within a floor as written; what has no floor comes last."""
    return sorted(works, key=lambda work: work.floor or 1_000)
