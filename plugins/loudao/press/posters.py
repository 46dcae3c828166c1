"""Posters: of a set of works for a stairwell, of a page's words for a board."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ..model.days import describe_day, describe_days
from ..model.kind import Kind
from ..model.sheet import Sheet
from ..model.work import Work
from ..photos.plan import Derivative, Picture, plan_print
from ..richtext import Block, read_page, render_blocks
from .brief import Brief, Note, Photo, code_data, dotted, media_path
from .layout import arrange
from .paper import LANDING_METRES, PAPER_MM, SCAN_METRES, SIDE_PER_METRE, paper_size
from .styles import Style

_CAPTION_MM = 18.0
_LARGE_CAPTION_MM = 22.0
_GAP_MM = 8.0
_ABOVE_FOOT_MM = 11.0
_LARGE_WORKS = 4
_INTRO_CHARACTERS = 200
"""What the foot of a poster holds at 3.7 mm, the smallest that is set there."""

_BELOW_CODE = 1.62
"""Height of a code with its quiet zone, its label and its version, over its side: 33/25 for
the smallest symbol, less for larger ones, and 0.3 for the two lines."""

_LINK_SIDE = 30.0
_LONGEST_LINK = 177
"""Bytes that version 11 holds at level Q: 61 modules, half a millimetre each at 30 mm."""

_LINK_PITCH = 52.5
_CROPPED = (0.8, 1.4)
"""Aspects of pictures whose author asked for them to be cropped."""


def poster_data(sheet: Sheet, kind: Kind, brief: Brief) -> tuple[dict[str, Any], list[Photo]]:
    """Everything the poster of `sheet` says, and the photos that it shows."""
    style = brief.style(sheet.fields.wall_style, kind.default_style)
    size = brief.size or sheet.fields.poster.size
    paper = paper_size(size)
    unit = paper[0] / PAPER_MM["A3"][0]
    distance = _scan_metres(sheet, size)
    side = distance * SIDE_PER_METRE
    foot_top = round(style.facts.foot - side / unit * _BELOW_CODE, 1)
    shown = [
        work for work in sheet.fields.all_works
        if work.text is not None or sheet.work_identity(work) in brief.works
    ]  # fmt: skip
    couplet = list(sheet.fields.poster.couplet) if style.facts.couplet else []
    placed, photos = _arranged(sheet, shown, style, brief, unit, foot_top, bool(couplet))
    notes: list[Note] = []
    body, links = _words(sheet, brief, paper[0], photos, notes)
    label = _invitation(len(shown), kind)
    data = {
        **kind.view(sheet),
        **brief.common(
            sheet.fields.title,
            style,
            paper,
            distance,
            sheet.fields.title,
            sheet.fields.wall_style or kind.default_style,
        ),
        "kind_label": kind.label,
        "facts": _facts(sheet, kind, brief),
        "dates": describe_days(sheet.fields.from_, sheet.fields.until),
        "signature": _signature(sheet, brief),
        "works": placed,
        "intro": _first_blocks(render_blocks(getattr(sheet.fields, "intro", ""))),
        "body": body,
        "links": links[: int((paper[0] * 0.86 - side * 1.4 - 7) / _LINK_PITCH + 0.2)],
        "couplet": couplet,
        "code": code_data(brief.addresses[sheet.identity], side, label),
        "foot_top": foot_top,
        "foot_bottom": style.facts.foot,
    }
    data["notes"] = notes
    data["said"] = {
        **data,
        "crop": sheet.fields.poster.crop,
        "works": [_said(work, brief.works.get(sheet.work_identity(work))) for work in shown],
        "links": links,
    }
    return data, photos


def _said(work: Work, picture: Picture | None) -> list[Any]:
    """What the sheet is about, whichever works its paper has room for."""
    return [work.title, work.artist, work.form, work.year, picture.key if picture else work.lines]


def _scan_metres(sheet: Sheet, size: str) -> float:
    """In a stairwell one stands before a poster; a board may have a hedge or glass before it."""
    if sheet.fields.at:
        return max(
            LANDING_METRES if size not in ("A5", "A6") else SCAN_METRES[size],
            SCAN_METRES[size] * 0.9,
        )
    return SCAN_METRES[size]


def _arranged(
    sheet: Sheet,
    works: Sequence[Work],
    style: Style,
    brief: Brief,
    unit: float,
    foot_top: float,
    has_couplet: bool,
) -> tuple[list[dict[str, Any]], list[Photo]]:
    """Cells in mm of an A3 sheet, whatever the paper; photos with the pixels they need."""
    _, top, width = (style.facts.couplet if has_couplet else None) or style.facts.works
    found = [brief.works.get(sheet.work_identity(work)) for work in works]
    crop = sheet.fields.poster.crop
    aspects = [
        _text_aspect(work) if picture is None
        else _clamped(picture.aspect) if crop
        else picture.aspect
        for work, picture in zip(works, found, strict=True)
    ]  # fmt: skip
    placed = []
    photos = []
    height = foot_top - _ABOVE_FOOT_MM - top
    caption = _LARGE_CAPTION_MM if brief.large else _CAPTION_MM
    extra = {"most": _LARGE_WORKS} if brief.large else {}
    for cell in arrange(aspects, width, height, _GAP_MM, caption, **extra):
        work, picture = works[cell.index], found[cell.index]
        image = None
        if picture:
            # more than A3 is seen from as much farther: the same pixels do
            ppi = brief.profile.best_ppi * min(unit, 1.0)
            wide, tall = _covering(picture.aspect, cell.width, cell.height)
            image = plan_print(picture, wide, tall, ppi)
            photos.append(Photo(picture, image, wide * unit))
        placed.append(
            {
                "x": cell.x, "y": cell.y, "w": cell.width, "h": cell.height,
                "title": work.title,
                "artist": work.artist,
                "facts": dotted((work.form, work.year)),
                "crop": crop,
                "photo": picture.key if picture else None,
                **_content(work, image),
            }
        )  # fmt: skip
    return placed, photos


def _clamped(aspect: float) -> float:
    least, most = _CROPPED
    return min(most, max(least, aspect))


def _covering(aspect: float, width: float, height: float) -> tuple[float, float]:
    """The size of the whole picture where it covers the box; the box itself uncropped."""
    return max(width, height * aspect), max(height, width / aspect)


def _words(
    sheet: Sheet, brief: Brief, paper_width: float, photos: list[Photo], notes: list[Note]
) -> tuple[list[Block], list[dict[str, Any]]]:
    """The body as blocks with the pictures that the site has, and its links as codes."""
    blocks, links = read_page(sheet.body)
    shown = place_images(blocks, sheet.source_uri, brief, paper_width * 0.86, photos, notes)
    codes = {}
    for words, target in links:
        address = _address(target, sheet, brief)
        if address and len(address.encode()) > _LONGEST_LINK:
            what = f"链接“{words or address[:30]}”有 {len(address)} 个字，印不成短码，海报上没有它"
            notes.append(Note(what, "换一个短一些的网址"))
        elif address:
            codes[address] = code_data(address, _LINK_SIDE, words[:12] or None)
    return shown, list(codes.values())


def place_images(
    blocks: Sequence[Block],
    page_uri: str,
    brief: Brief,
    width: float,
    photos: list[Photo],
    notes: list[Note],
) -> list[Block]:
    """`blocks` with each image at most `width` mm wide, its photo added to `photos`.

    An image that is not among the site's photos is left out, and noted.
    """
    placed = []
    for block in blocks:
        if block["kind"] != "image":
            placed.append(block)
            continue
        path = unquote(urlsplit(block["src"]).path)
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page_uri), path))
        picture = brief.page_photos.get(uri)
        if picture is None:
            remedy = "照片放在 docs 里，路径照这个网页的位置写；从网上引用的图片印不了"
            notes.append(Note(f"正文里的图片“{block['src']}”找不到，纸上没有它", remedy))
            continue
        image = plan_print(picture, width, width / picture.aspect, brief.profile.best_ppi)
        photos.append(Photo(picture, image, width))
        placed.append(
            {
                "kind": "image", "image": media_path(image), "aspect": picture.aspect,
                "alt": block["alt"] or "照片", "photo": picture.key,
            }
        )  # fmt: skip
    return placed


def _address(link: str, sheet: Sheet, brief: Brief) -> str | None:
    """What a link's code opens: an outside address as it is, a page of ours by its code."""
    parts = urlsplit(link)
    if parts.scheme in ("http", "https"):
        return quote(link, safe="%/:?#[]@!$&'()*+,;=~-._")
    if parts.scheme or not parts.path:
        return None
    path = unquote(parts.path)
    from_source = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.source_uri), path))
    from_page = posixpath.normpath(posixpath.join(sheet.uri, path))
    for other in brief.community.sheets:
        if from_source == other.source_uri or other.uri.strip("/") in (from_source, from_page):
            return brief.addresses.get(other.identity)
    return None


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


