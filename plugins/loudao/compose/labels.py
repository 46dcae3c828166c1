"""Labels 展签: one for each work, ten on an A4 sheet, or one on a sheet of its own."""

from __future__ import annotations

import re
from typing import Any

from ..model.sheet import Sheet
from ..model.work import Work
from ..richtext import plain_words
from .brief import Brief, compose_sheet, dotted
from .pieces import Code, Composed, Grid, New
from .sizes import Size

GRID = Grid(95, 55, 2, 5)
"""Ten pieces leave an office printer its margins."""

_SIDE_MM = 25.0
"""Scanned from 0.25 m, in the hand or close to the wall. 25 mm carry 49 modules of half
a millimetre: level H at every address of up to 60 characters."""

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_MOST_NOTE = 34
"""Characters: two lines of 9 pt."""

_SINGLE_SIDE_MM: dict[Size | None, float] = {"A6": 50.0, "A5": 68.0}
"""Scanned from 0.5 and 0.7 m."""


def work_labels(sheet: Sheet, brief: Brief, *, default_style: str, name: str) -> Composed:
    """A label for each work, in the order of the manifest, each with a version of its own.

    Templates find them under the `name` of the paper.
    """
    manner = brief.manner
    written = sheet.fields.wall_style or default_style
    single = manner.size if manner.size in _SINGLE_SIDE_MM else None
    side = _SINGLE_SIDE_MM.get(single, _SIDE_MM)
    place = brief.community.where(sheet)
    works = sheet.fields.all_works
    labels = {sheet.work_identity(work): _label(sheet, work, place, side) for work in works}
    title = f"{sheet.fields.title} 展签"
    return compose_sheet(
        brief,
        title,
        {name: list(labels.values())},
        sets={"single": single is not None},
        size=single or "A4",
        lying=single is not None,
        style=sheet.fields.wall_style,
        default_style=default_style,
        side_mm=side,
        called=sheet.fields.title,
        weight=len(labels),
        parts={work: (written, label) for work, label in labels.items()},
        grid=None if single else GRID,
    )


def _label(sheet: Sheet, work: Work, place: str, side: float) -> dict[str, Any]:
    floor = f"{work.floor}层" if work.floor else ""
    label = {
        "title": work.title,
        "artist": work.artist,
        "facts": dotted((work.form, work.year, work.size)),
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
