"""A work cannot hang on a floor that its building does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.community import Community
from ..model.problem import Problem


def check_floors(community: Community) -> Iterator[Problem]:
    if not community.places_known:
        return
    network = community.network
    for sheet, index, work in community.works():
        at = sheet.fields.at
        if work.floor is None or at is None or at not in network.places:
            continue
        storeys = network.storeys(at)
        if storeys and work.floor > storeys:
            yield Problem(
                sheet.mark("works", index, "floor"),
                f"没有 {work.floor} 层：{network.places[at].full_name}只有 {storeys} 层",
                "改楼层，或者在 galleries/places.yml 里改 floors",
            )
