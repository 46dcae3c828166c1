"""Proof 印前检查: every code of a PDF read as it will be printed, worn and photographed, and every
word where it stands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ..codes.layout import side_of
from ..codes.qr import LEAST_MODULE_MM, QUIET_ZONE
from ..codes.scan import Reading, read_codes
from ..compose.sizes import SIDE_PER_METRE
from ..photos.camera import Raster
from .raster import Box, PdfPages, open_pdf
from .views import COARSE_DPI, PRINTER_DPI, Views, look_at
from .words import WordFault

RECIPE = "proof 7"
"""Changes with every change of what is checked or how."""

LEAST_DOTS = 4
"""Printer dots across a module."""

LEAST_CONTRAST = 0.55
"""ISO/IEC 15415, symbol contrast of grade 3 (B)."""

_QUIET_GREY = 160
"""Darker than this in the quiet zone is something in the way."""

_AROUND = 2
"""Modules beyond the quiet zone that are looked at too."""

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
    words: tuple[WordFault, ...] = ()
    """What is wrong with its words."""

    @property
    def sound(self) -> bool:
        return not self.words and all(code.sound for code in self.codes)


class PageProof(NamedTuple):
    """The same of one page."""

    codes: list[CodeProof]
    words: list[WordFault]


def whole_proof(pages: Sequence[PageProof]) -> Proof:
    """The proof of a PDF by those of its pages."""
    return Proof(
        len(pages),
        tuple(code for page in pages for code in page.codes),
        tuple(fault for page in pages for fault in page.words),
    )


def proof_pdf(path: Path, metres: float | None = None) -> Proof:
    """Reads every code of the PDF at `path` as scanned from `metres`; None is ten sides away."""
    with open_pdf(path) as pages:
        return whole_proof([proof_page(pages, number, metres) for number in range(len(pages))])


class _Page:
    """One page in pixels: all of it as coarse as codes are found at, and parts of it as fine as
    they are printed. All of an A4 sheet of labels at 300 dpi takes thrice the time of both."""

    def __init__(self, pages: PdfPages, number: int) -> None:
        self._pages, self.number = pages, number
        self.wide, self.tall = pages.size(number)
        most_dpi = math.sqrt(_PIXELS / (self.wide * self.tall)) * 25.4
        self.coarse_dpi = min(COARSE_DPI, most_dpi)

    @cached_property
    def coarse(self) -> Raster:
        """All of it at `coarse_dpi`."""
        return self._pages.grey(self.number, self.coarse_dpi)

    def square(self, found: Reading) -> Box:
        """Where a code that was found on `coarse` stands."""
        xs, ys = zip(*found.corners, strict=True)
        per = self.coarse_dpi / 25.4
        return min(xs) / per, min(ys) / per, max(xs) / per, max(ys) / per

    def fine_part(self, box: Box) -> Raster:
        """From a whole dot on: the same code at the same place is the same raster."""
        per = PRINTER_DPI / 25.4
        left, top, right, bottom = (round(edge * per) / per for edge in box)
        return self._pages.grey(self.number, PRINTER_DPI, (left, top, right, bottom))

    def coarse_part(self, box: Box) -> Raster:
        if self.coarse_dpi < COARSE_DPI:
            return self._pages.grey(self.number, COARSE_DPI, box)
        return _cut(self.coarse, COARSE_DPI, box)


def _cut(whole: Raster, dpi: float, box: Box) -> Raster:
    left, top, right, bottom = (round(side * dpi / 25.4) for side in box)
    return whole.crop(max(0, left), max(0, top), min(whole.width, right), min(whole.height, bottom))


def proof_page(
    pages: PdfPages, number: int, metres: float | Mapping[str, float] | None = None
) -> PageProof:
    """Every code of one page, from 0, as scanned from `metres`, which may be by what it says; and
    what is wrong with its words."""
    page = _Page(pages, number)
    readings = read_codes(page.coarse.width, page.coarse.height, page.coarse.pixels)
    by_text = metres if isinstance(metres, Mapping) else {r.text: metres for r in readings}
    codes = [_code(page, reading, by_text.get(reading.text)) for reading in readings]
    return PageProof(codes, pages.word_faults(number, [page.square(r) for r in readings]))


def _code(page: _Page, found: Reading, metres: float | None) -> CodeProof:
    """The code `found` on the whole page looked at again by itself."""
    left, top, right, bottom = page.square(found)
    side = max(right - left, bottom - top)
    margin = side * (QUIET_ZONE + _AROUND) / side_of(found.version)
    box: Box = (
        max(0.0, left - margin), max(0.0, top - margin),
        min(page.wide, right + margin), min(page.tall, bottom + margin),
    )  # fmt: skip
    seen = look_at(page.fine_part(box), page.coarse_part(box), found.text, metres)
    if seen is None:
        readings = {f"{PRINTER_DPI} dpi": False}
        return CodeProof(page.number + 1, found.text, side, 0, 0, 0, 0, readings, _unread(readings))
    module_mm = seen.side_mm / seen.modules
    return CodeProof(
        page.number + 1, found.text, round(seen.side_mm, 1), round(module_mm, 3),
        round(module_mm / 25.4 * PRINTER_DPI, 1), round(seen.metres, 2), round(seen.contrast, 2),
        seen.readings, (*_unread(seen.readings), *_faults(seen, module_mm)),
    )  # fmt: skip


def _unread(readings: Mapping[str, bool]) -> tuple[str, ...]:
    return tuple(_told(*view.split()) for view, read in readings.items() if not read)


def _told(how: str, where: str = "", angle: str = "") -> str:
    """`手印 右下 30°` → 右下沾一块手印（占一成），斜着 30° 拍，扫不到"""
    if where == "dpi":
        return f"按 {how} dpi 印出来扫不到"
    if how == "手机":
        return "正对着拍扫不到" if where == "0°" else f"斜着 {where} 拍扫不到"
    if how == "手印":
        aside = "" if angle == "0°" else f"，斜着 {angle} 拍"
        return f"{where}沾一块手印（占一成）{aside}扫不到"
    return "换一种识别程序扫不到"


def _faults(seen: Views, module_mm: float) -> Iterator[str]:
    dots = module_mm / 25.4 * PRINTER_DPI
    if module_mm < LEAST_MODULE_MM:
        yield f"小方格只有 {module_mm:.2f} 毫米，要 {LEAST_MODULE_MM} 毫米以上"
    if dots < LEAST_DOTS:
        yield f"一个小方格只有 {dots:.1f} 个打印点，要 {LEAST_DOTS} 个以上"
    need = seen.metres * SIDE_PER_METRE
    if seen.side_mm < need * 0.97:
        yield f"边长 {seen.side_mm:.0f} 毫米，{seen.metres:g} 米外扫要 {need:.0f} 毫米"
    if seen.contrast < LEAST_CONTRAST:
        yield f"黑白反差只有 {seen.contrast:.0%}，要 {LEAST_CONTRAST:.0%} 以上"
    if seen.quiet < _QUIET_GREY:
        yield f"四周的空白不够 {QUIET_ZONE} 格"
