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
from .arrange import MOST_WORKS, Cell, Shape, Space
from .arrangements import Arranged
from .brief import Brief, compose_sheet, dotted, named, signature
from .memo import hang
from .pieces import Code, Composed, Image, New
from .poster import code_extent, foot_of_works, scan_side
from .sizes import SIZE_MM, Size, size_mm

_CAPTION_MM = 18.0
_LARGE_CAPTION_MM = 22.0
_LARGE_WORKS = 4
_INTRO_CHARACTERS = 200
"""What the foot of a poster holds at 3.7 mm, the smallest that is set there."""

_BELOW_CODE = 25.0
"""What its words take below a code that stands among works."""

_MUCH_SMALLER = 0.6
"""Of an area, what changes a picture into a stamp."""

_LATIN = 0.62
"""How wide a Latin letter is in the heavy face of a title, over its size."""

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


class _Poster(NamedTuple):
    """What a poster is set for: its paper, its style, its works."""

    sheet: Sheet
    brief: Brief
    style: Style
    size: Size
    side: float
    """Of the code, in mm."""
    shown: Sequence[Hung]
    couplet: Sequence[str]


def works_poster(
    sheet: Sheet, brief: Brief, *, kind_label: str, default_style: str, view: Any = None
) -> Composed:
    """The poster of a set of works: as many as look well, and the code that opens the rest."""
    fields, size = sheet.fields, brief.size(sheet, "A3")
    style = brief.style(fields.wall_style, default_style)
    couplet = fields.poster.couplet if style.facts.couplet else ()
    shown, side = hung_works(sheet, brief), scan_side(sheet, size)
    poster = _Poster(sheet, brief, style, size, side, shown, couplet)
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
            "couplet": list(couplet),
            "crop": fields.poster.crop,
            "notes": [],
            "code": Code(sheet.identity, side, label),
        },
        sets=_set(poster),
        size=size,
        style=fields.wall_style,
        default_style=default_style,
        side_mm=side,
    )


def _set(poster: _Poster) -> dict[str, Any]:
    """Where everything stands, in mm of an A3 sheet whatever the size."""
    arranged = _arranged(poster)
    hanging = poster.style.facts.hanging
    return {
        "works": [_cell(poster, cell) for cell in arranged.cells],
        "drawn": arranged.drawn,
        "mat": hanging.mat,
        "works_all": len(poster.shown),
        "floors": _ends([hung.work.floor for hung in poster.shown]),
        "title_lines": [[poster.sheet.fields.title]],
        "kept_words": [],
        "foot_top": foot_of_works(poster.style, poster.size, poster.side),
        "foot_bottom": hanging.foot or poster.style.facts.foot,
    }


def _facts(sheet: Sheet, days: str, brief: Brief) -> list[tuple[str, str]]:
    where = brief.community.where(sheet)
    return named(
        [("地点", where), ("展期", days), ("主办", brief.committee), ("联系", brief.contact)]
    )


def _ends(floors: Sequence[int | None]) -> tuple[int | None, int | None]:
    """The lowest and the highest of them that are known."""
    known = [floor for floor in floors if floor is not None]
    return (min(known), max(known)) if known else (None, None)


def _said(hung: Hung) -> list[Any]:
    """What the sheet is about, whichever works its size has room for."""
    work = hung.work
    said = [work.title, work.artist, work.form, work.year, hung.picture or work.lines]
    return said if work.floor is None else [*said, New(work.floor)]


def _arranged(poster: _Poster) -> Arranged:
    facts, large = poster.style.facts, poster.brief.manner.large
    _, top, width = (facts.couplet if poster.couplet else None) or facts.works
    foot = foot_of_works(poster.style, poster.size, poster.side)
    space = Space(
        width,
        foot - facts.hanging.above_foot - top,
        facts.hanging.gap,
        (_LARGE_CAPTION_MM if large else _CAPTION_MM) - facts.hanging.mat / 2,
        _LARGE_WORKS if large else MOST_WORKS,
        large,
        code_extent(poster.size, poster.side),
        facts.hanging.mat,
        bool(getattr(poster.sheet.fields, "intro", "").strip()),
        facts.hanging.joined,
    )
    crop = poster.sheet.fields.poster.crop
    name, memo = facts.hanging.arrangement, poster.brief.memo
    shapes = [_shape(hung, crop) for hung in poster.shown]
    above = hang(name, shapes, space, memo)
    if not facts.hanging.corner or space.intro:
        return above
    # nothing stands beside the code: works do, where that makes them larger
    code = space.code[0]
    low = (facts.hanging.foot or facts.foot) - top
    room = space._replace(height=low, corner=(code, code + _BELOW_CODE))
    beside = hang(name, shapes, room, memo)
    return beside if _shows_more(beside.cells, above.cells) else above


def _shows_more(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether more works hang, or as many larger ones, of which the least is not much smaller."""
    if len(one) != len(other):
        return len(one) > len(other)
    ours, theirs = ([cell.width * cell.height for cell in cells] for cells in (one, other))
    return sum(ours) > sum(theirs) and min(ours, default=0) >= _MUCH_SMALLER * min(theirs)


def _cell(poster: _Poster, cell: Cell) -> dict[str, Any]:
    work, picture = poster.shown[cell.index]
    placed: dict[str, Any] = {
        "x": cell.x, "y": cell.y, "w": cell.width, "h": cell.height,
        "cord": cell.cord, "beside": cell.beside,
        "across": cell.across, "down": cell.down, "below": cell.below, "grown": cell.grown,
        "slot": cell.slot or cell.width,
        "role": cell.role, "title": work.title, "artist": work.artist, "floor": work.floor,
        "form": work.form, "year": work.year or "", "facts": dotted((work.form, work.year)),
        "crop": poster.sheet.fields.poster.crop or cell.role == "detail", "image": None,
    }  # fmt: skip
    if picture is None:
        return placed | {"lines": work.lines or [work.title], "poem": is_poem(work.lines)}
    # more than A3 is seen from as much farther: the same pixels do
    unit = size_mm(poster.size)[0] / SIZE_MM["A3"][0]
    ppi = poster.brief.manner.profile.best_ppi / max(unit, 1.0)
    wide, tall = _covering(picture.aspect, cell.width * unit, cell.height * unit)
    return placed | {"image": Image(picture, wide, tall, work.alt or work.title, ppi)}


def _shape(hung: Hung, crop: bool) -> Shape:
    work, picture = hung
    about = dotted((work.artist, work.form, work.year or work.floor))
    said = (work.floor, picture is not None, _characters(work.title), _characters(about))
    if picture is None:
        prose = 0 if is_poem(work.lines) else sum(map(len, work.lines)) + 8 * len(work.lines)
        return Shape(_text_aspect(work), *said, prose)
    least, most = _CROPPED
    aspect = min(most, max(least, picture.aspect)) if crop else picture.aspect
    return Shape(aspect, *said)


def _characters(words: str) -> float:
    """How long words are in characters as wide as high; Latin ones are narrower."""
    return sum(_LATIN if ord(mark) < 0x2000 else 1.0 for mark in words)


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
