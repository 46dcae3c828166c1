# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2,<3", "pillow>=13,<14"]
# ///
"""Paints the pictures of the demo community: ink, calligraphy, paper cuts and scenes.

    uv run scripts/make_demo_art.py FONTS [GALLERIES]

FONTS is a folder that holds the OFL brush faces MaShanZheng, ZhiMangXing and LiuJianMaoCao
(npm packages @expo-google-fonts/ma-shan-zheng, …/zhi-mang-xing, …/liu-jian-mao-cao). Every
picture comes from a seed: the same fonts give the same pixels.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[int, int, int]

PAPER: Colour = (244, 236, 217)
INK: Colour = (30, 28, 27)
CINNABAR: Colour = (176, 40, 30)
SILK: Colour = (196, 182, 148)


@dataclass(frozen=True)
class Brushes:
    """The three faces: regular and bold, running, cursive."""

    regular: Path
    running: Path
    cursive: Path

    @classmethod
    def find(cls, folder: Path) -> Brushes:
        def one(name: str) -> Path:
            found = sorted(folder.rglob(f"{name}*.ttf"))
            if not found:
                sys.exit(f"no {name}*.ttf below {folder}; see the top of this script")
            return found[0]

        return cls(one("MaShanZheng"), one("ZhiMangXing"), one("LiuJianMaoCao"))


# Noise and paper


def smooth_noise(size: tuple[int, int], cell: tuple[int, int], rng: np.random.Generator) -> Array:
    """Values 0 to 1 that change over about `cell` pixels (width, height)."""
    grid = (max(2, size[1] // cell[1] + 2), max(2, size[0] // cell[0] + 2))
    coarse = Image.fromarray(rng.random(grid, dtype=np.float32))
    return np.clip(np.asarray(coarse.resize(size, Image.Resampling.BICUBIC)), 0, 1)


def clouds(
    size: tuple[int, int], cell: tuple[int, int], rng: np.random.Generator, octaves: int = 5
) -> Array:
    """Noise at halving cells, each half as strong."""
    total = np.zeros((size[1], size[0]), np.float32)
    weight = 0.0
    for octave in range(octaves):
        scale = 2**octave
        part = (max(1, cell[0] // scale), max(1, cell[1] // scale))
        total += smooth_noise(size, part, rng) / scale
        weight += 1 / scale
    return total / np.float32(weight)


def rice_paper(size: tuple[int, int], rng: np.random.Generator, tone: Colour = PAPER) -> Array:
    """An aged sheet, as floats 0 to 255, height × width × 3."""
    base = np.ones((size[1], size[0], 3), np.float32) * np.array(tone, np.float32)
    stain = clouds(size, (500, 500), rng, 4)[..., None] - 0.5
    fibre = clouds(size, (90, 3), rng, 2)[..., None] - 0.5
    return base + stain * np.array([14, 18, 26], np.float32) + fibre * 9


def to_image(pixels: Array) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def lay(pixels: Array, mask: Array, colour: Colour) -> Array:
    """`colour` painted through `mask` (0 to 1)."""
    m = mask[..., None]
    return pixels * (1 - m) + np.array(colour, np.float32) * m


def drawn(
    size: tuple[int, int], draw: Callable[[ImageDraw.ImageDraw], None], blur: float = 0
) -> Array:
    """A mask of what `draw` paints in white, smoothed at its edges."""
    sheet = Image.new("L", (size[0] * 2, size[1] * 2))
    draw(ImageDraw.Draw(sheet))
    small = sheet.resize(size, Image.Resampling.LANCZOS)
    if blur:
        small = small.filter(ImageFilter.GaussianBlur(blur))
    return np.asarray(small, np.float32) / 255


# Calligraphy


def glyph_mask(text: str, face: Path, size: int) -> Image.Image:
    """One character as a mask in a square of `size`, centred on its ink."""
    font = ImageFont.truetype(face, int(size * 0.94))
    box = font.getbbox(text)
    sheet = Image.new("L", (size, size))
    x = (size - (box[2] - box[0])) / 2 - box[0]
    y = (size - (box[3] - box[1])) / 2 - box[1]
    ImageDraw.Draw(sheet).text((x, y), text, fill=255, font=font)
    return sheet


def columns_mask(
    size: tuple[int, int],
    lines: Sequence[str],
    face: Path,
    character: int,
    top: int,
    right: int,
    pitch: float,
    rng: np.random.Generator,
) -> Array:
    """Columns from right to left; each character leans and wanders a little."""
    sheet = Image.new("L", size)
    for column, line in enumerate(lines):
        x = right - character - column * character * pitch
        y = float(top)
        for mark in line:
            scale = 0.9 + 0.2 * rng.random()
            side = int(character * scale)
            glyph = glyph_mask(mark, face, side).rotate(
                (rng.random() - 0.5) * 5, Image.Resampling.BICUBIC
            )
            sheet.paste(255, (int(x + (rng.random() - 0.5) * character * 0.1), int(y)), glyph)
            y += character * (0.94 + 0.1 * rng.random())
    return np.asarray(sheet, np.float32) / 255


def brushed(mask: Array, rng: np.random.Generator, dryness: float = 0.55) -> Array:
    """A mask with the brush running dry here and there (飞白)."""
    size = (mask.shape[1], mask.shape[0])
    hairs = clouds(size, (8, 60), rng, 3)
    wet = clouds(size, (220, 220), rng, 2)
    dry = np.clip((hairs - dryness) * 9, 0, 1) * np.clip((wet - 0.42) * 5, 0, 1)
    return mask * (1 - 0.75 * dry) * (0.86 + 0.14 * wet)


def seal(pixels: Array, text: str, x: int, y: int, side: int, face: Path) -> Array:
    """A seal cut in white, its edges worn."""
    block = Image.new("L", (side, side))
    pen = ImageDraw.Draw(block)
    pen.rounded_rectangle((0, 0, side - 1, side - 1), side // 10, fill=255)
    across = 2 if len(text) > 2 else 1
    cell = side * 0.44 if across == 2 else side * 0.46
    for index, mark in enumerate(text):
        column, row = divmod(index, 2)
        font = ImageFont.truetype(face, int(cell))
        px = side / 2 if across == 1 else side * (0.73 - 0.46 * column)
        pen.text((px, side * (0.27 + 0.46 * row)), mark, fill=0, font=font, anchor="mm")
    worn = np.asarray(block, np.float32) / 255
    rng = np.random.default_rng(side)
    worn *= np.clip(clouds((side, side), (5, 5), rng, 2) * 3.2, 0, 1)
    whole = np.zeros(pixels.shape[:2], np.float32)
    whole[y : y + side, x : x + side] = worn
    return lay(pixels, whole * 0.94, CINNABAR)


def mounted(
    picture: Image.Image, edge: int, head: int, rng: np.random.Generator, rollers: bool
) -> Image.Image:
    """A scroll's mounting: silk all round, a line of white, rollers where it hangs."""
    wide, tall = picture.width + 2 * edge, picture.height + 2 * head
    weave = clouds((wide, tall), (6, 6), rng, 2)[..., None] - 0.5
    silk = np.ones((tall, wide, 3), np.float32) * np.array(SILK, np.float32) + weave * 18
    sheet = to_image(silk)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((edge - 7, head - 7, wide - edge + 6, tall - head + 6), fill=(250, 246, 234))
    sheet.paste(picture, (edge, head))
    if rollers:
        for y in (0, tall - 26):
            pen.rectangle((0, y, wide, y + 26), fill=(74, 46, 30))
            pen.rectangle((0, y + 4, wide, y + 9), fill=(110, 72, 48))
    return sheet


