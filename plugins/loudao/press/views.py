"""One printed code as printers, copiers and phones see it, clean and under a dirty thumb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ..codes.layout import side_of
from ..codes.qr import QUIET_ZONE
from ..codes.scan import Reading, read_codes, second_decoder
from ..codes.smudge import Smudge, tolls
from ..compose.sizes import SIDE_PER_METRE
from ..photos.camera import (
    Raster,
    darkest_around,
    expose,
    grey_levels,
    pixels_per_mm,
    project,
    smudged,
)  # fmt: skip

PRINTER_DPI = 300
COARSE_DPI = 150
"""Desktop printers set to draft, and most copiers."""

ANGLES = (0, 15, 30)
SMUDGED_ANGLES = (30, 0)
"""From which the worst smudge is photographed, and the worst of those that lie elsewhere."""

_FRAMES = (1.0, 0.92, 1.1)
"""Of the distance: a phone takes thirty pictures a second while the hand comes nearer, and one
that it reads is enough."""

_SECOND_PIXELS = (4.5, 6.0, 8.0, 3.5, 5.2, 7.0, 10.0)
"""Of a module on the sensor, as a phone's preview shows it: from how far the second decoder
looks. It misses a sound symbol in a hundred at any one of them."""

_NINTHS = (("左上角", "上边", "右上角"), ("左边", "中间", "右边"), ("左下角", "下边", "右下角"))

_REMEMBERED = 64


class Views(NamedTuple):
    """What was measured of a code, and which views of it were read."""

    side_mm: float
    modules: int
    metres: float
    contrast: float
    """Of the whole range of grey."""
    quiet: int
    """The darkest grey of the quiet zone."""
    readings: Mapping[str, bool]
    """What was tried → whether it was read."""


@lru_cache(maxsize=_REMEMBERED)
def look_at(fine: Raster, coarse: Raster, text: str, metres: float | None) -> Views | None:
    """The code that says `text`, with what lies around it, at 300 and at 150 dpi.

    Looked at from `metres`, None being ten sides away; None where it cannot be found at 300
    dpi. The same symbol with the same around it is looked at once.
    """
    found = _reading_of(fine, text)
    if found is None:
        return None
    per_mm = PRINTER_DPI / 25.4
    left, top, side = _square(fine, found)
    modules = side_of(found.version)
    distance = metres or side / per_mm / SIDE_PER_METRE
    greys = grey_levels(fine, left, top, side, modules)
    middle = (max(greys) + min(greys)) / 2
    worst = _worst_smudges([grey < middle for grey in greys], found.level)
    frames = _Frames(fine, (left, top, side), distance, text)
    readings = {
        f"{PRINTER_DPI} dpi": True,
        f"{COARSE_DPI} dpi": _reads(coarse, text),
        **{f"手机 {angle}°": frames.read(angle) for angle in ANGLES},
    }
    for smudge, angle in zip(worst, SMUDGED_ANGLES, strict=False):
        readings[f"手印 {_where(smudge)} {angle}°"] = frames.read(angle, smudge)
    if second := second_decoder():
        previews = _previews(fine, coarse, side / modules)
        readings["第二种识别"] = any(second(v.width, v.height, v.pixels) == text for v in previews)
    return Views(
        side / per_mm, modules, distance, (max(greys) - min(greys)) / 255,
        darkest_around(fine, left, top, side, side / modules * QUIET_ZONE - 1), readings,
    )  # fmt: skip


@dataclass
class _Frames:
    """What a phone's camera takes of one code, one picture after another."""

    fine: Raster
    square: tuple[float, float, float]
    """Left, top and side of the symbol in pixels of `fine`."""
    metres: float
    text: str
    taken: dict[int, Raster] = field(default_factory=dict)
    """By their number, as they fall on the sensor."""

    def read(self, angle: int, smudge: Smudge | None = None) -> bool:
        """Whether one of them is read, clean or with `smudge`, from `angle` to the side."""
        return any(self._reads(number, angle, smudge) for number in range(len(_FRAMES)))

    def _reads(self, number: int, angle: int, smudge: Smudge | None) -> bool:
        seen, metres = self._seen(number), self.metres * _FRAMES[number]
        if smudge:
            left, top, side = (value * seen.width / self.fine.width for value in self.square)
            x, y = left + smudge.x * side, top + smudge.y * side
            seen = smudged(seen, x, y, smudge.radius * side)
        return _reads(expose(seen, metres, angle), self.text)

    def _seen(self, number: int) -> Raster:
        if number not in self.taken:
            metres = self.metres * _FRAMES[number]
            self.taken[number] = project(self.fine, PRINTER_DPI / 25.4, metres)
        return self.taken[number]


def _reading_of(raster: Raster, text: str) -> Reading | None:
    readings = read_codes(raster.width, raster.height, raster.pixels)
    return next((reading for reading in readings if reading.text == text), None)


def _reads(raster: Raster, text: str) -> bool:
    return _reading_of(raster, text) is not None


def _previews(fine: Raster, coarse: Raster, module: float) -> Iterator[Raster]:
    """The code as previews show it, and as it is printed; `module` in pixels of `fine`."""
    per_mm = PRINTER_DPI / 25.4
    for pixels in _SECOND_PIXELS:
        metres = pixels_per_mm(1) * module / per_mm / pixels
        yield expose(project(fine, per_mm, metres), metres)
    yield from (fine, coarse)


def _worst_smudges(dark: list[bool], level: str) -> list[Smudge]:
    """The smudge that takes most, and the worst of those whose middle it does not cover."""
    worst, *others = [toll.smudge for toll in tolls(dark, level)]
    elsewhere = (
        smudge for smudge in others
        if (smudge.x - worst.x) ** 2 + (smudge.y - worst.y) ** 2 > worst.radius**2
    )  # fmt: skip
    return [worst, *[smudge for smudge, _ in zip(elsewhere, range(1), strict=False)]]


def _where(smudge: Smudge) -> str:
    across, down = min(2, int(smudge.x * 3)), min(2, int(smudge.y * 3))
    return _NINTHS[down][across]


def _square(raster: Raster, found: Reading) -> tuple[float, float, float]:
    """Left, top and side of an upright symbol in pixels, to the edge of its dark modules."""
    xs, ys = zip(*found.corners, strict=True)
    # half the quiet zone: beyond it may lie something dark
    reach = (max(xs) - min(xs)) * (QUIET_ZONE // 2) // side_of(found.version)
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
