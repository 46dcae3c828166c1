"""Labels 展签: one for each work, ten on an A4 sheet, or one on a sheet of its own."""

from __future__ import annotations

from typing import Any

from ..model.kind import Kind
from ..model.sheet import Sheet
from .brief import Brief, code_data, dotted
from .paper import paper_size
from .version import describe_version, version_of

GRID = (2, 5)
PIECE_MM = (95, 55)
"""Ten pieces leave an office printer its margins; 32 mm of code and its quiet zone leave as
much for words."""

LARGE_GRID = (1, 4)
LARGE_PIECE_MM = (150, 66)
_SIDE_MM = 32.0
"""Scanned at arm's length, 0.32 m."""

_SINGLE_SIDE_MM = {"A6": 50.0, "A5": 68.0}
"""Scanned from 0.5 and 0.7 m."""

SINGLE_SIZES = tuple(_SINGLE_SIDE_MM)


def labels_data(sheet: Sheet, kind: Kind, brief: Brief) -> tuple[dict[str, Any], dict[str, str]]:
    """A label for each work, in the order of the manifest; and the versions by identity."""
    style = brief.style(sheet.fields.wall_style, kind.default_style)
    written = sheet.fields.wall_style or kind.default_style
    place = brief.community.where(sheet)
    single = brief.size in _SINGLE_SIDE_MM
    side = _SINGLE_SIDE_MM.get(brief.size or "", 40.0 if brief.large else _SIDE_MM)
    labels = []
    versions = {}
    for work in sheet.fields.all_works:
        identity = sheet.work_identity(work)
        label: dict[str, Any] = {
            "title": work.title,
            "artist": work.artist,
            "facts": dotted((work.form, work.year, work.size)),
            "where": " ".join(filter(None, (place, f"{work.floor}层" if work.floor else ""))),
            "code": code_data(brief.addresses[identity], side),
        }
        versions[identity] = version_of([written, label])
        label["code"]["mark"] = describe_version(versions[identity])
        labels.append(label)
    paper = paper_size(brief.size or "A6", upright=False) if single else paper_size("A4")
    title = f"{sheet.fields.title} 展签"
    data = {
        **brief.common(title, style, paper, side / 100, title, written),
        "single": single,
        "grid": LARGE_GRID if brief.large else GRID,
        "piece": LARGE_PIECE_MM if brief.large else PIECE_MM,
        "labels": labels,
    }
    return data, versions