def inscription(
    size: tuple[int, int], lines: Sequence[str], face: Path, character: int, *,
    top: int, right: int, seed: int, signature: str = "", seal_text: str = "书画之友",
    tone: Colour = PAPER, pitch: float = 1.2, brushes: Brushes,
) -> Image.Image:  # fmt: skip
    """A sheet of calligraphy with its signature and seal."""
    rng = np.random.default_rng(seed)
    pixels = rice_paper(size, rng, tone)
    mask = columns_mask(size, lines, face, character, top, right, pitch, rng)
    pixels = lay(pixels, brushed(mask, rng), INK)
    if signature:
        small = int(character * 0.42)
        x = int(right - character * (pitch * len(lines)) - small * 0.4)
        pixels = lay(
            pixels,
            columns_mask(size, [signature], brushes.running, small, int(size[1] * 0.36), x, 1, rng),
            INK,
        )
        y = int(size[1] * 0.36 + small * (len(signature) + 0.7))
        pixels = seal(pixels, seal_text, x - small - 6, y, int(small * 1.2), brushes.regular)
    return to_image(pixels)


# Ink landscape


def ridge(width: int, low: float, high: float, cell: int, rng: np.random.Generator) -> Array:
    """The height of a range of hills for each x; higher is a larger value."""
    line = clouds((width, 2), (cell, 2), rng, 6)[0]
    line = (line - line.min()) / (line.max() - line.min())
    return np.asarray(low + (high - low) * line**1.35, np.float32)


def landscape(
    size: tuple[int, int], seed: int, layers: int, *, colour: bool = False, top: float = 0.12
) -> Array:
    """Ranges behind each other with mist between, as floats 0 to 255."""
    rng = np.random.default_rng(seed)
    width, height = size
    pixels = rice_paper(size, rng)
    rows = np.arange(height, dtype=np.float32)[:, None]
    for layer in range(layers):
        near = layer / (layers - 1)
        low, high = height * (0.48 - 0.44 * near), height * (1 - top - 0.5 * near)
        crest = height - ridge(
            width, low, high * (0.92 + 0.1 * rng.random()), int(width * (0.42 - 0.14 * near)), rng
        )
        below = rows - crest[None, :]
        inside = np.clip(below + 0.5, 0, 1)
        depth = height * (0.3 - 0.1 * near)
        mist = np.clip(1 - below / depth, 0, 1) ** 1.3
        texture = clouds(size, (26, 90), rng, 4)
        strokes = np.clip((texture - 0.47) * 4.2, 0, 1)
        edge = np.exp(-np.clip(below, 0, None) / (height * 0.006))
        dark = inside * mist * (
            0.16 + 0.36 * near + (0.2 + 0.28 * near) * strokes
        ) + inside * edge * (0.12 + 0.3 * near)
        tone: Colour = (52, 56, 58)
        if colour:
            blend = np.array([54, 108, 104]) * (1 - near) + np.array([64, 96, 70]) * near
            tone = (int(blend[0]), int(blend[1]), int(blend[2]))
        pixels = lay(pixels, np.clip(dark, 0, 0.93), tone)
        if colour:
            warm = (
                inside
                * np.clip(1 - below / (depth * 1.6), 0, 1)
                * np.clip((0.55 - texture) * 2, 0, 0.35)
            )
            pixels = lay(pixels, warm, (176, 124, 70))
    return pixels


def pines(pixels: Array, spots: Sequence[tuple[float, float, float]], seed: int) -> Array:
    """Pines at (x, y, height) in shares of the sheet, their needles in flat clouds."""
    rng = np.random.default_rng(seed)
    height, width = pixels.shape[:2]

    def paint(pen: ImageDraw.ImageDraw) -> None:
        for x, y, tall in spots:
            px, py, h = x * width * 2, y * height * 2, tall * height * 2
            lean = (rng.random() - 0.5) * h * 0.24
            pen.line(
                [(px, py), (px + lean * 0.3, py - h * 0.5), (px + lean, py - h)],
                fill=230,
                width=max(3, int(h * 0.04)),
            )
            for step in range(9):
                t = 0.36 + 0.64 * step / 8
                side = (1, -1, 0)[step % 3] if step < 8 else 0
                reach = h * (0.3 - 0.16 * t) * (0.8 + 0.4 * rng.random())
                cx, cy = px + lean * t + side * reach * 0.85, py - h * t
                pen.line(
                    [(px + lean * t, cy + h * 0.03), (cx, cy)],
                    fill=200,
                    width=max(2, int(h * 0.014)),
                )
                for _ in range(240):
                    dx = (rng.random() + rng.random() - 1) * 1.3 * reach
                    dy = (rng.random() - 0.5) * reach * 0.34 * (1 - abs(dx) / (1.4 * reach))
                    pen.line(
                        [
                            (cx + dx, cy + dy),
                            (cx + dx + (rng.random() - 0.5) * h * 0.03, cy + dy - h * 0.025),
                        ],
                        fill=int(120 + 110 * rng.random()),
                        width=2,
                    )

    return lay(pixels, drawn((width, height), paint, 0.5) * 0.86, INK)


def pavilion(pixels: Array, x: float, y: float, side: float) -> Array:
    """A small pavilion whose foot stands at (x, y), in shares of the sheet."""
    height, width = pixels.shape[:2]

    def paint(pen: ImageDraw.ImageDraw) -> None:
        cx, cy, s = x * width * 2, y * height * 2, side * height * 2
        pen.polygon(
            [
                (cx - s * 0.7, cy - s * 0.52),
                (cx - s * 0.34, cy - s * 0.66),
                (cx, cy - s),
                (cx + s * 0.34, cy - s * 0.66),
                (cx + s * 0.7, cy - s * 0.52),
                (cx + s * 0.4, cy - s * 0.56),
                (cx - s * 0.4, cy - s * 0.56),
            ],
            fill=235,
        )
        for post in (-0.38, -0.13, 0.13, 0.38):
            pen.line(
                [(cx + s * post, cy - s * 0.56), (cx + s * post, cy)],
                fill=220,
                width=max(2, int(s * 0.045)),
            )
        pen.line([(cx - s * 0.5, cy), (cx + s * 0.5, cy)], fill=230, width=max(3, int(s * 0.06)))

    return lay(pixels, drawn((width, height), paint, 0.4) * 0.9, INK)


