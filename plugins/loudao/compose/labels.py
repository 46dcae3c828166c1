"""Labels 展签: one for each work, up to ten on an A4 sheet, or one on a sheet of its own."""

from __future__ import annotations

import re
from math import ceil
from typing import Any

from ..model.sheet import Sheet
from ..model.work import Work
from ..richtext import plain_words
from .brief import Brief, compose_sheet, dotted
from .pieces import Code, Composed, Grid, New
from .sizes import Size

_LAYOUTS: tuple[tuple[Grid, bool, float], ...] = (
    (Grid(160, 92, 1, 1), False, 42.0),
    (Grid(160, 92, 1, 2), False, 42.0),
    (Grid(160, 92, 1, 3), False, 42.0),
    (Grid(138, 95, 2, 2), True, 38.0),
    (Grid(138, 63, 2, 3), True, 29.0),
    (Grid(95, 69, 2, 4), False, 28.0),
    (Grid(95, 55, 2, 5), False, 25.0),
)
"""How labels share a sheet, whether it lies, and the side of their codes in mm.

All leave an office printer its margins. 25 mm are scanned from 0.25 m, in the hand or close to
the wall, and carry 49 modules of half a millimetre: level H at every address of up to 60
characters. Larger labels are read from as much farther."""

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_MOST_NOTE = 34
"""Characters: three short lines."""

_SINGLE_SIDE_MM: dict[Size | None, float] = {"A6": 50.0, "A5": 68.0}
"""Scanned from 0.5 and 0.7 m."""


def work_labels(sheet: Sheet, brief: Brief, *, default_style: str, name: str) -> Composed:
    """A label for each work, in the order of the manifest, each with a version of its own.

    Templates find them under the `name` of the paper.
    """
    manner = brief.manner
    written = sheet.fields.wall_style or default_style
    single = manner.size if manner.size in _SINGLE_SIDE_MM else None
    works = sheet.fields.all_works
    grid, lying, side = label_layout(len(works))
    if single:
        lying, side = True, _SINGLE_SIDE_MM[single]
    place = brief.community.where(sheet)
    labels = {sheet.work_identity(work): _label(sheet, work, place, side) for work in works}
    title = f"{sheet.fields.title} 展签"
    return compose_sheet(
        brief,
        title,
        {name: list(labels.values())},
        sets={"single": single is not None},
        size=single or "A4",
        lying=lying,
        style=sheet.fields.wall_style,
        default_style=default_style,
        side_mm=side,
        called=sheet.fields.title,
        weight=len(labels),
        parts={work: (written, label) for work, label in labels.items()},
        grid=None if single else grid,
    )


def label_layout(count: int) -> tuple[Grid, bool, float]:
    """The largest labels that take no more sheets of paper than the smallest would: few of them
    fill a sheet too, and there is less to cut."""
    smallest = _LAYOUTS[-1][0]
    sheets = max(1, ceil(count / (smallest.across * smallest.down)))
    return next(it for it in _LAYOUTS if it[0].across * it[0].down * sheets >= count)


def _label(sheet: Sheet, work: Work, place: str, side: float) -> dict[str, Any]:
    floor = f"{work.floor}层" if work.floor else ""
    label = {
        "title": work.title,
        "artist": work.artist,
        "facts": dotted((*work.made_as, work.year, work.size)),
        "where": " ".join(filter(None, (place, floor))),
        "code": Code(sheet.work_identity(work), side),
    }
    note = _first_sentence(plain_words(work.note))
    return label | {"note": New(note)} if note else label


def _first_sentence(words: str) -> str:
    """What a visitor reads in passing: museums say 50 words at most, a label has one line."""
    found = _SENTENCE.match(words.strip())
    sentence = found[0] if found else ""
    if len(sentence) <= _MOST_NOTE:
        return sentence.rstrip("。")
    clause = sentence[:_MOST_NOTE]
    return clause[: max(map(clause.rfind, "，、；：")) + 1].rstrip("，、；：") or clause + "…"