def _content(work: Work, image: Derivative | None) -> dict[str, Any]:
    if image:
        return {"image": media_path(image), "alt": work.alt or work.title}
    return {"image": None, "lines": work.lines or [work.title], "poem": is_poem(work.lines)}


def is_poem(lines: Sequence[str]) -> bool:
    """Short lines, few of them: set from the top down as a scroll would have them."""
    return 2 <= len(lines) <= 12 and max(map(len, lines)) <= 16


def _text_aspect(work: Work) -> float:
    lines = work.lines
    if not is_poem(lines):
        return 0.82 if sum(map(len, lines)) < 90 else 1.3
    return min(1.6, max(0.62, (len(lines) + 0.6) * 1.5 / (max(map(len, lines)) * 1.18 + 1)))


def _facts(sheet: Sheet, kind: Kind, brief: Brief) -> list[tuple[str, str]]:
    """Where and when; a notice's days are those it hangs, not those it speaks of."""
    starts, ends = sheet.fields.from_, sheet.fields.until
    where = brief.community.where(sheet)
    if kind.source == "page":
        facts = [("贴在", where), ("贴到", describe_days(None, ends)[1:])]
    else:
        facts = [("地点", where), ("展期", describe_days(starts, ends)), ("主办", brief.committee)]
    facts.append(("联系", brief.community.network.contact))
    return [(name, value) for name, value in facts if value]


def _signature(sheet: Sheet, brief: Brief) -> list[str]:
    """落款: who says it, and since when it hangs."""
    starts = sheet.fields.from_
    return [brief.committee, *([describe_day(starts)] if starts else [])]


def _invitation(count: int, kind: Kind) -> str:
    if kind.source == "page":
        return "扫码看全文"
    return f"扫码看全部 {count} 件" if count > 1 else "扫码看大图"
