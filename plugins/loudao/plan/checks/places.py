"""Places and boards that are named must be in galleries/places.yml."""

from __future__ import annotations

from collections.abc import Iterator

from ...manifest.guess import guess
from ...model.community import Community
from ...model.problem import Mark, Problem
from ...model.sheet import Sheet


def check_places(sheet: Sheet, community: Community) -> Iterator[Problem]:
    """The place and the boards of one sheet."""
    if not community.places_known:
        return
    if sheet.fields.at is not None:
        yield from _unknown(community, sheet.fields.at, sheet.mark("at"))
    boards = community.network.boards
    for index, board_id in enumerate(sheet.fields.boards):
        if board_id not in boards:
            yield Problem(
                sheet.mark("boards", index),
                f"没有“{board_id}”这个宣传栏{guess(board_id, boards)}",
                "宣传栏的编号要在 galleries/places.yml 的 boards 里有",
            )


def check_boards_places(community: Community) -> Iterator[Problem]:
    """The places in which boards stand."""
    if not community.places_known:
        return
    for index, board in enumerate(community.network.boards.values()):
        yield from _unknown(community, board.at, community.places_marks.at("boards", index, "at"))


def _unknown(community: Community, place_id: str, mark: Mark) -> Iterator[Problem]:
    places = community.network.places
    if place_id not in places:
        yield Problem(
            mark,
            f"没有“{place_id}”这个地点{guess(place_id, filter(None, places))}",
            "地点写成 楼院/楼/单元，都要在 galleries/places.yml 里有",
        )
