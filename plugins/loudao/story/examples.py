"""A kind's example made this community's own: its title, its places, its boards."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from ..model.place import Network, Place, PlaceKind

_KINDS: tuple[PlaceKind, ...] = ("courtyard", "building", "unit")
"""By how many parts the example's place has."""


def fit_example(text: str, name: str, at: str, network: Network) -> str:
    """`text`, a manifest or a page of an example, called `name` and hung in `network`.

    It hangs `at` where somebody said so, else at the first place of the sort that the example
    hangs at; a line that would name what the network has not goes.
    """
    boards = [board.name for board in network.boards.values()][:1]
    house = _first(network, "building") or _first(network, "courtyard")
    text = _with(text, "title", lambda old: json.dumps(name, ensure_ascii=False))
    text = _with(text, "at", lambda old: at or _like(old, network))
    text = _with(text, "boards", lambda old: f"[{boards[0]}]" if boards else "")
    return _with(text, "where", lambda old: _called(house) if house else "")


def _with(text: str, field: str, change: Callable[[str], str]) -> str:
    """`text` with another value of a field that stands on a line of its own, once."""

    def line(found: re.Match[str]) -> str:
        value = change(found[1].strip())
        return f"{field}: {value}\n" if value else ""

    return re.sub(rf"^{field}:(.*)\n", line, text, count=1, flags=re.MULTILINE)


def _like(example: str, network: Network) -> str:
    depth = min(example.count("/"), len(_KINDS) - 1)
    found = (_first(network, kind) for kind in _KINDS[depth::-1])
    place = next(filter(None, found), None)
    return _called(place) if place else ""


def _first(network: Network, kind: PlaceKind) -> Place | None:
    return next((place for place in network.places.values() if place.kind == kind), None)


def _called(place: Place) -> str:
    """农行小区/3号楼/2单元"""
    return "/".join((*place.parents[1:], place.name))
