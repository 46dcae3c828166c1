"""Plates 挂牌 of places and signs 楼层牌 of floors: they need no kind, only the network."""

from __future__ import annotations

from typing import Any

from ..codes.identity import place_identity
from ..model.sheet import Sheet
from ..model.work import Work
from .brief import Brief, code_data
from .paper import paper_size

_PLATE_SIDE = 92.0
"""Of an A5 plate: scanned from 0.9 m."""

_SIGN_SIDE = 60.0
_LINES = 4
"""Of works on a sign."""

_INVITATIONS = {
    "unit": "扫一扫，看本单元的作品和通知",
    "building": "扫一扫，看本楼的作品和通知",
    "courtyard": "扫一扫，看全院的作品和通知",
}


def plate_data(place_id: str, brief: Brief) -> dict[str, Any]:
    """The plate of a place, A5 where no other size is asked for."""
    network = brief.community.network
    place = network.places[place_id]
    address = brief.addresses[place_identity(place_id)]
    over = [brief.community.name, *place.parents[1:]]
    within = 1 if place.kind == "unit" else 0
    paper = paper_size(brief.size or "A5")
    side = _PLATE_SIDE * paper[0] / paper_size("A5")[0]
    style = brief.style(network.style, "red")
    return {
        **brief.common(
            place.full_name,
            style,
            paper,
            side / 100,
            f"{place.full_name} 挂牌",
            network.style or "red",
        ),
        "over": " ".join(over[: len(over) - within]),
        "name": " ".join((*over[len(over) - within :], place.name)),
        "invitation": _INVITATIONS.get(place.kind, "扫一扫，看这里的作品和通知"),
        "number": address.rpartition("/")[2],
        "shown": _readable(address),
        "code": code_data(address, side),
    }


def _readable(address: str) -> str:
    """An address as people type it: huayuan.example/Q/96TH."""
    host, _, path = address.partition("://")[2].partition("/")
    return f"{host.lower()}/{path}"


def sign_data(floor_id: str, brief: Brief) -> dict[str, Any]:
    """The sign of a floor, lying A4: what hangs on it and what one finds going up."""
    network = brief.community.network
    floor = network.places[floor_id]
    unit_id = floor.parent_id or ""
    works = [
        (sheet, work)
        for sheet in brief.community.sheets
        if sheet.fields.at == unit_id
        for work in sheet.fields.all_works
        if work.floor
    ]
    above: dict[int, int] = {}
    for _, work in works:
        if work.floor and work.floor > floor.floor:
            above[work.floor] = above.get(work.floor, 0) + 1
    paper = paper_size(brief.size or "A4", upright=False)
    style = brief.style(network.style, "red")
    title = f"{floor.full_name} 楼层牌"
    return {
        **brief.common(title, style, paper, 1.0, title, network.style or "red"),
        "number": str(floor.floor),
        "where": network.places[unit_id].full_name,
        "here": _here(works, floor.floor),
        "onward": [f"{n}层　{count} 件" for n, count in sorted(above.items())][:_LINES],
        "ending": "这里是最高一层，下楼请慢走。",
        "code": code_data(
            brief.addresses[place_identity(floor_id)],
            _SIGN_SIDE * paper[0] / 297,
            f"扫码看 {floor.floor} 层",
        ),
    }


def signed_floors(brief: Brief) -> list[str]:
    """The floors of units on which works hang, in the order of the network."""
    hung = {
        f"{sheet.fields.at}/{work.floor}"
        for sheet in brief.community.sheets
        for work in sheet.fields.all_works
        if sheet.fields.at and work.floor
    }
    return [place_id for place_id in brief.community.network.places if place_id in hung]


def _here(works: list[tuple[Sheet, Work]], floor: int) -> list[dict[str, Any]]:
    """At most two galleries with what hangs on this floor."""
    galleries: dict[str, list[str]] = {}
    for sheet, work in works:
        if work.floor == floor:
            galleries.setdefault(sheet.fields.title, []).append(work.title)
    most = _LINES // min(len(galleries), 2) if galleries else 0
    return [
        {
            "title": title,
            "works": names if len(names) <= most else [*names[: most - 1], f"等 {len(names)} 件"],
        }
        for title, names in list(galleries.items())[:2]
    ]
