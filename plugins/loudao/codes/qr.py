"""QR symbols (ISO/IEC 18004) as vectors."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, NamedTuple

import zxingcpp

from .layout import version_of
from .smudge import bears_any_smudge

QUIET_ZONE = 4
"""Modules of white on every side (ISO/IEC 18004, 9.1)."""

_LAST_VERSION = 40
_LEAST_VERSION = 3
"""29 modules a side. In a symbol of 25 a smudge of a tenth takes more than level Q can bear,
whichever address it holds (64 to 92 in a hundred of 21 to 29 characters)."""

WELL_PRINTED_MM = 0.5
"""Of a module that office printers and copiers keep; a stronger symbol with smaller modules
would be read less."""

LEAST_MODULE_MM = 0.34
"""Of a module, from which codes print reliably at 300 dpi."""

_CHOICES = (
    ("H", 0, WELL_PRINTED_MM),
    ("Q", 0, WELL_PRINTED_MM),
    ("Q", 1, WELL_PRINTED_MM),
    ("Q", 0, LEAST_MODULE_MM),
    ("Q", 1, LEAST_MODULE_MM),
    ("H", 0, LEAST_MODULE_MM),
)
"""Level, versions above the least that holds the address, and the least mm of a module. Level H
bears three tenths of its codewords wrong, Q a quarter; one version more shares a smudge between
more codewords, and often between more blocks."""

_SURELY_MM, _SURELY_LONG = 20, 60
"""A code as wide as this holds as many characters in 45 modules at level Q, 0.44 mm each."""

_LIGHT = b"\xff"

SYMBOL_RECIPE = f"{_CHOICES}, version {_LEAST_VERSION}, quiet zone {QUIET_ZONE}"
"""What changes a symbol beside its address and its size."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol; `modules` counts one side without the quiet zone."""

    address: str
    modules: int
    svg: str
    """One path in a box of modules and quiet zone, dark on nothing."""


def make_symbol(address: str, side_mm: float) -> Symbol:
    """The strongest symbol for `address` whose modules print well `side_mm` wide.

    Where none does, the smallest at level Q: the proof says whether it can be read. Drawn by
    zxing-cpp in 0.2 ms; in Python alone, choosing the mask takes 3.
    """
    for level, more, least_mm in _CHOICES:
        matrix = _matrix(address, level, more)
        printed_well = matrix and side_mm / matrix.side >= least_mm
        if matrix and printed_well and bears_any_smudge(version_of(matrix.side), level):
            return _symbol(address, matrix)
    return _symbol(address, _drawn(address, ec_level="Q"))


def versioned(address: str, version: str, side_mm: float) -> str:
    """`address` with the version of the sheet that it stands on, `HTTPS://HOST/Q/7K3F?K7Q2`, where
    a code `side_mm` wide holds both in modules that print; else the address alone.

    Five characters take 59 bits: the symbol of a short host stays at 29 modules at level H.
    """
    whole = f"{address}?{version}"
    if side_mm >= _SURELY_MM and len(whole) <= _SURELY_LONG:
        return whole
    return whole if side_mm / make_symbol(whole, side_mm).modules >= LEAST_MODULE_MM else address


def longest_that_prints(address: str, side_mm: float) -> int:
    """How many characters of `address` a symbol `side_mm` wide holds in modules that print."""
    return bisect_right(
        range(1, len(address) + 1),
        False,
        key=lambda count: side_mm / make_symbol(address[:count], side_mm).modules < LEAST_MODULE_MM,
    )


class _Matrix(NamedTuple):
    side: int
    greys: bytes
    """0 for each dark module, 255 for each light one, row by row."""


def _matrix(address: str, level: str, more: int) -> _Matrix | None:
    """Of a version `more` above the least that holds `address`; None beyond the largest.

    Asking for a version that is too small costs a tenth of drawing one.
    """
    least = _fitting(address, ec_level=level, version=_LEAST_VERSION)
    least = least or _fitting(address, ec_level=level)
    if least is None or not more:
        return least
    version = version_of(least.side) + more
    return _fitting(address, ec_level=level, version=version) if version <= _LAST_VERSION else None


def _fitting(address: str, **how: Any) -> _Matrix | None:
    try:
        return _drawn(address, **how)
    except ValueError:
        return None


def _drawn(address: str, **how: Any) -> _Matrix:
    """Raises ValueError where the address is too long for the symbol."""
    qr = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, **how)
    image: Any = qr.to_image(scale=1, add_quiet_zones=False)
    greys = memoryview(image).tobytes()
    return _Matrix(math.isqrt(len(greys)), greys)


def _symbol(address: str, matrix: _Matrix) -> Symbol:
    side = matrix.side
    rows = (matrix.greys[y * side : (y + 1) * side] for y in range(side))
    path = "".join(f"M{QUIET_ZONE} {y + QUIET_ZONE}{_drawn_row(row)}" for y, row in enumerate(rows))
    box = side + 2 * QUIET_ZONE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box} {box}" '
        f'shape-rendering="crispEdges"><path d="{path}"/></svg>'
    )
    return Symbol(address, side, svg)


_RUNS = ["", *(f"h{n}v1h-{n}zm{n} 0" for n in range(1, 200))]
"""The box around so many dark modules, and on to its right."""


def _drawn_row(row: bytes) -> str:
    """The boxes of a row, from its left; a quarter of the time of asking for each run."""
    return "m1 0".join(map(_RUNS.__getitem__, map(len, row.split(_LIGHT))))
