"""The catalogue 图录 of a set of works: cover, contents, one work a page, index of artists."""

from __future__ import annotations

from typing import Any

from ..model.days import describe_days
from ..model.sheet import Sheet
from ..richtext import render_blocks
from .brief import Brief, compose_sheet, dotted, named
from .pieces import Code, Composed, Image
from .sizes import size_mm
from .works import Hung, hung_works, is_poem

_COVER_SIDE = 0.2
"""Of the width: 42 mm on A4."""

_COVER_ASPECT = 1.25
"""Of the picture that fills the room on a cover best."""

_WORK_MM = (160, 215)
"""The room for one work on A4."""


def works_catalogue(sheet: Sheet, brief: Brief, *, default_style: str) -> Composed:
    """A4 where nothing else is asked for."""
    fields = sheet.fields
    size = brief.manner.size or "A4"
    width = size_mm(size)[0]
    shown = hung_works(sheet, brief)
    works = [_work(hung, width / 210, brief) for hung in shown]
    artists: dict[str, list[int]] = {}
    for number, hung in enumerate(shown):
        if hung.work.artist:
            artists.setdefault(hung.work.artist, []).append(number)
    where, days = brief.community.where(sheet), describe_days(fields.from_, fields.until)
    side = width * _COVER_SIDE
    return compose_sheet(
        brief,
        fields.title,
        {
            "facts": named([("地点", where), ("展期", days), ("主办", brief.committee)]),
            "intro": render_blocks(getattr(fields, "intro", "")),
            "works": works,
            "cover": min(
                (work for work in works if work["image"]),
                key=lambda work: abs(work["image"].picture.aspect - _COVER_ASPECT),
                default=None,
            ),
            "artists": sorted(artists.items()),
            "code": Code(sheet.identity, side, f"扫码看全部 {len(works)} 件"),
        },
        size=size,
        style=fields.wall_style,
        default_style=default_style,
        side_mm=side,
        name=f"{fields.title} 图录",
        weight=len(works),
    )


def _work(hung: Hung, unit: float, brief: Brief) -> dict[str, Any]:
    work, picture = hung
    image = None
    alt = work.alt or work.title
    if picture:
        wide, tall = (side * unit for side in _WORK_MM)
        width, height = min(wide, tall * picture.aspect), min(tall, wide / picture.aspect)
        image = Image(picture, width, height, alt, brief.manner.profile.best_ppi)
    return {
        "title": work.title,
        "artist": work.artist,
        "facts": dotted((work.artist, *work.made_as, work.year, work.size)),
        "alt": alt,
        "note": render_blocks(work.note),
        "poem": is_poem(work.lines),
        "image": image,
        **({} if picture else {"lines": work.lines or [work.title]}),
    }
