"""A page's own words on paper: its blocks, the photos among them, its links as codes."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ..model.note import Note
from ..model.sheet import Sheet
from ..richtext import Block, Link, read_page
from ..styles.styles import Style
from .brief import Brief, compose_sheet, signature
from .images import place_images
from .pieces import Code, Composed
from .poster import foot_of, scan_side
from .sizes import Size, size_mm

_LINK_SIDE = 30.0
_LONGEST_LINK = 177
"""Bytes that version 11 holds at level Q: 61 modules, half a millimetre each at 30 mm."""

_LINK_PITCH = 52.5

_WORDS_WIDE = 0.86
"""Of the sheet's width."""

Facts = Sequence[tuple[str, str]]
"""What it is and its value: 时间, 11月25日."""


def words_poster(
    sheet: Sheet,
    brief: Brief,
    *,
    kind_label: str,
    default_style: str,
    facts: Facts,
    dates: str = "",
    view: Mapping[str, Any] = MappingProxyType({}),
    sets: Mapping[str, Any] = MappingProxyType({}),
    near: float = 1.0,
) -> Composed:
    """The poster of a page's words, with its pictures, and its links as codes; `near` is how much
    of a poster's distance its code is scanned from."""
    fields, size = sheet.fields, brief.size(sheet, "A3")
    style = brief.style(fields.wall_style, default_style)
    width = size_mm(size)[0] * _WORDS_WIDE
    side = scan_side(sheet, size) * near
    body, codes, notes = _read(sheet, brief, width)
    said = {
        **view,
        **_own_words(sheet, brief, style),
        "kind_label": kind_label,
        "facts": list(facts),
        "dates": dates,
        "body": body,
        "links": codes,
        "notes": notes,
        "code": Code(sheet.identity, side, "扫码看全文"),
    }
    sets = {
        "links": codes[: _room(width, side)],
        "title_lines": [[fields.title]],
        **_set_by_all(style, size, side),
        **sets,
    }
    return compose_sheet(
        brief, fields.title, said, sets=sets, size=size, style=fields.wall_style,
        default_style=default_style, side_mm=side, notes=notes,
    )  # fmt: skip


def _set_by_all(style: Style, size: Size, side: float) -> dict[str, Any]:
    """Where the foot stands; and the press is asked for the words that no line breaks."""
    return {
        "foot_top": foot_of(style, size, side),
        "foot_bottom": style.facts.foot,
        "kept_words": [],
    }


def _own_words(sheet: Sheet, brief: Brief, style: Style) -> dict[str, Any]:
    """What it says besides its text; it has no works, which its template shows too."""
    poster = sheet.fields.poster
    return {
        "signature": signature(sheet, brief),
        "crop": poster.crop,
        "couplet": list(poster.couplet) if style.facts.couplet else [],
        "works": [],
        "intro": [],
    }


def _room(width: float, side: float) -> int:
    """How many codes of links stand beside the sheet's own of `side` mm."""
    return int((width - side * 1.4 - 7) / _LINK_PITCH + 0.2)


def _read(sheet: Sheet, brief: Brief, width: float) -> tuple[list[Block], list[Code], list[Note]]:
    """Its words in blocks, its links as codes, and what is left out of those."""
    words = read_page(sheet.body.text, brief.dialect)
    codes, notes = _link_codes(words.links, sheet, brief)
    return place_images(words.blocks, sheet.body.uri, brief, width), codes, notes


def _link_codes(links: Sequence[Link], sheet: Sheet, brief: Brief) -> tuple[list[Code], list[Note]]:
    codes: dict[str, Code] = {}
    notes = []
    for words, target in links:
        identity = _opened(target, sheet, brief)
        if identity and len(brief.codes.address(identity).encode()) > _LONGEST_LINK:
            what = (
                f"链接“{words or identity[:30]}”有 {len(identity)} 个字，印不成短码，海报上没有它"
            )
            notes.append(Note(what, "换一个短一些的网址"))
        elif identity:
            codes[identity] = Code(identity, _LINK_SIDE, words[:12] or None, marked=False)
    return list(codes.values()), notes


def _opened(link: str, sheet: Sheet, brief: Brief) -> str | None:
    """What a link's code opens: an outside address as it is, a page of ours by its code."""
    parts = urlsplit(link)
    if parts.scheme in ("http", "https"):
        return quote(link, safe="%/:?#[]@!$&'()*+,;=~-._")
    if parts.scheme or not parts.path:
        return None
    path = unquote(parts.path)
    from_source = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.body.uri), path))
    from_page = posixpath.normpath(posixpath.join(sheet.uri, path))
    for other in brief.community.sheets:
        uri = other.uri.strip("/")
        if from_source == other.body.uri or (uri and uri in (from_source, from_page)):
            return other.identity if brief.codes.can_print(other.identity) else None
    return None
