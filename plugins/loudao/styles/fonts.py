"""What a file of fonts can show, and a few glyphs of it. The only module that imports fontTools."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, TTLibError


def read_font(path: Path) -> list[tuple[str, int, list[list[int]]]]:
    """Family, weight (100 to 1000) and ranges of code points of each face in a file; none of what
    is no font."""
    try:
        is_collection = path.suffix.lower() == ".ttc"
        with TTCollection(path, lazy=True) if is_collection else TTFont(path, lazy=True) as found:
            fonts = list(found) if is_collection else [found]
            return [
                (_family(font), _weight(font), _ranges(sorted(font.getBestCmap() or {})))
                for font in fonts
            ]
    except (TTLibError, OSError, KeyError, AssertionError, ValueError):
        return []


class Cut(NamedTuple):
    """Glyphs for one title."""

    woff: bytes
    adjust: float
    """A square of type over how far its characters of full width move on the average."""


_FULL_WIDTH = 0x2E80
"""From here on characters are as wide as they are high in the faces of systems."""
_LEGAL = [0, 13, 14]
"""Whose a face is, and its licence: the OFL has each copy say so."""


def cut_out(family: str, paths: Iterable[Path], marks: str) -> Cut | None:
    """The glyphs of `marks` alone out of the first file that is of `family`, as WOFF, which is
    read by every phone and packed by zlib; WOFF2 would need another package for some percent."""
    for path in paths:
        try:
            with TTFont(path, fontNumber=0, lazy=True, recalcTimestamp=False) as font:
                if _family(font) == family:
                    return _cut_out(font, marks)
        except (TTLibError, OSError, KeyError, AssertionError, ValueError):
            continue
    return None


def _cut_out(font: TTFont, marks: str) -> Cut:
    options = Options(
        layout_features=["vert"], name_IDs=_LEGAL, hinting=False, recalc_timestamp=False
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=marks)
    subsetter.subset(font)
    glyphs, moves = font.getBestCmap(), font["hmtx"]
    wide = [moves[glyphs[ord(mark)]][0] for mark in marks if ord(mark) >= _FULL_WIDTH]
    em = font["head"].unitsPerEm
    font.flavor = "woff"
    packed = BytesIO()
    font.save(packed)
    return Cut(packed.getvalue(), round(em * len(wide) / sum(wide), 4) if sum(wide) else 1.0)


def _family(font: TTFont) -> str:
    names = font["name"]
    return str(names.getBestFamilyName() or "") if font.get("name") else ""


def _weight(font: TTFont) -> int:
    """The heaviest that the font can be."""
    axes = font["fvar"].axes if "fvar" in font else []
    heaviest = [axis.maxValue for axis in axes if axis.axisTag == "wght"]
    return int(heaviest[0] if heaviest else font["OS/2"].usWeightClass)


def _ranges(points: list[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ranges