def boat_and_birds(pixels: Array, x: float, y: float, seed: int) -> Array:
    rng = np.random.default_rng(seed)
    height, width = pixels.shape[:2]

    def paint(pen: ImageDraw.ImageDraw) -> None:
        cx, cy, s = x * width * 2, y * height * 2, width * 0.13
        pen.polygon(
            [
                (cx - s, cy - s * 0.14),
                (cx - s * 0.7, cy),
                (cx + s * 0.7, cy),
                (cx + s, cy - s * 0.16),
                (cx + s * 0.5, cy - s * 0.07),
                (cx - s * 0.5, cy - s * 0.07),
            ],
            fill=235,
        )
        pen.pieslice(
            (cx - s * 0.32, cy - s * 0.3, cx + s * 0.22, cy + s * 0.12), 180, 360, fill=215
        )
        pen.line([(cx + s * 0.55, cy - s * 0.06), (cx + s * 0.5, cy - s * 0.42)], fill=230, width=6)
        pen.ellipse((cx + s * 0.45, cy - s * 0.5, cx + s * 0.56, cy - s * 0.4), fill=230)
        pen.line([(cx + s * 0.3, cy - s * 0.5), (cx + s * 0.86, cy + s * 0.12)], fill=200, width=3)
        for _ in range(7):
            bx, by = (
                (x + 0.15 + rng.random() * 0.25) * width * 2,
                (y - 0.42 + rng.random() * 0.1) * height * 2,
            )
            wing = 12 + 9 * rng.random()
            pen.line(
                [(bx - wing, by - wing * 0.5), (bx, by), (bx + wing, by - wing * 0.6)],
                fill=210,
                width=3,
            )

    return lay(pixels, drawn((width, height), paint, 0.4) * 0.92, INK)


def bamboo(size: tuple[int, int], seed: int, brushes: Brushes) -> Image.Image:
    """Stalks with their joints, leaves in the shape of 个 and 介."""
    rng = np.random.default_rng(seed)
    width, height = size
    pixels = rice_paper(size, rng)
    for x0, x1, thick, tone in (
        (0.62, 0.7, 0.05, 0.34),
        (0.3, 0.22, 0.042, 0.5),
        (0.43, 0.5, 0.06, 0.86),
    ):
        stalk = _stalk(size, x0, x1, thick * width, rng)
        pixels = lay(pixels, brushed(stalk, rng, 0.5) * tone, INK)
        leaves = _leaves(size, x0, x1, rng, 16 if tone < 0.6 else 24)
        pixels = lay(pixels, leaves * min(1, tone + 0.08), INK)
    text = columns_mask(
        size, ["未出土时先有节", "及凌云处尚虚心"], brushes.running, 46, 120, width - 60, 1.3, rng
    )
    pixels = lay(pixels, text, INK)
    return to_image(seal(pixels, "竹友", width - 150, 520, 56, brushes.regular))


def _stalk(
    size: tuple[int, int], x0: float, x1: float, thick: float, rng: np.random.Generator
) -> Array:
    width, height = size

    def paint(pen: ImageDraw.ImageDraw) -> None:
        joints = 9
        for joint in range(joints):
            t0, t1 = joint / joints, (joint + 1) / joints - 0.008
            ends = [
                ((x0 + (x1 - x0) * t) * width * 2, (1.02 - 1.06 * t) * height * 2) for t in (t0, t1)
            ]
            half = thick * (1.05 - 0.45 * t0)
            (ax, ay), (bx, by) = ends
            pen.polygon(
                [(ax - half, ay), (ax + half, ay), (bx + half * 0.94, by), (bx - half * 0.94, by)],
                fill=200 + int(40 * rng.random()),
            )
            pen.line(
                [(bx - half * 1.18, by - 3), (bx, by - 9), (bx + half * 1.18, by - 3)],
                fill=255,
                width=7,
            )

    return drawn(size, paint, 0.6)


def _leaves(
    size: tuple[int, int], x0: float, x1: float, rng: np.random.Generator, clusters: int
) -> Array:
    width, height = size

    def paint(pen: ImageDraw.ImageDraw) -> None:
        for _ in range(clusters):
            t = 0.3 + 0.68 * rng.random()
            side = 1 if rng.random() > 0.5 else -1
            sx, sy = (x0 + (x1 - x0) * t) * width * 2, (1.02 - 1.06 * t) * height * 2
            cx, cy = sx + side * (60 + 190 * rng.random()), sy - 30 + 90 * rng.random()
            pen.line([(sx, sy), (cx, cy)], fill=190, width=4)
            for _ in range(int(3 + 3 * rng.random())):
                angle = np.pi / 2 + (rng.random() - 0.5) * 1.5 - side * 0.35
                long = 170 + 150 * rng.random()
                tip = (cx + long * np.cos(angle), cy + long * np.sin(angle))
                nx, ny = -np.sin(angle) * long * 0.075, np.cos(angle) * long * 0.075
                mid = (cx + (tip[0] - cx) * 0.38, cy + (tip[1] - cy) * 0.38)
                pen.polygon(
                    [(cx, cy), (mid[0] + nx, mid[1] + ny), tip, (mid[0] - nx, mid[1] - ny)],
                    fill=205 + int(50 * rng.random()),
                )

    return drawn(size, paint, 0.5)


def fan(text: Sequence[str], seed: int, brushes: Brushes) -> Image.Image:
    """A folding fan's leaf with calligraphy along its ribs."""
    rng = np.random.default_rng(seed)
    width, height = 1600, 860
    centre, outer, inner = (width / 2, 1000.0), 900.0, 420.0
    wall = np.ones((height, width, 3), np.float32) * np.array((226, 220, 206), np.float32)
    wall += (clouds((width, height), (400, 400), rng, 3)[..., None] - 0.5) * 10
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    radius, angle = np.hypot(x - centre[0], centre[1] - y), np.arctan2(centre[1] - y, x - centre[0])
    spread = (angle > np.radians(22)) & (angle < np.radians(158))
    leaf = (((radius < outer) & (radius > inner)) & spread).astype(np.float32)
    soft = (
        np.asarray(
            to_image(leaf[..., None].repeat(3, 2) * 255)
            .filter(ImageFilter.GaussianBlur(14))
            .convert("L"),
            np.float32,
        )
        / 255
    )
    wall -= np.roll(soft, (12, 8), (0, 1))[..., None] * 46
    folds = 0.5 + 0.5 * np.sin(angle * 64)
    paper = rice_paper((width, height), rng, (240, 228, 196)) - folds[..., None] * 15
    pixels = wall * (1 - leaf[..., None]) + paper * leaf[..., None]
    ink = Image.new("L", (width, height))
    for index, line in enumerate(text):
        turn = 148 - (index + 0.5) * 116 / len(text)
        turn = 180 - turn
        for row, mark in enumerate(line):
            side = 92 - row * 6
            r = outer - 66 - row * 94
            px = centre[0] + r * np.cos(np.radians(turn))
            py = centre[1] - r * np.sin(np.radians(turn))
            glyph = glyph_mask(mark, brushes.running, side).rotate(
                turn - 90, Image.Resampling.BICUBIC, expand=True
            )
            ink.paste(255, (int(px - glyph.width / 2), int(py - glyph.height / 2)), glyph)
    pixels = lay(pixels, brushed(np.asarray(ink, np.float32) / 255, rng), INK)
    return to_image(pixels)


