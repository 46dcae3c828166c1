"""Works on a poster: in rows by their shapes, with the pixels that their printed size needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..model.days import describe_days
from ..model.sheet import Sheet
from ..model.work import Work
from ..photos.plan import Picture
from ..richtext import Block, render_blocks
from ..styles.styles import Style
from .arrange import Cell, arrange
from .brief import Brief, compose_sheet, dotted, named, signature
from .pieces import Code, Composed, Image
from .poster import foot_of, scan_side
from .sizes import SIZE_MM, Size, size_mm

_CAPTION_MM = 18.0
_LARGE_CAPTION_MM = 22.0
_GAP_MM = 8.0
_ABOVE_FOOT_MM = 11.0
_LARGE_WORKS = 4
_INTRO_CHARACTERS = 200
"""What the foot of a poster holds at 3.7 mm, the smallest that is set there."""

_CROPPED = (0.8, 1.4)
"""Aspects of pictures whose author asked for them to be cropped."""


class Hung(NamedTuple):
    """A work that can be shown: its photo, or None where it is a text."""

    work: Work
    picture: Picture | None


def hung_works(sheet: Sheet, brief: Brief) -> list[Hung]:
    """The works of a sheet that have a picture or words, in the order of the manifest."""
    pictures = brief.pictures.works
    found = [Hung(work, pictures.get(sheet.work_identity(work))) for work in sheet.fields.all_works]
    return [hung for hung in found if hung.picture or hung.work.text is not None]


def works_poster(
    sheet: Sheet, brief: Brief, *, kind_label: str, default_style: str, view: Any = None
) -> Composed:
    """The poster of a set of works: as many as look well, and the code that opens the rest."""
    fields = sheet.fields
    style = brief.style(fields.wall_style, default_style)
    size = brief.size(sheet, "A3")
    side = scan_side(sheet, size)
    foot_top = foot_of(style, size, side)
    couplet = list(fields.poster.couplet) if style.facts.couplet else []
    shown = hung_works(sheet, brief)
    label = f"扫码看全部 {len(shown)} 件" if len(shown) > 1 else "扫码看大图"
    days = describe_days(fields.from_, fields.until)
    return compose_sheet(
        brief,
        fields.title,
        {
            **(view or {}),
            "kind_label": kind_label,
            "facts": _facts(sheet, days, brief),
            "dates": days,
            "signature": signature(sheet, brief),
            "works": [_said(hung) for hung in shown],
            "intro": _first_blocks(render_blocks(getattr(fields, "intro", ""))),
            "body": [],
            "couplet": couplet,
            "crop": fields.poster.crop,
            "notes": [],
            "code": Code(sheet.identity, side, label),
        },
        sets={
            "works": _placed(sheet, shown, style, brief, size, foot_top, bool(couplet)),
            "foot_top": foot_top,
            "foot_bottom": style.facts.foot,
        },
        size=size,
        style=fields.wall_style,
        default_style=default_style,
        side_mm=side,
    )


def _facts(sheet: Sheet, days: str, brief: Brief) -> list[tuple[str, str]]:
    where, contact = brief.community.where(sheet), brief.community.network.contact
    return named([("地点", where), ("展期", days), ("主办", brief.committee), ("联系", contact)])


def _said(hung: Hung) -> list[Any]:
    """What the sheet is about, whichever works its size has room for."""
    work = hung.work
    return [work.title, work.artist, work.form, work.year, hung.picture or work.lines]


def _placed(
    sheet: Sheet,
    shown: Sequence[Hung],
    style: Style,
    brief: Brief,
    size: Size,
    foot_top: float,
    has_couplet: bool,
) -> list[dict[str, Any]]:
    """Cells in mm of an A3 sheet, whatever the size."""
    _, top, width = (style.facts.couplet if has_couplet else None) or style.facts.works
    crop, large = sheet.fields.poster.crop, brief.manner.large
    aspects = [_aspect(hung, crop) for hung in shown]
    height = foot_top - _ABOVE_FOOT_MM - top
    caption = _LARGE_CAPTION_MM if large else _CAPTION_MM
    extra = {"most": _LARGE_WORKS} if large else {}
    unit = size_mm(size)[0] / SIZE_MM["A3"][0]
    cells = arrange(aspects, width, height, _GAP_MM, caption, **extra)
    return [_cell(shown[cell.index], cell, crop, unit, brief) for cell in cells]


def _cell(hung: Hung, cell: Cell, crop: bool, unit: float, brief: Brief) -> dict[str, Any]:
    work, picture = hung
    placed: dict[str, Any] = {
        "x": cell.x, "y": cell.y, "w": cell.width, "h": cell.height,
        "title": work.title, "artist": work.artist, "facts": dotted((work.form, work.year)),
        "crop": crop, "image": None,
    }  # fmt: skip
    if picture is None:
        return placed | {"lines": work.lines or [work.title], "poem": is_poem(work.lines)}
    # more than A3 is seen from as much farther: the same pixels do
    ppi = brief.manner.profile.best_ppi / max(unit, 1.0)
    wide, tall = _covering(picture.aspect, cell.width * unit, cell.height * unit)
    return placed | {"image": Image(picture, wide, tall, work.alt or work.title, ppi)}


def _aspect(hung: Hung, crop: bool) -> float:
    if hung.picture is None:
        return _text_aspect(hung.work)
    least, most = _CROPPED
    return min(most, max(least, hung.picture.aspect)) if crop else hung.picture.aspect


def _covering(aspect: float, width: float, height: float) -> tuple[float, float]:
    """The size of the whole picture where it covers the box; the box itself uncropped."""
    return max(width, height * aspect), max(height, width / aspect)


def _first_blocks(blocks: Sequence[Block]) -> list[Block]:
    """As much of an introduction as a poster has room for."""
    kept: list[Block] = []
    room = _INTRO_CHARACTERS
    for block in blocks:
        room -= len(str(block.get("runs") or block.get("items") or block.get("rows")))
        if room < 0 and kept:
            return [*kept, {"kind": "para", "runs": [["……（全文请扫码）", ""]]}]
        kept.append(_shortened_block(block) if room < 0 else block)
    return kept


def _shortened_block(block: Block) -> Block:
    words = "".join(run[0] for run in block.get("runs", []))
    return {"kind": "para", "runs": [[words[:_INTRO_CHARACTERS] + "……（全文请扫码）", ""]]}


def is_poem(lines: Sequence[str]) -> bool:
    """Short lines, few of them: set from the top down as a scroll would have them."""
    return 2 <= len(lines) <= 12 and max(map(len, lines)) <= 16


def _text_aspect(work: Work) -> float:
    lines = work.lines
    if not is_poem(lines):
        return 0.82 if sum(map(len, lines)) < 90 else 1.3
    return min(1.6, max(0.62, (len(lines) + 0.6) * 1.5 / (max(map(len, lines)) * 1.18 + 1)))
