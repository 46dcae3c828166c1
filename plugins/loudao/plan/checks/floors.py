"""A work cannot hang on a floor that its building does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.community import Community
from ...model.problem import Problem
from ...model.sheet import Sheet


def check_floors(sheet: Sheet, community: Community) -> Iterator[Problem]:
    network, at = community.network, sheet.fields.at
    if not community.places_known or at is None or at not in network.places:
        return
    storeys = network.storeys(at)
    for index, work in sheet.fields.numbered_works:
        if storeys and work.floor is not None and work.floor > storeys:
            yield Problem(
                sheet.mark("works", index, "floor"),
                f"没有 {work.floor} 层：{network.places[at].full_name}只有 {storeys} 层",
                "改楼层，或者在 galleries/places.yml 里改 floors",
            )
