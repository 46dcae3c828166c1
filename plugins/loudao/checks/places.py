"""A place that is named must be in the network, and no two places share an id."""

from __future__ import annotations

from collections.abc import Iterator

from ..manifest.validate import guess
from ..model.community import Community
from ..model.problem import Mark, Problem


def check_places(community: Community) -> Iterator[Problem]:
    if not community.places_known:
        return
    for sheet in community.sheets:
        if sheet.fields.at is not None:
            yield from _unknown(community, sheet.fields.at, sheet.mark("at"))
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
