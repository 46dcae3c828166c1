"""Photo-like pictures for benchmarks, the same for the same seed."""

from __future__ import annotations

import io
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, ImageDraw

PHONE = (4032, 3024)
_ORIENTATIONS = (1, 6, 1, 1, 3, 1, 8, 1)


def make_photo(seed: int, size: tuple[int, int] = PHONE) -> Image.Image:
    """Soft light, texture at every scale, strokes as of a brush, and a sensor's noise."""
    dice = np.random.default_rng(seed)
    whole = np.zeros((size[1], size[0], 3), np.float32)
    for octave, cells in enumerate((3, 12, 48, 192, 768)):
        # light varies more than colour does, and large shapes more than small ones
        grey = dice.normal(0, 1, (cells * 3 // 4 + 1, cells, 1))
        tint = dice.normal(0, 0.35, (cells * 3 // 4 + 1, cells, 3))
        field = np.clip(128 + 40 * (grey + tint), 0, 255).astype(np.uint8)
        layer = Image.fromarray(field).resize(size, Image.Resampling.BICUBIC)
        whole += (np.asarray(layer, np.float32) - 128) * 0.62**octave
    picture = Image.fromarray(np.clip(whole + 140, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for _ in range(160):
        x, y = dice.integers(0, size[0]), dice.integers(0, size[1])
        ends = [(int(x + dx), int(y + dy)) for dx, dy in dice.normal(0, 90, (4, 2))]
        ink = tuple(int(c) for c in dice.integers(10, 70, 3))
        draw.line(
            [(int(x), int(y)), *ends], fill=ink, width=int(dice.integers(3, 22)), joint="curve"
        )
    noisy = np.asarray(picture, np.int16) + dice.normal(0, 3, (size[1], size[0], 1)).astype(
        np.int16
    )
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def make_corpus(folder: Path, count: int) -> list[Path]:
    """`count` phone photos of 12 MP, JPEG q90, held in every way; made once."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"IMG_{number:04}.jpg" for number in range(count)]
    missing = [(path, number) for number, path in enumerate(paths) if not path.is_file()]
    with ProcessPoolExecutor() as workers:
        list(workers.map(_save_phone_photo, missing))
    return paths


def _save_phone_photo(wanted: tuple[Path, int]) -> None:
    path, number = wanted
    value = _ORIENTATIONS[number % len(_ORIENTATIONS)]
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = value
    exif[ExifTags.Base.Model] = "Bench"
    make_photo(number).save(path, quality=90, exif=exif)


def make_many(folder: Path, count: int) -> list[Path]:
    """`count` small photos of different bytes: sixteen pictures, a number after each."""
    folder.mkdir(parents=True, exist_ok=True)
    bodies = []
    for seed in range(16):
        file = io.BytesIO()
        make_photo(seed, (640, 480)).save(file, "JPEG", quality=85)
        bodies.append(file.getvalue())
    paths = [folder / f"{number:05}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.is_file():
            path.write_bytes(bodies[number % 16] + b"%d" % number)
    return paths


def make_huge(folder: Path) -> list[Path]:
    """A JPEG and a PNG with transparency of just under 200 MP."""
    folder.mkdir(parents=True, exist_ok=True)
    jpeg, png = folder / "200mp.jpg", folder / "200mp.png"
    if not png.is_file():
        tile = make_photo(7, (2000, 2000))
        canvas = Image.new("RGB", (16_000, 12_480))
        for x in range(0, canvas.width, 2000):
            for y in range(0, canvas.height, 2000):
                canvas.paste(tile, (x, y))
        canvas.save(jpeg, quality=85)
        canvas.putalpha(255)
        canvas.save(png, compress_level=1)
    return [jpeg, png]
