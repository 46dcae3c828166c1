"""Proof 印前检查: every code of a PDF read as it will be printed, worn and photographed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from ..codes.qr import QUIET_ZONE, make_symbol
from ..codes.scan import Reading, read_codes, second_decoder
from ..compose.sizes import SIDE_PER_METRE
from ..photos.camera import Raster, darkest_around, grey_levels, photograph, smudged
from .raster import Box, PdfPages, open_pdf

RECIPE = "proof 3"
"""Changes with every change of what is checked or how."""

_PRINTER_DPI = 300
_COARSE_DPI = 150
"""Desktop printers set to draft, and most copiers."""

LEAST_MODULE_MM = 0.34
"""Of a module, from which codes print reliably at 300 dpi."""

LEAST_DOTS = 4
"""Printer dots across a module."""

LEAST_CONTRAST = 0.55
"""ISO/IEC 15415, symbol contrast of grade 3 (B)."""

_QUIET_GREY = 160
"""Darker than this in the quiet zone is something in the way."""

ANGLES = (0, 15, 30)
_SECOND_VIEWS = (1.0, 0.8, 0.6, 1.2)
"""Of the distance."""

_SMUDGE = 0.1
_PIXELS = 36_000_000
"""Of one raster of a whole page: A3 at 300 dpi is 17 million, A0 at 150 dpi 35."""


@dataclass(frozen=True)
class CodeProof:
    """One code of a PDF, and whether it can be relied on."""

    page: int
    """From 1."""
    text: str
    side_mm: float
    module_mm: float
    dots: float
    """Across a module at 300 dpi."""
    metres: float
    """From how far it is meant to be scanned."""
    contrast: float
    readings: Mapping[str, bool] = field(default_factory=dict)
    """What was tried → whether it was read."""
    faults: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.faults

    @property
    def verdict(self) -> str:
        """One line for a work order."""
        size = f"{self.side_mm:.0f} 毫米，{self.metres:.2g} 米外"
        count = f"{sum(self.readings.values())}/{len(self.readings)} 次扫到"
        return f"{self.text.rpartition('/')[2][:14]}：{size}，{count}" + "".join(
            f"；{fault}" for fault in self.faults
        )


@dataclass(frozen=True)
class Proof:
    """A PDF looked at: its codes, and its first page small."""

    pages: int
    codes: tuple[CodeProof, ...]

    @property
    def sound(self) -> bool:
        return all(code.sound for code in self.codes)


def proof_pdf(path: Path, metres: float | None = None) -> Proof:
    """Reads every code of the PDF at `path` as scanned from `metres`; None is ten sides away."""
    with open_pdf(path) as pages:
        found = [c for number in range(len(pages)) for c in proof_page(pages, number, metres)]
        return Proof(len(pages), tuple(found))


class _Page:
    """One page, set in pixels once for each resolution, or part by part where it is large."""

    def __init__(self, pages: PdfPages, number: int) -> None:
        self._pages, self.number = pages, number
        self.wide, self.tall = pages.size(number)
        self.most_dpi = math.sqrt(_PIXELS / (self.wide * self.tall)) * 25.4
        self._whole: dict[float, Raster] = {}

    def whole(self, dpi: float) -> Raster:
        if dpi not in self._whole:
            self._whole[dpi] = self._pages.grey(self.number, dpi)
        return self._whole[dpi]

    def part(self, dpi: float, box: Box) -> Raster:
        if dpi > self.most_dpi:
            return self._pages.grey(self.number, dpi, box)
        whole = self.whole(dpi)
        left, top, right, bottom = (round(side * dpi / 25.4) for side in box)
        return whole.crop(
            max(0, left), max(0, top), min(whole.width, right), min(whole.height, bottom)
        )


def proof_page(
    pages: PdfPages, number: int, metres: float | Mapping[str, float] | None = None
) -> list[CodeProof]:
    """Every code of one page, from 0, as scanned from `metres`, which may be by what it says."""
    page = _Page(pages, number)
    dpi = min(_COARSE_DPI, page.most_dpi)
    coarse = page.whole(dpi)
    readings = read_codes(coarse.width, coarse.height, coarse.pixels)
    if isinstance(metres, Mapping):
        return [_code(page, r, dpi, metres.get(r.text)) for r in readings]
    return [_code(page, reading, dpi, metres) for reading in readings]


def _code(page: _Page, found: Reading, dpi: float, metres: float | None) -> CodeProof:
    """The code `found` at `dpi` looked at again by itself at the printer's resolution."""
    wide, tall = page.wide, page.tall
    xs, ys = zip(*found.corners, strict=True)
    per = dpi / 25.4
    side = max(max(xs) - min(xs), max(ys) - min(ys)) / per
    margin = side * 0.42
    box: Box = (
        max(0.0, min(xs) / per - margin), max(0.0, min(ys) / per - margin),
        min(wide, max(xs) / per + margin), min(tall, max(ys) / per + margin),
    )  # fmt: skip
    fine = page.part(_PRINTER_DPI, box)
    again = _reading_of(fine, found.text)
    if again is None:
        fault = ("300 dpi 印出来扫不到",)
        return CodeProof(page.number + 1, found.text, side, 0, 0, 0, 0, {"300 dpi": False}, fault)
    return _measured(page, box, fine, again, metres)


