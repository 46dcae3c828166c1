"""What a file of fonts can show. The only module that imports fontTools."""

from __future__ import annotations

from pathlib import Path

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
