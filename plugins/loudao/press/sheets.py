"""What will be printed: every PDF with its name and data, before anything is set."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..codes.identity import place_identity
from ..model.community import Community
from ..model.kind import Kinds
from ..model.sheet import Sheet
from .data import Photo, Pictures, labels_data, plate_data, poster_data
from .styles import Style

Paper = Literal["poster", "labels", "plate"]


@dataclass(frozen=True)
class Printable:
    """One PDF: what it is of, its name, and what the template is told."""

    paper: Paper
    identity: str
    """What it hangs for: the identity of a sheet or of a place."""
    kind: str
    """The sheet's kind; `plate` for plates."""
    name: str
    """File name without its ending: place or board, title, what it is, size."""
    template: str
    data: Mapping[str, Any]
    title: str = ""
    """What staff call it: the sheet's title, the place's name."""
    places: frozenset[str] = frozenset()
    boards: frozenset[str] = frozenset()
    photos: tuple[Photo, ...] = ()

    def key(self, typesetter_digest: str) -> str:
        """The key of everything that changes the bytes; pictures are named by their content."""
        text = json.dumps(self.data, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(f"{typesetter_digest} {self.template} {text}".encode()).hexdigest()[
            :20
        ]


def plan_printables(
    community: Community,
    kinds: Kinds,
    styles: Mapping[str, Style],
    addresses: Mapping[str, str],
    pictures: Pictures,
) -> list[Printable]:
    """A poster for every sheet, labels for every one with works, a plate for every place.

    `addresses` are what codes open, by identity; a sheet that would show a code that is not
    among them is not planned.
    """
    planned: list[Printable] = []
    for sheet in community.sheets:
        if sheet.identity in addresses:
            planned += _plan_sheet(sheet, community, kinds, styles, addresses, pictures)
    for place in community.network.places.values():
        identity = place_identity(place.id)
        if place.kind in ("courtyard", "building", "unit") and identity in addresses:
            data = plate_data(place.id, community, addresses[identity])
            name = _file_name(f"{place.full_name[-40:]}-挂牌-A5")
            at = frozenset({place.id})
            planned.append(
                Printable("plate", identity, "plate", name, "plate.typ", data, place.full_name, at)
            )
    return _distinct(planned)


def _plan_sheet(
    sheet: Sheet,
    community: Community,
    kinds: Kinds,
    styles: Mapping[str, Style],
    addresses: Mapping[str, str],
    pictures: Pictures,
) -> Iterator[Printable]:
    kind = kinds[sheet.kind]
    title = sheet.fields.title[:40]
    if (kind.folder / "sheet.typ").is_file():
        style = styles.get(sheet.fields.wall_style or "", styles[kind.default_style])
        address = addresses[sheet.identity]
        data, photos = poster_data(sheet, kind, community, style, address, pictures)
        name = f"{title}-海报-{sheet.fields.poster.size}"
        yield _of_sheet("poster", sheet, name, f"kinds/{kind.name}/sheet.typ", data, photos)
    works = [sheet.work_identity(work) for work in sheet.fields.all_works]
    if works and all(identity in addresses for identity in works):
        data = labels_data(sheet, community, addresses)
        yield _of_sheet("labels", sheet, f"{title}-展签-A4", "labels.typ", data)


def _of_sheet(
    paper: Paper,
    sheet: Sheet,
    name: str,
    template: str,
    data: Mapping[str, Any],
    photos: Sequence[Photo] = (),
) -> Printable:
    at = sheet.fields.at
    return Printable(
        paper, sheet.identity, sheet.kind, _file_name(name), template, data, sheet.fields.title,
        frozenset({at} if at else ()), frozenset(sheet.fields.boards), tuple(photos),
    )  # fmt: skip


def _file_name(text: str) -> str:
    """`text` as every system takes it for a name, Windows' rules being the strictest."""
    safe = re.sub(r'[\s/\\?#%:*"<>|\x00-\x1f\u200b-\u202f\u2066-\u2069]+', "-", text).strip("-. ")
    return safe or "sheet"


def _distinct(planned: list[Printable]) -> list[Printable]:
    """The same, names that two have made different by what they hang for.

    A third one with that name changes nothing for the two. Names that differ in case only
    are one name on Windows.
    """
    counts = Counter(printable.name.casefold() for printable in planned)
    return [
        p if counts[p.name.casefold()] == 1 else replace(p, name=f"{p.name}-{_mark(p.identity)}")
        for p in planned
    ]


def _mark(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()[:6]


def select(printables: list[Printable], selectors: tuple[str, ...]) -> list[Printable]:
    """Those that a selector names: `all`, a kind, a kind of paper, a place, a board, an id."""
    if not selectors or "all" in selectors:
        return printables
    return [p for p in printables if any(_matches(p, selector) for selector in selectors)]


def _matches(printable: Printable, selector: str) -> bool:
    word = selector.strip("/").removeprefix("galleries/").removeprefix("docs/").removesuffix(".md")
    below = any(place == word or place.startswith(word + "/") for place in printable.places)
    return (
        word in (printable.kind, printable.paper, printable.identity)
        or selector == printable.title
        or word == printable.identity.partition(":")[2]
        or word in printable.boards
        or below
    )
