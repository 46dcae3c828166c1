"""What a template is told about a sheet: plain JSON, nothing of Typst's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..codes.qr import make_symbol
from ..model.community import Community
from ..model.days import describe_day, describe_days
from ..model.kind import Kind
from ..model.sheet import Sheet
from ..model.work import Work
from ..photos.plan import Derivative, Picture, plan_print
from ..richtext import Block, render_blocks
from .layout import arrange
from .styles import Style

PAPER_MM: Mapping[str, tuple[int, int]] = {
    "A0": (841, 1189), "A1": (594, 841), "A2": (420, 594),
    "A3": (297, 420), "A4": (210, 297), "A5": (148, 210),
}  # fmt: skip
"""ISO 216."""

_CAPTION_MM = 16.5
_GAP_MM = 8.0
_INTRO_CHARACTERS = 200
"""What the foot of a poster holds at 3.7 mm, the smallest that is set there."""

_PROSE_CHARACTERS = 320
"""What a card of prose holds at a size that an elder reads; the rest is behind the code."""

_PPI = 300
"""Up to A3, which is read in the hand's reach; larger sheets are seen from as much farther."""

Pictures = Mapping[str, Picture]
"""Pictures by the identity of the work they show."""

Photo = tuple[Picture, Derivative]
"""A photo as one sheet needs it."""


def code_data(address: str, label: str | None = None) -> dict[str, Any]:
    """A code as planned; `draw_codes` adds the symbol when it is set."""
    return {"address": address, "label": label}


def draw_codes(value: Any) -> Any:
    """`value` with the symbol of every code in it.

    Drawing one takes 3 ms, and a sheet that is in the store is never drawn.
    """
    if isinstance(value, dict):
        drawn = {key: draw_codes(part) for key, part in value.items()}
        if "address" in value:
            symbol = make_symbol(value["address"])
            drawn |= {"svg": symbol.svg, "modules": symbol.modules}
        return drawn
    if isinstance(value, list):
        return [draw_codes(part) for part in value]
    return value


def poster_data(
    sheet: Sheet,
    kind: Kind,
    community: Community,
    style: Style,
    address: str,
    pictures: Pictures,
) -> tuple[dict[str, Any], list[Photo]]:
    """Everything the poster of `sheet` says, and the photos that it shows."""
    shown = [
        work for work in sheet.fields.all_works
        if work.text is not None or sheet.work_identity(work) in pictures
    ]  # fmt: skip
    paper = PAPER_MM[sheet.fields.poster.size]
    placed, photos = _arranged(sheet, shown, style, pictures, paper[0])
    data = {
        **kind.view(sheet),
        "title": sheet.fields.title,
        "community": community.name,
        "style": style.name,
        "paper": paper,
        "facts": _facts(sheet, kind, community),
        "dates": describe_days(sheet.fields.from_, sheet.fields.until),
        "signature": _signature(sheet, community),
        "seal": _seal_text(sheet.fields.title, community.name),
        "works": placed,
        "intro": _first_blocks(render_blocks(getattr(sheet.fields, "intro", ""))),
        "body": render_blocks(sheet.body),
        "code": code_data(address, _invitation(len(shown), kind)),
    }
    return data, photos


def labels_data(sheet: Sheet, community: Community, addresses: Mapping[str, str]) -> dict[str, Any]:
    """A label for each work, in the order of the manifest."""
    place = community.where(sheet)
    labels = [
        {
            "title": work.title,
            "artist": work.artist,
            "facts": _dotted((work.form, work.year, work.size)),
            "where": " ".join(filter(None, (place, f"{work.floor}层" if work.floor else ""))),
            "code": code_data(addresses[sheet.work_identity(work)]),
        }
        for work in sheet.fields.all_works
    ]
    return {
        "title": f"{sheet.fields.title} 展签",
        "community": community.name,
        "paper": (297, 210),
        "labels": labels,
    }