def _reading_of(raster: Raster, text: str) -> Reading | None:
    readings = read_codes(raster.width, raster.height, raster.pixels)
    return next((reading for reading in readings if reading.text == text), None)


def _measured(
    page: _Page, box: Box, fine: Raster, found: Reading, metres: float | None
) -> CodeProof:
    per_mm = _PRINTER_DPI / 25.4
    left, top, side = _square(fine, found)
    modules = _modules(fine, left, top, side, found.text)
    module_mm = side / modules / per_mm
    distance = metres or side / per_mm / SIDE_PER_METRE
    greys = grey_levels(fine, left, top, side, modules)
    contrast = (max(greys) - min(greys)) / 255
    quiet = darkest_around(fine, left, top, side, side / modules * QUIET_ZONE - 1)
    readings = {f"{_PRINTER_DPI} dpi": True}
    coarse = page.part(_COARSE_DPI, box)
    readings[f"{_COARSE_DPI} dpi"] = _reading_of(coarse, found.text) is not None
    dirty = smudged(fine, left, top, side, _SMUDGE)
    for angle in ANGLES:
        for name, printed in (("干净", fine), ("有污渍", dirty)):
            seen = photograph(printed, per_mm, distance, angle)
            readings[f"手机 {angle}° {name}"] = _reading_of(seen, found.text) is not None
    if second := second_decoder():
        # this one misses a sound symbol in a hundred at any one size
        views = (photograph(fine, per_mm, distance * farther) for farther in _SECOND_VIEWS)
        read = (
            second(v.width, v.height, v.pixels) == found.text for v in chain(views, (fine, coarse))
        )
        readings["第二种识别"] = any(read)
    dots = module_mm / 25.4 * _PRINTER_DPI
    faults = [f"{name}扫不到" for name, read in readings.items() if not read]
    faults += _faults(module_mm, dots, side / per_mm, distance, contrast, quiet)
    return CodeProof(
        page.number + 1, found.text, round(side / per_mm, 1), round(module_mm, 3), round(dots, 1),
        round(distance, 2), round(contrast, 2), readings, tuple(faults),
    )  # fmt: skip


def _faults(
    module_mm: float, dots: float, side_mm: float, metres: float, contrast: float, quiet: int
) -> list[str]:
    faults = []
    if module_mm < LEAST_MODULE_MM:
        faults.append(f"小方格只有 {module_mm:.2f} 毫米，要 {LEAST_MODULE_MM} 毫米以上")
    if dots < LEAST_DOTS:
        faults.append(f"一个小方格只有 {dots:.1f} 个打印点，要 {LEAST_DOTS} 个以上")
    if side_mm < metres * SIDE_PER_METRE * 0.97:
        need = metres * SIDE_PER_METRE
        faults.append(f"边长 {side_mm:.0f} 毫米，{metres:g} 米外扫要 {need:.0f} 毫米")
    if contrast < LEAST_CONTRAST:
        faults.append(f"黑白反差只有 {contrast:.0%}，要 {LEAST_CONTRAST:.0%} 以上")
    if quiet < _QUIET_GREY:
        faults.append(f"四周的空白不够 {QUIET_ZONE} 格")
    return faults


def _square(raster: Raster, found: Reading) -> tuple[float, float, float]:
    """Left, top and side of an upright symbol in pixels, to the edge of its dark modules."""
    xs, ys = zip(*found.corners, strict=True)
    reach = (max(xs) - min(xs)) // 12
    left = _edge(raster, min(xs), max(xs), min(ys), +1, reach, across=True)
    right = _edge(raster, max(xs), min(xs), min(ys), -1, reach, across=True)
    top = _edge(raster, min(ys), max(ys), min(xs), +1, reach, across=False)
    return float(left), float(top), float(right - left + 1)


def _edge(
    raster: Raster, start: int, end: int, line: int, step: int, reach: int, across: bool
) -> int:
    """The first dark pixel from `reach` before `start` on, along the finder patterns' edge."""
    limit = raster.width if across else raster.height
    inset = line + max(2, reach // 4)
    position = max(0, min(limit - 1, start - step * reach))
    while 0 <= position < limit and position != end:
        x, y = (position, inset) if across else (inset, position)
        if x < raster.width and y < raster.height and raster.pixels[y * raster.width + x] < 128:
            return position
        position += step
    return start


def _modules(raster: Raster, left: float, top: float, side: float, text: str) -> int:
    """Modules to a side: a finder pattern is seven of them wide."""
    row = int(top + max(2, side / 200))
    start = int(left)
    run = 0
    while start + run < raster.width and raster.pixels[row * raster.width + start + run] < 128:
        run += 1
    if run:
        version = round((side / (run / 7) - 17) / 4)
        if 1 <= version <= 40:
            return 17 + 4 * version
    return make_symbol(text, side / _PRINTER_DPI * 25.4).modules
