"""What has a code: every place, board, page and work, by a name that outlives its title."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.community import Community
from ..model.target import Target


def place_identity(place_id: str) -> str:
    return f"place:{place_id or '/'}"


def board_identity(board_id: str) -> str:
    return f"board:{board_id}"


PLACES_URI = "places/"
"""The page of the community: every place, every board."""


def place_uri(community: Community, place_id: str) -> str:
    """The page of a place; a floor is a part of the page of its unit."""
    if not place_id:
        return PLACES_URI
    place = community.network.places[place_id]
    return f"places/{place.parent_id if place.kind == 'floor' else place_id}/"


def board_uri(board_id: str) -> str:
    return f"boards/{board_id}/"


def list_targets(community: Community) -> dict[str, Target]:
    """Places, boards and sheets by identity; sheets without a page have no code."""
    targets = [*_places(community), *_sheets(community)]
    return {target.identity: target for target in targets}


def _places(community: Community) -> Iterator[Target]:
    network = community.network
    for p in network.places.values():
        anchor = f"floor-{p.floor}" if p.kind == "floor" else ""
        yield Target(place_identity(p.id), p.full_name, place_uri(community, p.id), anchor)
    for board in network.boards.values():
        yield Target(board_identity(board.id), board.name, board_uri(board.id))


def _sheets(community: Community) -> Iterator[Target]:
    for sheet in community.sheets:
        if sheet.has_page:
            yield Target(sheet.identity, sheet.fields.title, sheet.uri)