def plate_data(place_id: str, community: Community, address: str) -> dict[str, Any]:
    """The plate of a place."""
    place = community.network.places[place_id]
    invitation = {
        "unit": "扫一扫，看本单元的作品和通知",
        "building": "扫一扫，看本楼的作品和通知",
        "courtyard": "扫一扫，看全院的作品和通知",
    }
    over = [community.name, *place.parents[1:]]
    within = 1 if place.kind == "unit" else 0
    return {
        "title": place.full_name,
        "over": " ".join(over[: len(over) - within]),
        "name": " ".join((*over[len(over) - within :], place.name)),
        "community": community.name,
        "paper": PAPER_MM["A5"],
        "invitation": invitation.get(place.kind, "扫一扫，看这里的作品和通知"),
        "number": address.rpartition("/")[2],
        "code": code_data(address),
    }


def _arranged(
    sheet: Sheet, works: Sequence[Work], style: Style, pictures: Pictures, paper_width: float
) -> tuple[list[dict[str, Any]], list[Photo]]:
    _, _, width, height = style.works
    found = [pictures.get(sheet.work_identity(work)) for work in works]
    aspects = [
        picture.aspect if picture else _text_aspect(work)
        for work, picture in zip(works, found, strict=True)
    ]
    placed = []
    photos = []
    for cell in arrange(aspects, width, height, _GAP_MM, _CAPTION_MM):
        work, picture = works[cell.index], found[cell.index]
        image = None
        if picture:
            # cells are in millimetres of an A3 sheet, whatever the paper
            ppi = _PPI * min(1.0, paper_width / PAPER_MM["A3"][0])
            image = plan_print(picture, cell.width, cell.height, ppi)
            photos.append((picture, image))
        placed.append(
            {
                "x": cell.x, "y": cell.y, "w": cell.width, "h": cell.height,
                "title": work.title,
                "artist": work.artist,
                "facts": _dotted((work.form, work.year)),
                **_content(work, image),
            }
        )  # fmt: skip
    return placed, photos


def _dotted(facts: Sequence[object]) -> str:
    """What is known, with 间隔号 between; its glyph brings its own space."""
    return "·".join(str(fact) for fact in facts if fact)


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
        return {"image": f"/media/{image.name[:2]}/{image.name}", "alt": work.alt or work.title}
    lines = work.lines
    if not _is_poem(lines):
        lines = _shortened(lines)
    return {"image": None, "lines": lines, "poem": _is_poem(lines)}


def _is_poem(lines: Sequence[str]) -> bool:
    """Short lines, few of them: set from the top down as a scroll would have them."""
    return 2 <= len(lines) <= 12 and max(map(len, lines)) <= 16


def _shortened(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    room = _PROSE_CHARACTERS
    for line in lines:
        if len(line) > room:
            return [*kept, line[: max(room, 0)] + "……（全文请扫码）"]
        kept.append(line)
        room -= len(line)
    return kept


def _text_aspect(work: Work) -> float:
    lines = work.lines
    if not _is_poem(lines):
        return 0.82 if sum(map(len, lines)) < 90 else 1.3
    return min(1.6, max(0.62, (len(lines) + 0.6) * 1.5 / (max(map(len, lines)) * 1.18 + 1)))


def _facts(sheet: Sheet, kind: Kind, community: Community) -> list[tuple[str, str]]:
    """Where and when; a notice's days are those it hangs, not those it speaks of."""
    starts, ends = sheet.fields.from_, sheet.fields.until
    if kind.source == "page":
        facts = [("贴在", community.where(sheet)), ("贴到", describe_days(None, ends)[1:])]
    else:
        facts = [("地点", community.where(sheet)), ("展期", describe_days(starts, ends))]
        facts.append(("主办", _committee(community)))
    return [(name, value) for name, value in facts if value]


def _signature(sheet: Sheet, community: Community) -> list[str]:
    """落款: who says it, and since when it hangs."""
    return [
        _committee(community),
        *([describe_day(sheet.fields.from_)] if sheet.fields.from_ else []),
    ]


def _committee(community: Community) -> str:
    return f"{community.name}居民委员会"


def _seal_text(title: str, community: str) -> str:
    """Two to four Chinese characters: the whole title where it fits, else the community."""
    for text in (title, community):
        marks = [c for c in text if "一" <= c <= "鿿"]
        if 2 <= len(marks) <= 4 and len(marks) == len(text):
            return text
    return "楼道"


def _invitation(count: int, kind: Kind) -> str:
    if kind.source == "page":
        return "扫码看全文"
    return f"扫码看全部 {count} 件" if count > 1 else "扫码看大图"
