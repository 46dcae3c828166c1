"""What is shown: sets of works by their states, works with their pictures, where they hang."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model.fields import WorksFields
from ..model.sheet import Sheet
from ..model.work import Work
from ..photos.plan import Picture
from ..walls.hang import State, state
from .web import Web

_TWENTIETHS = 20


class Shown(NamedTuple):
    """A work with its picture."""

    sheet: Sheet
    work: Work
    picture: Picture


def shows_works(sheet: Sheet) -> bool:
    """Whether it is a set of works, and so is shown by a picture of one."""
    return sheet.has_page and isinstance(sheet.fields, WorksFields)


def sets_of_works(web: Web, sheets: Iterable[Sheet], *which: State) -> list[Sheet]:
    """Those of `sheets` that are sets of works in one of those states."""
    return [s for s in sheets if shows_works(s) and state(s, web.plan.today) in which]


def pictured(web: Web, sheets: Iterable[Sheet]) -> list[Shown]:
    """The works of `sheets` that have a picture."""
    pictures = web.plan.pictures.works
    return [
        Shown(sheet, work, picture)
        for sheet in sheets
        for work in sheet.fields.all_works
        if (picture := pictures.get(sheet.work_identity(work)))
    ]


def hangs_where(web: Web, sheet: Sheet, work: Work) -> str:
    """Its place and its floor."""
    floor = f"{work.floor}层" if work.floor else ""
    return " ".join(filter(None, (web.community.where(sheet), floor)))


def share_of_row(picture: Picture, least: int, most: int) -> int:
    """What it takes of a row in which all are as high as each other: its aspect in twentieths."""
    return min(most, max(least, round(picture.aspect * _TWENTIETHS)))