def couplet(pair: tuple[str, str], seed: int, brushes: Brushes) -> Image.Image:
    """Two red strips side by side, as on a doorway."""
    rng = np.random.default_rng(seed)
    width, height = 900, 1500
    door = np.ones((height, width, 3), np.float32) * np.array((92, 64, 46), np.float32)
    door += (clouds((width, height), (30, 700), rng, 4)[..., None] - 0.5) * 60
    pixels = door
    for x, line in ((width - 300, pair[0]), (60, pair[1])):
        strip = np.zeros((height, width), np.float32)
        strip[60 : height - 60, x : x + 240] = 1
        red = np.ones((height, width, 3), np.float32) * np.array((186, 24, 30), np.float32)
        red += (clouds((width, height), (60, 60), rng, 3)[..., None] - 0.5) * 26
        flecks = np.clip((clouds((width, height), (9, 9), rng, 2) - 0.8) * 20, 0, 1)
        red = lay(red, flecks, (232, 178, 74))
        pixels = pixels * (1 - strip[..., None]) + red * strip[..., None]
        mask = columns_mask((width, height), [line], brushes.regular, 176, 130, x + 208, 1, rng)
        pixels = lay(pixels, brushed(mask, rng, 0.62), (24, 16, 14))
    return to_image(pixels)


