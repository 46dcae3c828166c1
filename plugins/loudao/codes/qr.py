"""QR symbols (ISO/IEC 18004) as vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import zxingcpp

QUIET_ZONE = 4
"""Modules of white on every side (ISO/IEC 18004, 9.1)."""

_ERROR_LEVELS = ("H", "Q")
"""Three tenths of the symbol may be scratched, or a quarter."""

_LEAST_VERSION = 3
"""29 modules a side. In a symbol of 25 a smudge of a tenth takes more than level Q can bear,
whichever address it holds (64 to 92 in a hundred of 21 to 29 characters)."""

_WELL_PRINTED_MM = 0.5
"""Of a module that office printers and copiers keep; a stronger symbol with smaller modules
would be read less."""

_LIGHT = 255

SYMBOL_RECIPE = (
    f"levels {' '.join(_ERROR_LEVELS)}, version {_LEAST_VERSION}, {_WELL_PRINTED_MM} mm, "
    f"quiet zone {QUIET_ZONE}"
)
"""What changes a symbol beside its address."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol; `modules` counts one side without the quiet zone."""

    address: str
    modules: int
    svg: str
    """One path in a box of modules and quiet zone, dark on nothing."""


def code_address(base: str, code: str) -> str:
    """What is printed for `code`: `HTTPS://HOST/Q/7K3F`.

    Scheme and host in capitals are the same address (RFC 3986, 6.2.2.1) and let the symbol
    use its alphanumeric mode, two thirds of the bits. A path keeps its case: static
    hosts tell them apart.
    """
    parts = urlsplit(base)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path = quote(parts.path.rstrip("/"), safe="/%")
    return f"{parts.scheme.upper()}://{host.upper()}{path}/Q/{code}"


def make_symbol(address: str, side_mm: float) -> Symbol:
    """The strongest symbol for `address` whose modules print well `side_mm` wide.

    Where none does, the smallest at level Q: the proof says whether it can be read. Drawn by
    zxing-cpp in 0.2 ms; in Python alone, choosing the mask takes 3.
    """
    for level in _ERROR_LEVELS:
        matrix = _matrix(address, ec_level=level)
        if len(matrix) < _modules_of(_LEAST_VERSION):
            matrix = _matrix(address, ec_level=level, version=_LEAST_VERSION)
        if side_mm / len(matrix) >= _WELL_PRINTED_MM:
            break
    return _symbol(address, matrix)


def _modules_of(version: int) -> int:
    return 17 + 4 * version


def _matrix(address: str, **how: Any) -> list[list[int]]:
    """The modules of the smallest symbol of `address` that is `how` it shall be, row by row."""
    qr = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, **how)
    pixels: Any = qr.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(pixels).tolist()
    return list(rows)


def _symbol(address: str, matrix: Sequence[Sequence[int]]) -> Symbol:
    side = len(matrix)
    rows = []
    for y, row in enumerate(matrix):
        start = None
        for x, light in enumerate((*row, _LIGHT)):
            dark = light != _LIGHT
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                rows.append(f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{x - start}v1h-{x - start}z")
                start = None
    box = side + 2 * QUIET_ZONE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box} {box}" '
        f'shape-rendering="crispEdges"><path d="{"".join(rows)}"/></svg>'
    )
    return Symbol(address, side, svg)
