"""The brush faces, and single characters set in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont


@dataclass(frozen=True)
class BrushFaces:
    """A face for each script: regular 楷, running 行 and cursive 草."""

    regular: Path
    running: Path
    cursive: Path


def find_faces(folder: Path) -> BrushFaces:
    """The faces somewhere below `folder`; FileNotFoundError names the one that is missing."""
    return BrushFaces(
        regular=_find_face(folder, "MaShanZheng"),
        running=_find_face(folder, "ZhiMangXing"),
        cursive=_find_face(folder, "LiuJianMaoCao"),
    )


def glyph_mask(character: str, face: Path, em: int) -> Image.Image:
    """A character in a square of `em`, centred on its ink: brush faces sit off their squares."""
    font = ImageFont.truetype(face, int(em * 0.94))
    left, top, right, bottom = font.getbbox(character)
    sheet = Image.new("L", (em, em))
    corner = ((em - (right - left)) / 2 - left, (em - (bottom - top)) / 2 - top)
    ImageDraw.Draw(sheet).text(corner, character, fill=255, font=font)
    return sheet


def _find_face(folder: Path, name: str) -> Path:
    found = sorted(folder.rglob(f"{name}*.ttf"))
    if not found:
        raise FileNotFoundError(f"no {name}*.ttf below {folder}")
    return found[0]