def paper_cut(seed: int, mark: str, brushes: Brushes) -> Image.Image:
    """A round window flower 团花 of eight folds on white, with a character in the middle."""
    rng = np.random.default_rng(seed)
    side = 1200
    folds = 8
    wedge = Image.new("L", (side * 2, side * 2))
    pen = ImageDraw.Draw(wedge)
    c = side
    pen.ellipse((c - 1060, c - 1060, c + 1060, c + 1060), fill=255)
    total = Image.new("L", (side * 2, side * 2), 255)
    total.paste(wedge)
    holes = Image.new("L", (side * 2, side * 2))
    hole = ImageDraw.Draw(holes)
    for fold in range(folds):
        a0 = 2 * np.pi * fold / folds
        for mirror in (1, -1):

            def at(r: float, a: float) -> tuple[float, float]:
                return c + r * np.cos(a0 + mirror * a), c + r * np.sin(a0 + mirror * a)

            for r, a, long, wide in (
                (900, 0.16, 130, 0.07),
                (760, 0.3, 150, 0.06),
                (620, 0.12, 120, 0.09),
                (520, 0.28, 90, 0.1),
            ):
                hole.polygon(
                    [at(r - long, a), at(r, a + wide), at(r + long, a), at(r, a - wide)], fill=255
                )
            hole.polygon([at(1075, 0.28), at(985, 0.36), at(1075, 0.4)], fill=255)
            hole.ellipse(
                (*(v - 24 for v in at(1000, 0.12)), *(v + 24 for v in at(1000, 0.12))), fill=255
            )
            hole.ellipse(
                (*(v - 20 for v in at(690, 0.0)), *(v + 20 for v in at(690, 0.0))), fill=255
            )
        hole.polygon(
            [
                (c + r * np.cos(a0 + a), c + r * np.sin(a0 + a))
                for r, a in ((470, -0.2), (560, 0.0), (470, 0.2), (500, 0.0))
            ],
            fill=255,
        )
        x, y = c + 1070 * np.cos(a0 + np.pi / 8), c + 1070 * np.sin(a0 + np.pi / 8)
        hole.ellipse((x - 70, y - 70, x + 70, y + 70), fill=255)
    hole.ellipse((c - 400, c - 400, c + 400, c + 400), fill=255)
    hole.ellipse((c - 372, c - 372, c + 372, c + 372), fill=0)
    glyph = glyph_mask(mark, brushes.regular, 640)
    holes.paste(255, (c - 320, c - 330), glyph)
    mask = np.asarray(wedge, np.float32) / 255 * (1 - np.asarray(holes, np.float32) / 255)
    small = (
        np.asarray(
            Image.fromarray((mask * 255).astype(np.uint8)).resize(
                (side, side), Image.Resampling.LANCZOS
            ),
            np.float32,
        )
        / 255
    )
    paper = np.ones((side, side, 3), np.float32) * np.array((246, 243, 236), np.float32)
    paper += (clouds((side, side), (300, 300), rng, 3)[..., None] - 0.5) * 8
    shadow = (
        np.asarray(
            Image.fromarray((small * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(7)),
            np.float32,
        )
        / 255
    )
    paper -= np.roll(shadow, (9, 6), (0, 1))[..., None] * 40
    red = np.ones((side, side, 3), np.float32) * np.array((192, 26, 32), np.float32)
    red += (clouds((side, side), (40, 40), rng, 4)[..., None] - 0.5) * 30
    return to_image(paper * (1 - small[..., None]) + red * small[..., None])


# Scenes, as if photographed


def graded(size: tuple[int, int], stops: Sequence[tuple[float, Colour]]) -> Array:
    """A sky: colours at shares of the height."""
    rows = np.linspace(0, 1, size[1])
    bands = [np.interp(rows, [s for s, _ in stops], [c[i] for _, c in stops]) for i in range(3)]
    column = np.stack(bands, -1).astype(np.float32)
    return np.repeat(column[:, None, :], size[0], 1)


def glow(size: tuple[int, int], x: float, y: float, reach: float) -> Array:
    rows, columns = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    far = np.hypot(columns - x, rows - y) / reach
    return np.asarray(np.exp(-(far**2)), np.float32)


def film(pixels: Array, rng: np.random.Generator, grain: float = 3.0) -> Image.Image:
    """Lens and sensor: corners darken, a little grain."""
    height, width = pixels.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    far = np.hypot((columns - width / 2) / width, (rows - height / 2) / height)
    shaded = pixels * (1 - 0.42 * far[..., None] ** 2)
    return to_image(shaded + rng.normal(0, grain, (height, width, 1)).astype(np.float32))


def branch(
    pen: ImageDraw.ImageDraw, x: float, y: float, angle: float, long: float, thick: float,
    rng: np.random.Generator, tips: list[tuple[float, float]],
) -> None:  # fmt: skip
    """A bough and all that grows from it; `tips` collects where twigs end."""
    if long < 16:
        tips.append((x, y))
        return
    bend = angle + (rng.random() - 0.5) * 0.3
    nx, ny = x + np.cos(bend) * long, y + np.sin(bend) * long
    pen.line([(x, y), (nx, ny)], fill=255, width=max(2, int(thick)))
    if rng.random() > 0.3:
        tips.append((nx, ny))
    for turn in (-0.5, 0.42) if rng.random() > 0.12 else (-0.06,):
        branch(
            pen,
            nx,
            ny,
            bend + turn * (0.6 + 0.7 * rng.random()),
            long * (0.68 + 0.2 * rng.random()),
            thick * 0.66,
            rng,
            tips,
        )


def dusk_blocks(seed: int) -> Image.Image:
    """Apartment blocks at dusk, windows lit."""
    rng = np.random.default_rng(seed)
    size = width, height = 1600, 1067
    sky = graded(
        size,
        [
            (0, (38, 52, 98)),
            (0.32, (120, 96, 138)),
            (0.55, (236, 150, 106)),
            (0.72, (252, 206, 142)),
            (1, (120, 90, 84)),
        ],
    )
    streaks = clouds(size, (700, 60), rng, 5)
    sky = lay(sky, np.clip((streaks - 0.5) * 2.4, 0, 0.55), (250, 178, 142))
    sky = lay(sky, glow(size, 1080, 730, 330) * 0.8, (255, 236, 190))
    pixels = sky
    for depth, tone, count in ((0, (126, 100, 116), 9), (1, (78, 64, 86), 7), (2, (36, 32, 48), 6)):
        x = -60.0
        lit: list[tuple[float, float, float, float]] = []
        blocks: list[tuple[float, float, float]] = []
        for _ in range(count):
            wide = width / count * (0.7 + 0.35 * rng.random())
            top = height * (0.5 + 0.1 * depth - (0.2 - 0.02 * depth) * rng.random())
            blocks.append((x, top, wide))
            pane, step = 9 + depth * 6, 22 + depth * 15
            for wy in np.arange(top + step, height - 40, step * 1.25):
                for wx in np.arange(x + step * 0.6, x + wide - step * 0.8, step):
                    if rng.random() < 0.34:
                        lit.append((wx, wy, wx + pane, wy + pane * 1.25))
            x += wide + width / count * 0.22 * rng.random()

        def walls(
            pen: ImageDraw.ImageDraw, blocks: list[tuple[float, float, float]] = blocks
        ) -> None:
            for bx, top, wide in blocks:
                pen.rectangle((bx * 2, top * 2, (bx + wide) * 2, height * 2), fill=255)
                pen.rectangle(
                    ((bx + wide * 0.3) * 2, (top - 16) * 2, (bx + wide * 0.5) * 2, top * 2),
                    fill=255,
                )

        def windows(
            pen: ImageDraw.ImageDraw, lit: list[tuple[float, float, float, float]] = lit
        ) -> None:
            for box in lit:
                pen.rectangle(
                    tuple(v * 2 for v in box), fill=int(150 + 105 * ((box[0] * 7 + box[1]) % 1))
                )

        pixels = lay(pixels, drawn(size, walls, 0.6), tone)
        pixels = lay(pixels, drawn(size, windows, 0.8) * (0.55 + 0.2 * depth), (255, 214, 132))
    return film(pixels, rng)


def blossom(seed: int) -> Image.Image:
    """A flowering branch against a soft green courtyard."""
    rng = np.random.default_rng(seed)
    size = width, height = 1600, 1200
    pixels = graded(size, [(0, (206, 226, 232)), (0.5, (176, 204, 160)), (1, (104, 142, 92))])
    for _ in range(60):
        x, y, r = rng.random() * width, rng.random() * height, 40 + 110 * rng.random()
        tone = (250, 214, 222) if rng.random() < 0.5 else (214, 232, 178)
        disc = np.clip((glow(size, x, y, r) - 0.5) * 8, 0, 1) * 0.16
        pixels = lay(pixels, disc, tone)
    tips: list[tuple[float, float]] = []

    def boughs(pen: ImageDraw.ImageDraw) -> None:
        branch(pen, -60, height * 1.5, -0.46, 620, 58, rng, tips)
        branch(pen, width * 2 + 40, height * 0.3, 2.7, 430, 34, rng, tips)

    pixels = lay(pixels, drawn(size, boughs, 0.7), (64, 44, 40))
    for shade, tone in ((0, (226, 128, 156)), (1, (246, 176, 196)), (2, (255, 226, 234))):

        def petals(pen: ImageDraw.ImageDraw, shade: int = shade) -> None:
            for x, y in tips[:: 9 + shade * 3]:
                for _ in range(1):
                    cx, cy = x + (rng.random() - 0.5) * 60, y + (rng.random() - 0.5) * 60
                    size_of = (40 - shade * 3) * (0.7 + 0.6 * rng.random())
                    start = rng.random() * 6.28
                    for petal in range(5):
                        a = start + petal * 1.257
                        px, py = cx + np.cos(a) * size_of * 0.75, cy + np.sin(a) * size_of * 0.75
                        pen.ellipse(
                            (
                                px - size_of * 0.62,
                                py - size_of * 0.62,
                                px + size_of * 0.62,
                                py + size_of * 0.62,
                            ),
                            fill=235,
                        )

        pixels = lay(pixels, drawn(size, petals, 0.8) * 0.92, tone)

    def hearts(pen: ImageDraw.ImageDraw) -> None:
        for x, y in tips[::45]:
            pen.ellipse((x - 7, y - 7, x + 7, y + 7), fill=255)

    return film(lay(pixels, drawn(size, hearts, 0.4) * 0.8, (196, 60, 84)), rng)


def snow(seed: int) -> Image.Image:
    """A courtyard in snow: bare trees, a lamp, flakes near the lens."""
    rng = np.random.default_rng(seed)
    size = width, height = 1600, 1067
    pixels = graded(
        size,
        [
            (0, (116, 136, 168)),
            (0.5, (178, 192, 212)),
            (0.62, (214, 222, 234)),
            (0.63, (232, 238, 246)),
            (1, (196, 208, 226)),
        ],
    )
    drifts = clouds(size, (500, 70), rng, 4)
    rows = np.arange(height, dtype=np.float32)[:, None]
    pixels = lay(
        pixels, np.clip((drifts - 0.45) * 3, 0, 0.4) * (rows > height * 0.63), (170, 186, 212)
    )

    blocks = ((-0.02, 0.3, 0.27), (0.33, 0.38, 0.17), (0.66, 0.34, 0.36))

    def houses(pen: ImageDraw.ImageDraw) -> None:
        for x, top, wide in blocks:
            pen.rectangle(
                (x * width * 2, top * height * 2, (x + wide) * width * 2, 0.635 * height * 2),
                fill=255,
            )

    pixels = lay(pixels, drawn(size, houses, 1.6) * 0.8, (134, 142, 162))

    def panes(pen: ImageDraw.ImageDraw) -> None:
        for x, top, wide in blocks:
            for wy in np.arange(top + 0.035, 0.6, 0.055):
                for wx in np.arange(x + 0.018, x + wide - 0.02, 0.03):
                    pen.rectangle(
                        (
                            wx * width * 2,
                            wy * height * 2,
                            (wx + 0.014) * width * 2,
                            (wy + 0.03) * height * 2,
                        ),
                        fill=255,
                    )

    pixels = lay(pixels, drawn(size, panes, 1.2) * 0.5, (96, 108, 134))

    def roofs(pen: ImageDraw.ImageDraw) -> None:
        for x, top, wide in blocks:
            pen.rounded_rectangle(
                (
                    (x - 0.006) * width * 2,
                    (top - 0.018) * height * 2,
                    (x + wide + 0.006) * width * 2,
                    (top + 0.008) * height * 2,
                ),
                12,
                fill=255,
            )

    pixels = lay(pixels, drawn(size, roofs, 1.2), (240, 245, 252))
    for x, y in (
        (0.064, 0.4),
        (0.154, 0.51),
        (0.215, 0.345),
        (0.385, 0.47),
        (0.76, 0.385),
        (0.84, 0.495),
        (0.9, 0.44),
    ):
        pixels = lay(pixels, glow(size, x * width, y * height, 13) * 0.9, (255, 216, 140))
    tips: list[tuple[float, float]] = []

    def trees(pen: ImageDraw.ImageDraw) -> None:
        branch(pen, width * 0.34, height * 1.72, -1.62, 330, 44, rng, tips)
        branch(pen, width * 1.66, height * 1.6, -1.5, 300, 38, rng, tips)

    bare = drawn(size, trees, 0.6)
    pixels = lay(pixels, bare * 0.92, (54, 56, 68))
    pixels = lay(pixels, np.clip(np.roll(bare, -3, 0) - bare, 0, 1), (246, 250, 255))

    def lamp(pen: ImageDraw.ImageDraw) -> None:
        pen.line([(width * 1.06, height * 1.66), (width * 1.06, height * 0.92)], fill=255, width=15)
        pen.polygon(
            [
                (width * 1.03, height * 0.92),
                (width * 1.09, height * 0.92),
                (width * 1.075, height * 0.83),
                (width * 1.045, height * 0.83),
            ],
            fill=255,
        )

    pixels = lay(pixels, drawn(size, lamp, 0.6), (48, 52, 66))
    pixels = lay(pixels, glow(size, width * 0.53, height * 0.44, 150) * 0.75, (255, 224, 164))
    pixels = lay(pixels, glow(size, width * 0.53, height * 0.84, 330) * 0.28, (255, 220, 160))
    for _ in range(420):
        x, y, r = rng.random() * width, rng.random() * height, 1.5 + 6 * rng.random() ** 4
        x0, x1, y0, y1 = (
            int(max(0, x - 20)),
            int(min(width, x + 20)),
            int(max(0, y - 20)),
            int(min(height, y + 20)),
        )
        patch = glow((x1 - x0, y1 - y0), x - x0, y - y0, r) * 0.85
        pixels[y0:y1, x0:x1] = lay(pixels[y0:y1, x0:x1], patch, (252, 253, 255))
    return film(pixels, rng, 2.4)


def lanterns(seed: int, size: tuple[int, int] = (1200, 1600)) -> Image.Image:
    """Red lanterns over a lane at night."""
    rng = np.random.default_rng(seed)
    width, height = size
    pixels = graded(size, [(0, (14, 16, 36)), (0.55, (40, 26, 44)), (1, (74, 36, 30))])
    for _ in range(70):
        x, y, r = rng.random() * width, height * (0.45 + 0.5 * rng.random()), 12 + 34 * rng.random()
        tone = [(255, 176, 92), (255, 112, 74), (255, 222, 160)][int(rng.random() * 3)]
        pixels = lay(pixels, np.clip((glow(size, x, y, r) - 0.42) * 6, 0, 1) * 0.3, tone)
    for row in range(5):
        scale = 0.4 + 0.17 * row
        y = height * (0.62 - 0.125 * row)
        for x in np.arange(
            width * (0.1 if row % 2 else 0.0), width * 1.1, width * (0.16 + 0.05 * row)
        ):
            pixels = _lantern(pixels, float(x), float(y + 18 * np.sin(x / 130)), 84 * scale)
    return film(pixels, rng, 3.4)


def _lantern(pixels: Array, x: float, y: float, r: float) -> Array:
    size = (pixels.shape[1], pixels.shape[0])
    pixels = lay(pixels, glow(size, x, y, r * 2.6) * 0.34, (255, 84, 40))

    def body(pen: ImageDraw.ImageDraw) -> None:
        pen.ellipse(((x - r) * 2, (y - r * 0.82) * 2, (x + r) * 2, (y + r * 0.82) * 2), fill=255)

    pixels = lay(pixels, drawn(size, body, 0.7), (206, 26, 22))
    pixels = lay(
        pixels, drawn(size, body) * glow(size, x, y + r * 0.1, r * 0.78) * 0.85, (255, 168, 72)
    )

    def ribs(pen: ImageDraw.ImageDraw) -> None:
        for k in (0.34, 0.7, 1.0):
            pen.ellipse(
                ((x - r * k) * 2, (y - r * 0.82) * 2, (x + r * k) * 2, (y + r * 0.82) * 2),
                outline=150,
                width=max(1, int(r * 0.05)),
            )
        for side in (-1, 1):
            edge = y + side * r * 0.82
            pen.rectangle(
                (
                    (x - r * 0.42) * 2,
                    (edge - r * 0.09) * 2,
                    (x + r * 0.42) * 2,
                    (edge + r * 0.09) * 2,
                ),
                fill=255,
            )
        for k in range(-3, 4):
            pen.line(
                [
                    ((x + k * r * 0.1) * 2, (y + r * 0.9) * 2),
                    ((x + k * r * 0.11) * 2, (y + r * 1.55) * 2),
                ],
                fill=210,
                width=max(2, int(r * 0.05)),
            )

    return lay(pixels, drawn(size, ribs, 0.5) * 0.9, (240, 186, 80))


def lake(seed: int) -> Image.Image:
    """Morning on the lake in the park: hills, haze, and their reflection."""
    rng = np.random.default_rng(seed)
    width, height = 1600, 1067
    half = (width, height // 2 + 40)
    sky = graded(half, [(0, (150, 184, 214)), (0.6, (236, 214, 196)), (1, (250, 226, 190))])
    sky = lay(sky, np.clip((clouds(half, (520, 80), rng, 5) - 0.55) * 3, 0, 0.6), (255, 244, 232))
    rows = np.arange(half[1], dtype=np.float32)[:, None]
    for near, tone in ((0.0, (154, 170, 186)), (0.5, (104, 130, 138)), (1.0, (52, 84, 76))):
        crest = half[1] - ridge(
            width,
            half[1] * (0.1 - 0.07 * near),
            half[1] * (0.5 - 0.24 * near),
            int(420 - 160 * near),
            rng,
        )
        sky = lay(sky, np.clip(rows - crest[None, :], 0, 1) * (0.8 + 0.2 * near), tone)
    water = sky[::-1][: height - half[1]] * np.array([0.82, 0.88, 0.9], np.float32)
    depth = np.arange(water.shape[0], dtype=np.float32)
    shift = (
        np.sin(depth / 2.1) * (1 + depth / 36) + np.sin(depth / 5.7) * (1 + depth / 22)
    ).astype(int)
    for row in range(water.shape[0]):
        water[row] = np.roll(water[row], shift[row], 0)
    ripples = clouds((width, water.shape[0]), (160, 5), rng, 3)
    water = lay(water, np.clip((ripples - 0.56) * 3, 0, 0.4), (250, 236, 214))
    pixels = np.concatenate([sky, water])

    def reeds(pen: ImageDraw.ImageDraw) -> None:
        for _ in range(150):
            x = rng.random() ** 2.2 * width * 0.62
            tall = 120 + 260 * rng.random()
            pen.line(
                [
                    (x * 2, height * 2),
                    ((x + 16 * rng.random()) * 2, height * 2 - tall),
                    ((x + 40 * rng.random()) * 2, height * 2 - tall * 1.24),
                ],
                fill=235,
                width=5,
            )

    return film(lay(pixels, drawn((width, height), reeds, 0.6), (34, 50, 38)), rng)


def lotus(seed: int) -> Image.Image:
    """The pond in summer: round leaves, three lotus flowers."""
    rng = np.random.default_rng(seed)
    size = width, height = 1600, 1067
    pixels = graded(size, [(0, (120, 164, 160)), (0.5, (62, 112, 104)), (1, (28, 66, 62))])
    pixels = lay(
        pixels, np.clip((clouds(size, (240, 9), rng, 4) - 0.55) * 3, 0, 0.35), (196, 222, 214)
    )
    for _ in range(64):
        depth = rng.random()
        x, y = rng.random() * width, height * (0.12 + 0.95 * depth**0.8)
        r = 34 + 150 * depth
        tone = (
            int(52 + 56 * rng.random()),
            int(112 + 52 * rng.random()),
            int(62 + 26 * rng.random()),
        )
        pixels = _lotus_leaf(pixels, x, y, r, tone, rng)
    for x, y, r in ((0.3, 0.5, 190), (0.68, 0.36, 140), (0.82, 0.72, 215)):
        pixels = _lotus_flower(pixels, x * width, y * height, r)
    return film(pixels, rng)


def _lotus_leaf(
    pixels: Array, x: float, y: float, r: float, tone: Colour, rng: np.random.Generator
) -> Array:
    size = (pixels.shape[1], pixels.shape[0])
    start = rng.random() * 360

    def leaf(pen: ImageDraw.ImageDraw) -> None:
        pen.pieslice(
            ((x - r) * 2, (y - r * 0.42) * 2, (x + r) * 2, (y + r * 0.42) * 2),
            start,
            start + 344,
            fill=255,
        )

    def veins(pen: ImageDraw.ImageDraw) -> None:
        for k in range(13):
            a = np.radians(start + 10 + k * 27)
            pen.line(
                [(x * 2, y * 2), ((x + r * 0.94 * np.cos(a)) * 2, (y + r * 0.4 * np.sin(a)) * 2)],
                fill=150,
                width=max(1, int(r * 0.02)),
            )

    shape = drawn(size, leaf, 0.7)
    shade = np.roll(shape, int(r * 0.1), 0) * 0.4
    pixels = lay(pixels, shade, (14, 40, 38))
    pixels = lay(pixels, shape, tone)
    pixels = lay(
        pixels, shape * glow(size, x - r * 0.3, y - r * 0.15, r * 0.7) * 0.4, (190, 222, 150)
    )
    return lay(pixels, drawn(size, veins, 0.6) * shape * 0.5, (170, 204, 140))


def _lotus_flower(pixels: Array, x: float, y: float, r: float) -> Array:
    size = (pixels.shape[1], pixels.shape[0])
    rows = [
        (11, 1.0, 1.0, (222, 104, 142)),
        (9, 0.84, 0.9, (240, 142, 172)),
        (7, 0.66, 0.8, (250, 190, 206)),
        (5, 0.46, 0.68, (255, 224, 230)),
    ]
    for count, reach, lift, tone in rows:
        for k in range(count):
            a = np.pi * (0.06 + 0.88 * k / (count - 1))
            tip = (x + np.cos(a) * r * reach, y - np.sin(a) * r * lift * 0.9)
            mid = (x + np.cos(a) * r * reach * 0.6, y - np.sin(a) * r * lift * 0.55)
            n = (np.sin(a) * r * 0.17, np.cos(a) * r * 0.17)

            def petal(
                pen: ImageDraw.ImageDraw,
                tip: tuple[float, float] = tip,
                mid: tuple[float, float] = mid,
                n: tuple[float, float] = n,
            ) -> None:
                pen.polygon(
                    [
                        (v[0] * 2, v[1] * 2)
                        for v in (
                            (x, y + r * 0.12),
                            (mid[0] + n[0], mid[1] + n[1]),
                            tip,
                            (mid[0] - n[0], mid[1] - n[1]),
                        )
                    ],
                    fill=255,
                )

            shape = drawn(size, petal, 1.6)
            pixels = lay(pixels, shape * 0.95, tone)
            pixels = lay(pixels, shape * glow(size, tip[0], tip[1], r * 0.3) * 0.5, (214, 74, 118))
    return lay(pixels, np.clip(glow(size, x, y - r * 0.16, r * 0.13) * 1.3, 0, 1), (244, 206, 84))


def bookshelf(seed: int) -> Image.Image:
    """The reading corner: shelves of books in lamp light."""
    rng = np.random.default_rng(seed)
    size = width, height = 1600, 1200
    pixels = np.ones((height, width, 3), np.float32) * np.array((84, 56, 38), np.float32)
    pixels += (clouds(size, (600, 14), rng, 4)[..., None] - 0.5) * 34
    palette = [
        (150, 44, 40),
        (36, 74, 108),
        (198, 160, 84),
        (60, 98, 70),
        (222, 210, 184),
        (96, 70, 104),
        (186, 98, 52),
        (46, 52, 66),
    ]
    for shelf in range(3):
        floor = 366 + shelf * 384
        x = 50.0
        while x < width - 80:
            wide, tall = 26 + 44 * rng.random(), 220 + 90 * rng.random()
            tone = palette[int(rng.random() * len(palette))]
            if rng.random() < 0.06:
                x += 60 + 70 * rng.random()
                continue
            x0, x1, y0 = int(x), int(x + wide), int(floor - tall)
            book = np.ones((floor - y0, x1 - x0, 3), np.float32) * np.array(tone, np.float32)
            across = np.linspace(-1, 1, x1 - x0, dtype=np.float32)[None, :, None]
            book *= 1.08 - 0.34 * across**2
            for band in (0.1, 0.14, 0.84):
                at = int(book.shape[0] * band)
                book[at : at + 4] = (
                    book[at : at + 4] * 0.4 + np.array((226, 190, 112), np.float32) * 0.6
                )
            pixels[y0:floor, x0:x1] = book
            x += wide + 2
        pixels[floor : floor + 34] = (
            np.array((122, 82, 54), np.float32)
            + (clouds((width, 34), (300, 6), rng, 3)[..., None] - 0.5) * 30
        )
        shade = pixels[floor + 34 : floor + 58]
        shade *= np.linspace(0.4, 0.95, len(shade), dtype=np.float32)[:, None, None]
    light = glow(size, width * 0.36, height * 0.3, 1000)[..., None]
    return film(pixels * (0.42 + 0.86 * light) * np.array([1.06, 0.98, 0.86], np.float32), rng)


def chrysanthemum(seed: int) -> Image.Image:
    """Yellow chrysanthemums on a windowsill."""
    rng = np.random.default_rng(seed)
    size = width, height = 1200, 1500
    pixels = graded(
        size,
        [
            (0, (206, 214, 214)),
            (0.7, (170, 178, 170)),
            (0.71, (188, 172, 150)),
            (1, (150, 132, 110)),
        ],
    )
    pixels = lay(pixels, glow(size, width * 0.2, 100, 900) * 0.5, (255, 246, 226))

    def pot(pen: ImageDraw.ImageDraw) -> None:
        pen.polygon(
            [
                (width * 0.62, height * 1.5),
                (width * 1.38, height * 1.5),
                (width * 1.26, height * 1.86),
                (width * 0.74, height * 1.86),
            ],
            fill=255,
        )
        pen.rectangle((width * 0.58, height * 1.44, width * 1.42, height * 1.52), fill=255)

    shape = drawn(size, pot, 0.8)
    columns = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    pixels = lay(pixels, shape, (58, 88, 128))
    pixels = lay(pixels, shape * np.clip(-columns * 0.7, 0, 0.5), (190, 208, 226))
    heads = [
        (0.3, 0.36, 150),
        (0.55, 0.25, 172),
        (0.74, 0.42, 146),
        (0.44, 0.53, 158),
        (0.66, 0.6, 120),
    ]

    def leaves(pen: ImageDraw.ImageDraw) -> None:
        for hx, hy, _ in heads:
            pen.line(
                [(hx * width * 2, hy * height * 2), (width + (hx - 0.5) * 120, height * 1.48)],
                fill=210,
                width=14,
            )
        for _ in range(110):
            x, y = width * (0.64 + 0.72 * rng.random()), height * (1.0 + 0.48 * rng.random())
            a, long = rng.random() * 6.28, 60 + 60 * rng.random()
            tip = (x + np.cos(a) * long, y + np.sin(a) * long)
            n = (-np.sin(a) * long * 0.3, np.cos(a) * long * 0.3)
            mid = (x + np.cos(a) * long * 0.5, y + np.sin(a) * long * 0.5)
            pen.polygon(
                [(x, y), (mid[0] + n[0], mid[1] + n[1]), tip, (mid[0] - n[0], mid[1] - n[1])],
                fill=int(150 + 100 * rng.random()),
            )

    pixels = lay(pixels, drawn(size, leaves, 0.7), (58, 92, 54))
    for hx, hy, r in heads:
        for ring in range(7):
            tone = (240 - ring * 4, 188 + ring * 8, 36 + ring * 14)

            def petals(
                pen: ImageDraw.ImageDraw,
                ring: int = ring,
                hx: float = hx,
                hy: float = hy,
                r: float = r,
            ) -> None:
                reach = r * (1 - ring * 0.125) * 2
                for k in range(30 - ring * 3):
                    a = k * 6.283 / (30 - ring * 3) + ring * 0.4 + (rng.random() - 0.5) * 0.14
                    cx, cy = hx * width * 2, hy * height * 2
                    tip = (cx + np.cos(a) * reach, cy + np.sin(a) * reach * 0.86)
                    n = (-np.sin(a) * reach * 0.075, np.cos(a) * reach * 0.075)
                    mid = (cx + np.cos(a) * reach * 0.66, cy + np.sin(a) * reach * 0.57)
                    pen.polygon(
                        [
                            (cx, cy),
                            (mid[0] + n[0], mid[1] + n[1]),
                            tip,
                            (mid[0] - n[0], mid[1] - n[1]),
                        ],
                        fill=int(170 + 85 * rng.random()),
                    )

            pixels = lay(pixels, drawn(size, petals, 0.6) * 0.9, tone)
    return film(pixels, rng)


# The demo's galleries


def paint_all(brushes: Brushes, galleries: Path) -> None:
    """Every picture of the demo, written where its manifest looks for it."""
    rng = np.random.default_rng(7)
    lanting = [
        "永和九年岁在癸丑",
        "暮春之初会于会稽",
        "山阴之兰亭修禊事",
        "也群贤毕至少长咸",
        "集此地有崇山峻岭",
        "茂林修竹又有清流",
        "激湍映带左右引以",
        "为流觞曲水列坐其",
        "次虽无丝竹管弦之",
        "盛一觞一咏亦足以",
        "畅叙幽情",
    ]
    scroll = inscription(
        (2000, 620),
        lanting,
        brushes.running,
        62,
        top=56,
        right=1960,
        seed=1,
        signature="老年书画班临",
        brushes=brushes,
        pitch=2.35,
    )
    sea = ["东临碣石以观沧海", "水何澹澹山岛竦峙", "树木丛生百草丰茂", "秋风萧瑟洪波涌起"]
    hanging = inscription(
        (760, 1360),
        sea,
        brushes.cursive,
        142,
        top=76,
        right=716,
        seed=2,
        signature="花园社区",
        brushes=brushes,
        pitch=1.06,
    )
    board = inscription(
        (1560, 620),
        ["厚", "德", "载", "物"],
        brushes.regular,
        320,
        top=130,
        right=1500,
        seed=3,
        brushes=brushes,
        pitch=1.08,
        tone=(238, 214, 160),
    )
    far = pines(
        landscape((820, 1500), 21, 6, top=0.16),
        [(0.16, 0.93, 0.16), (0.28, 0.96, 0.13), (0.86, 0.9, 0.12)],
        5,
    )
    far = pavilion(far, 0.7, 0.885, 0.06)
    far = lay(
        far,
        columns_mask(
            (820, 1500),
            ["远上寒山石径斜", "白云生处有人家"],
            brushes.running,
            42,
            70,
            770,
            1.35,
            rng,
        ),
        INK,
    )
    far = seal(far, "山居", 640, 400, 52, brushes.regular)
    green = boat_and_birds(landscape((1700, 900), 43, 6, colour=True, top=0.2), 0.3, 0.93, 4)
    green = seal(
        pines(green, [(0.9, 0.97, 0.3), (0.83, 0.99, 0.22), (0.06, 0.98, 0.2)], 9),
        "春山",
        1590,
        60,
        60,
        brushes.regular,
    )
    pictures = {
        "书画天地/兰亭.jpg": mounted(scroll, 60, 46, rng, False),
        "书画天地/观沧海.jpg": mounted(hanging, 70, 150, rng, True),
        "书画天地/厚德载物.jpg": board,
        "书画天地/山居.jpg": mounted(to_image(far), 60, 140, rng, True),
        "书画天地/春山.jpg": to_image(green),
        "书画天地/竹.jpg": bamboo((1000, 1400), 11, brushes),
        "书画天地/扇面.jpg": fan(["清风", "徐来水", "波不", "兴举酒", "属客", "诵明月", "之诗"], 12, brushes),
        "学习园地/读书角.jpg": bookshelf(31),
        "学习园地/春联.jpg": couplet(("春风入喜财入户", "岁月更新福满门"), 32, brushes),
        "老年之友/菊.jpg": chrysanthemum(41),
        "老年之友/团花.jpg": paper_cut(42, "福", brushes),
        "老年之友/寿字团花.jpg": paper_cut(77, "寿", brushes),
        "老年之友/晨湖.jpg": lake(44),
        "我们的四季/春.jpg": blossom(51),
        "我们的四季/夏.jpg": lotus(52),
        "我们的四季/秋.jpg": dusk_blocks(53),
        "我们的四季/冬.jpg": snow(54),
        "我们的四季/灯.jpg": lanterns(55),
    }  # fmt: skip
    for name, picture in pictures.items():
        path = galleries / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, "JPEG", quality=84, optimize=True, progressive=True)
        print(f"{path}  {picture.width}x{picture.height}  {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    paint_all(
        Brushes.find(Path(sys.argv[1])), Path(sys.argv[2] if len(sys.argv) > 2 else "galleries")
    )
