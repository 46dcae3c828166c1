"""Boards as volunteers photograph them: real sheets, hung at random, seen askew by a phone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from PIL import Image

from loudao.codes.scan import read_codes
from pdf import render

WIDTH, HEIGHT = 4000, 3000
"""Of a common phone's 12 MP."""

_DPI = 200
_MM = _DPI / 25.4


class Shown(NamedTuple):
    """A code on a photo."""

    text: str
    module: float
    """In pixels of the photo, along its shortest side."""
    x: float
    y: float


@dataclass(frozen=True)
class Sheet:
    """A page as it left the printer, and where its codes are."""

    pixels: Any
    codes: Sequence[tuple[str, int, Any]]
    """What each says, its modules a side, its corners."""


def load_sheets(pdf: Path, pages: int = 1) -> list[Sheet]:
    return [_sheet(render(pdf, page, _DPI)) for page in range(pages)]


def _sheet(image: Image.Image) -> Sheet:
    grey = image.convert("L")
    found = read_codes(grey.width, grey.height, grey.tobytes())
    codes = [(f.text, 17 + 4 * f.version, np.array(f.corners, float)) for f in found]
    return Sheet(np.asarray(image), codes)


def some_of(sheets: Sequence[Sheet], dice: random.Random, most: int = 20) -> list[Sheet]:
    """A board's worth at random, some of them twice, with at most so many codes."""
    chosen: list[Sheet] = []
    for sheet in dice.choices(sheets, k=60):
        if sum(len(each.codes) for each in (*chosen, sheet)) <= most:
            chosen.append(sheet)
    return chosen


def photograph(
    sheets: Sequence[Sheet], dice: random.Random, per_mm: float
) -> tuple[bytes, list[Shown]]:
    """A JPEG of a board on which as many of `sheets` hang as find room, and every code that is
    wholly on it. `per_mm` is of the board's middle, in pixels."""
    scale = per_mm / _MM
    wide, tall = round(WIDTH / scale), round(HEIGHT / scale)
    camera = _camera(dice, wide, tall)
    photo = np.full((HEIGHT, WIDTH, 3), 0, np.uint8)
    photo[:] = [dice.randrange(60, 190) for _ in range(3)]
    shown: list[Shown] = []
    for sheet, place in _hang(sheets, dice, wide, tall):
        whole = camera @ place
        _paste(photo, sheet.pixels, whole)
        shown += _shown(sheet, whole)
    return _exposed(photo, dice), shown


def _hang(
    sheets: Sequence[Sheet], dice: random.Random, wide: int, tall: int
) -> Iterator[tuple[Sheet, Any]]:
    """Row by row, none exactly straight."""
    edge = round(min(wide, tall) * 0.06)
    x = y = edge
    below = 0
    for sheet in sheets:
        height, width = sheet.pixels.shape[:2]
        gap = round(dice.uniform(12, 40) * _MM)
        if x + width > wide - edge:
            x, y, below = edge, y + below, 0
        if x + width > wide - edge or y + height > tall - edge:
            continue
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), dice.uniform(-2.5, 2.5), 1)
        shift = np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], float)
        yield sheet, shift @ np.vstack([turn, [0, 0, 1]])
        x, below = x + width + gap, max(below, height + gap)


def _camera(dice: random.Random, wide: int, tall: int) -> Any:
    """Held askew: each corner of the board falls up to a tenth beside that of the photo."""
    board = np.array([(0, 0), (wide, 0), (wide, tall), (0, tall)], np.float32)
    corners = [(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)]
    seen = [
        (cx + dice.uniform(-0.04, 0.1) * WIDTH * (1 if cx == 0 else -1),
         cy + dice.uniform(-0.04, 0.1) * HEIGHT * (1 if cy == 0 else -1))
        for cx, cy in corners
    ]  # fmt: skip
    return cv2.getPerspectiveTransform(board, np.array(seen, np.float32))


def _paste(photo: Any, pixels: Any, whole: Any) -> None:
    """`pixels` as they fall on the sensor: averaged first where they are many for one of its."""
    height, width = pixels.shape[:2]
    corners = _through(whole, np.array([(0, 0), (width, 0), (width, height), (0, height)], float))
    left, top = np.floor(corners.min(0)).astype(int).clip(0) - 2
    right, bottom = np.ceil(corners.max(0)).astype(int) + 2
    left, top = max(left, 0), max(top, 0)
    right, bottom = min(right, WIDTH), min(bottom, HEIGHT)
    if right <= left or bottom <= top:
        return
    twice = np.array([[2, 0, -2 * left], [0, 2, -2 * top], [0, 0, 1]], float) @ whole
    size = (int(2 * (right - left)), int(2 * (bottom - top)))
    drawn = cv2.warpPerspective(pixels, twice, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), twice, size)
    small = (size[0] // 2, size[1] // 2)
    drawn = cv2.resize(drawn, small, interpolation=cv2.INTER_AREA)
    part = cv2.resize(mask, small, interpolation=cv2.INTER_AREA)[..., None] / 255
    seen = photo[top:bottom, left:right]
    photo[top:bottom, left:right] = (drawn * part + seen * (1 - part)).astype(np.uint8)


def _through(whole: Any, points: Any) -> Any:
    return cv2.perspectiveTransform(points[None].astype(float), whole)[0]


def _shown(sheet: Sheet, whole: Any) -> list[Shown]:
    found = []
    for text, modules, corners in sheet.codes:
        seen = _through(whole, corners)
        quiet = 4 * float(np.linalg.norm(seen[0] - seen[2])) / modules
        inside = (seen > quiet).all() and (seen < np.array([WIDTH, HEIGHT]) - quiet).all()
        if inside:
            sides = np.linalg.norm(seen - np.roll(seen, 1, 0), axis=1)
            x, y = seen.mean(0)
            found.append(Shown(text, float(sides.min()) / modules, float(x), float(y)))
    return found


def _exposed(photo: Any, dice: random.Random) -> bytes:
    """A shadow across it, the lens, the sensor's grain, and a phone's JPEG."""
    ramp = np.linspace(dice.uniform(0.45, 0.9), 1.0, WIDTH)[None, :, None]
    lit = photo * (ramp if dice.random() < 0.5 else ramp[:, ::-1])
    edge = round(dice.uniform(0.2, 0.8) * HEIGHT)
    lit[edge:] *= dice.uniform(0.6, 1.0)
    lit = cv2.GaussianBlur(lit, (0, 0), dice.uniform(0.5, 0.9))
    grain = np.random.default_rng(dice.randrange(2**32)).normal(0, 3, (HEIGHT, WIDTH, 1))
    seen = np.clip(lit + grain, 0, 255).astype(np.uint8)
    done, data = cv2.imencode(".jpg", seen[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 80])
    assert done
    return bytes(data.tobytes())


def stands_at(corners: Sequence[tuple[int, int]], shown: Shown) -> bool:
    """Whether what was read there is the code that is shown."""
    x, y = np.array(corners, float).mean(0)
    return bool(np.hypot(x - shown.x, y - shown.y) < 6 * shown.module)
