"""A composed sheet made plain for the typesetter: codes with their addresses, photos as files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..codes.address import characters_of
from ..codes.codes import Codes
from ..codes.qr import make_symbol
from ..compose.pieces import Address, Code, Image, New
from ..compose.version import describe_version, readable
from ..photos.derivative import Derivative
from ..photos.plan import Picture
from ..plan.prints import Print


class SetCode(NamedTuple):
    """A code ready to be drawn, which a worker does: a sheet in the store is never drawn."""

    address: str
    side_mm: float
    label: str | None
    mark: str | None


class Lowered(NamedTuple):
    """What a worker is told, and the photos that have to be there."""

    data: Mapping[str, Any]
    photos: tuple[tuple[Picture, Derivative], ...]


def lower(planned: Print, codes: Codes, sample: bool = False) -> Lowered:
    """`planned` as its template is told it: `says`, `sets`, and what every sheet has.

    A `sample` says so, 样张: it is none to hang.
    """
    composed = planned.composed
    mark = describe_version(planned.version)
    lowering = _Lowering(codes, planned)
    says, sets = lowering.plain(composed.says), lowering.plain(composed.sets)
    sets |= {"paper": planned.extent, "mark": mark, **({"sample": True} if sample else {})}
    return Lowered({"says": says, "sets": sets}, tuple(dict.fromkeys(lowering.photos)))


def content_key(digest: str, template: str, data: Mapping[str, Any]) -> str:
    """The key of everything that changes the bytes; pictures are named by their content."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{digest} {template} {text}".encode()).hexdigest()[:20]


def draw(value: Any) -> Any:
    """`value` with the symbol of every code in it."""
    if isinstance(value, SetCode):
        symbol = make_symbol(value.address, value.side_mm)
        return {
            "address": value.address, "characters": characters_of(value.address),
            "side": value.side_mm, "label": value.label,
            "mark": value.mark, "svg": symbol.svg, "modules": symbol.modules,
        }  # fmt: skip
    if isinstance(value, dict):
        return {key: draw(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [draw(part) for part in value]
    return value


class _Lowering:
    """One walk through what a sheet says or sets, collecting its photos."""

    def __init__(self, codes: Codes, planned: Print) -> None:
        self._codes, self._planned = codes, planned
        self.photos: list[tuple[Picture, Derivative]] = []

    def plain(self, value: Any) -> Any:
        if isinstance(value, str):
            return value
        if isinstance(value, Code):
            return self._code(value)
        if isinstance(value, Address):
            return readable(self._codes.address(value.identity))
        if isinstance(value, Image):
            return self._image(value)
        if isinstance(value, Picture):
            return value.digest
        if isinstance(value, New):
            return self.plain(value.value)
        if isinstance(value, Mapping):
            return {key: self.plain(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.plain(part) for part in value]
        return value

    def _code(self, code: Code) -> SetCode:
        mark = describe_version(self._planned.versions[code.identity]) if code.marked else None
        address = self._planned.opens(code, self._codes)
        return SetCode(address, round(code.side_mm, 2), code.label, mark)

    def _image(self, image: Image) -> dict[str, Any]:
        file = image.file
        self.photos.append((image.picture, file))
        path = f"/media/{file.name[:2]}/{file.name}"
        return {"path": path, "aspect": image.picture.aspect, "alt": image.alt}
