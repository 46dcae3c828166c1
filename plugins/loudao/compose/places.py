"""Sheets that nobody writes: what the network itself gives."""

from __future__ import annotations

from ..codes.identity import place_identity
from ..model.community import Community
from ..model.fields import SheetFields
from ..model.place import Place
from ..model.poster import Poster
from ..model.sheet import Sheet


def place_sheet(kind: str, place: Place, community: Community) -> Sheet:
    """A sheet that bears the identity of its place."""
    fields = SheetFields(
        title=place.full_name, at=place.id, poster=Poster(style=community.network.style)
    )
    return Sheet(kind, place.id, place_identity(place.id), fields, community.places_marks)
