"""Places and boards that are named must be in galleries/places.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...kinds.boards import check_board
from ...manifest.guess import guess
from ...model.community import Community
from ...model.names import address_of, places_called
from ...model.place import Network
from ...model.problem import Mark, Problem
from ...model.sheet import Sheet

_MOST_NAMED = 6
"""Places that one line lists."""


def check_places(sheet: Sheet, community: Community) -> Iterator[Problem]:
    """The place and the boards of one sheet."""
    if not community.places_known:
        return
    if sheet.fields.at is not None:
        yield from _unknown(community, sheet.fields.at, sheet.mark("at"))
    for index, board_id in enumerate(sheet.fields.boards):
        yield from check_board(community.network, board_id, sheet.mark("boards", index))


_LIKE_A_PLACE = re.compile(r"/|(?:楼|单元|栋|幢|座|号院|小区|苑)$")


def check_where(sheet: Sheet, community: Community) -> Iterator[Problem]:
    """Where something happens, as far as it looks like a place of the network: a hall may be
    anywhere."""
    if not community.places_known:
        return
    for index, words in enumerate(sheet.fields.told_where):
        if _LIKE_A_PLACE.search(words):
            yield from _unknown(community, words, sheet.mark("where", index))


def check_boards_places(community: Community) -> Iterator[Problem]:
    """The places in which boards stand."""
    if not community.places_known:
        return
    for index, board in enumerate(community.network.boards.values()):
        yield from _unknown(community, board.at, community.places_marks.at("boards", index, "at"))


def _unknown(community: Community, place_id: str, mark: Mark) -> Iterator[Problem]:
    network = community.network
    if place_id in network.places:
        return
    same = [address_of(network, other) for other in places_called(network, place_id)]
    if same:
        what = f"叫“{place_id}”的地方有 {len(same)} 处"
        yield Problem(mark, what, f"写清楚是哪一处：{'、'.join(same[:_MOST_NAMED])}")
    else:
        yield Problem(
            mark,
            f"没有“{place_id}”这个地点{_guessed(place_id, network)}",
            "地点写成 楼院/楼/单元，都要在 galleries/places.yml 里有",
        )


def _guessed(words: str, network: Network) -> str:
    """An id that is near for what looks like one, else the names of a place."""
    if words.isascii():
        return guess(words, filter(None, network.places))
    return guess(words, [address_of(network, place_id) for place_id in network.places if place_id])
