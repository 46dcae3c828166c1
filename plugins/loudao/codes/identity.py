"""What has a code: every place, board, sheet and work, by a name that outlives its title."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.community import Community


@dataclass(frozen=True, slots=True)
class Target:
    """Something a code leads to: its name in the ledger, its page, and its title."""

    identity: str
    uri: str
    title: str
    anchor: str = ""


def place_identity(place_id: str) -> str:
    return f"place:{place_id or '/'}"


def board_identity(board_id: str) -> str:
    return f"board:{board_id}"


def place_uri(community: Community, place_id: str) -> str:
    """The page of a place; a floor is a part of the page of its unit."""
    if not place_id:
        return "places/"
    place = community.network.places[place_id]
    return f"places/{place.parent_id if place.kind == 'floor' else place_id}/"


def board_uri(board_id: str) -> str:
    return f"boards/{board_id}/"


def list_targets(community: Community) -> dict[str, Target]:
    """Everything that has a code, by identity."""
    network = community.network
    targets = [
        *(
            Target(
                place_identity(p.id),
                place_uri(community, p.id),
                p.full_name,
                f"floor-{p.floor}" if p.kind == "floor" else "",
            )
            for p in network.places.values()
        ),
        *(Target(board_identity(b.id), board_uri(b.id), b.name) for b in network.boards.values()),
        *(Target(s.identity, s.uri, s.fields.title) for s in community.sheets),
        *(
            Target(sheet.work_identity(work), sheet.work_uri(work), work.title)
            for sheet, _, work in community.works()
        ),
    ]
    return {target.identity: target for target in targets}
