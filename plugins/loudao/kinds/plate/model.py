"""Plates 挂牌 of places: their name, their code, and what the code opens."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...compose.brief import Brief, compose_sheet
from ...compose.pieces import Address, Code, Composed
from ...compose.places import place_sheet
from ...compose.sizes import size_mm
from ...model.community import Community
from ...model.fields import SheetFields
from ...model.sheet import Sheet
from ..kind import Kind, Paper

_NAME = "plate"
_STYLE = "red"
_SIDE_MM = 92.0
"""Of an A5 plate: scanned from 0.9 m."""

_INVITATIONS = {
    "unit": "扫一扫，看本单元的作品和通知",
    "building": "扫一扫，看本楼的作品和通知",
    "courtyard": "扫一扫，看全院的作品和通知",
}


def _derive(community: Community) -> Iterable[Sheet]:
    for place in community.network.places.values():
        if place.kind in _INVITATIONS:
            yield place_sheet(_NAME, place, community)


def _plate(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """A5 where no other size is asked for."""
    place = brief.community.network.places[sheet.id]
    over = [brief.community.name, *place.parents[1:]]
    within = 1 if place.kind == "unit" else 0
    size = brief.manner.size or "A5"
    side = _SIDE_MM * size_mm(size)[0] / size_mm("A5")[0]
    yield compose_sheet(
        brief,
        place.full_name,
        {
            "over": " ".join(over[: len(over) - within]),
            "name": " ".join((*over[len(over) - within :], place.name)),
            "invitation": _INVITATIONS[place.kind],
            "number": brief.codes.characters(sheet.identity),
            "shown": Address(sheet.identity),
            "code": Code(sheet.identity, side),
        },
        size=size,
        style=sheet.fields.wall_style,
        default_style=_STYLE,
        side_mm=side,
        name=f"{place.full_name} 挂牌",
        called=place.full_name[-40:],
    )


KIND = Kind(
    name=_NAME,
    label="挂牌",
    folder=Path(__file__).parent,
    fields=SheetFields,
    source="derived",
    default_style=_STYLE,
    papers=(
        Paper(_NAME, "挂牌", "plate.typ", _plate, "A5", on_site=True, per_wall=False),
    ),
    derive=_derive,
)  # fmt: skip
