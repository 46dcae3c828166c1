"""What a kind is told when it composes a paper, and what all papers say and set alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..codes.codes import Codes
from ..codes.identity import place_identity
from ..model.community import Community
from ..model.days import describe_day
from ..model.note import Note
from ..model.sheet import Sheet
from ..photos.pictures import Pictures
from ..richtext import PAGES, Dialect
from ..styles.styles import Style, Styles
from .enlarge import grid_sets
from .memo import Memo
from .pieces import Code, Composed, Grid, New
from .sizes import LETTER_PER_METRE, PROFILES, SIDE_PER_METRE, Profile, Size

_IN_THE_HAND = 0.5
"""Metres from which a sheet is read whose code says nothing else."""


@dataclass(frozen=True)
class Manner:
    """How a run prints, where it differs from what authors chose."""

    profile: Profile = PROFILES["office"]
    size: Size | None = None
    """Of all sheets that can be set on any size."""
    style: str | None = None
    """Of all sheets."""
    large: bool = False
    """Large print, for elders: on larger paper, or with a `size` in larger words on that."""
    light: bool = False
    """Dark grounds stay white, which spares ink, where a style has that."""


@dataclass(frozen=True)
class Brief:
    """The community, what it may use, and how it wants to be printed."""

    community: Community
    styles: Styles
    codes: Codes = Codes()
    pictures: Pictures = field(default_factory=Pictures)
    manner: Manner = Manner()
    memo: Memo | None = None
    """Of how works hang, where somebody keeps one."""
    dialect: Dialect = PAGES
    """Of the Markdown of pages."""
    at: str | None = None
    """The id of the place where what is composed hangs; None for what hangs on boards."""
    boards: tuple[str, ...] = ()
    """Their ids."""

    @property
    def today(self) -> date:
        return self.community.today

    @property
    def committee(self) -> str:
        return f"{self.community.name}居民委员会"

    @property
    def contact(self) -> str:
        """Whom to ask about what hangs there: the steward 楼长, else the committee."""
        return self.community.network.contact_at(self.at, self.boards)

    @property
    def suggest(self) -> dict[str, New]:
        """Where suggestions go, as part of what a sheet says; empty where nobody wrote it."""
        words = self.community.network.suggest
        return {"suggest": New(words)} if words else {}

    def style(self, name: str | None, otherwise: str) -> Style:
        """The style of the run, else that of the author, else of the kind."""
        return self.styles.get(self.manner.style or name, otherwise)

    def size(self, sheet: Sheet, otherwise: Size) -> Size:
        """The size of the run, else that of the author, else of the paper."""
        return self.manner.size or sheet.fields.poster.size or otherwise


def place_code(place_id: str | None, side_mm: float, label: str | None = None) -> Code:
    """The code of a place, of the community where none is named."""
    return Code(place_identity(place_id or ""), side_mm, label)


def compose_sheet(
    brief: Brief,
    title: str,
    says: Mapping[str, Any],
    *,
    size: Size,
    style: str | None,
    default_style: str,
    side_mm: float = 0.0,
    sets: Mapping[str, Any] | None = None,
    name: str = "",
    lying: bool = False,
    weight: int = 1,
    notes: Sequence[Note] = (),
    parts: Mapping[str, tuple[str, Any]] | None = None,
    called: str = "",
    part: str = "",
    days: tuple[date | None, date | None] | None = None,
    grid: Grid | None = None,
) -> Composed:
    """A sheet with what the library of templates asks of each.

    `style` is what its author chose, where anything was. `side_mm` is the side of its main code,
    which says from how far it is read, else half a metre. `name` stands beside the crop marks."""
    chosen = brief.style(style, default_style)
    metres = side_mm / SIDE_PER_METRE if side_mm else _IN_THE_HAND
    return Composed(
        says={**_said_by_all(brief, title, style or default_style), **says},
        sets=_set_for_all(brief, title, chosen, name, metres) | grid_sets(grid) | dict(sets or {}),
        size=size,
        lying=lying,
        weight=weight,
        notes=tuple(notes),
        parts=parts or {},
        called=called or title,
        part=part,
        days=days,
        grid=grid,
    )


def _said_by_all(brief: Brief, title: str, written_style: str) -> dict[str, Any]:
    community = brief.community
    return {
        "title": title,
        "community": community.name,
        "committee": brief.committee,
        "written_style": written_style,
        "seal": seal_text(title, community.name),
        "footer": [brief.committee, brief.contact],
        **brief.suggest,
        "couplet": [],
        "links": [],
    }


def _set_for_all(
    brief: Brief, title: str, style: Style, name: str, metres: float
) -> dict[str, Any]:
    manner = brief.manner
    return {
        "style": style.name,
        "bleed": manner.profile.bleed,
        "slug": manner.profile.slug,
        "slug_line": name or title,
        "brush": brief.styles.title_face(style, title),
        "song": brief.styles.faces.has_song,
        "large": manner.large,
        "light": manner.light,
        "floor": metres * LETTER_PER_METRE,
    }


def signature(sheet: Sheet, brief: Brief, signed: str = "") -> list[str]:
    """落款: who says it, the committee where nobody else signed, and since when it hangs."""
    starts = sheet.fields.from_
    return [signed or brief.committee, *([describe_day(starts)] if starts else [])]


def dotted(facts: Sequence[object]) -> str:
    """What is known, with 间隔号 between; its glyph brings its own space."""
    return "·".join(str(fact) for fact in facts if fact)


def named(facts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The facts that are known, each with its name."""
    return [(name, value) for name, value in facts if value]


def seal_text(title: str, community: str) -> str:
    """Two to four Chinese characters: the community where it fits, else the whole title."""
    for text in (community, title):
        marks = [c for c in text if "一" <= c <= "鿿"]
        if 2 <= len(marks) <= 4 and len(marks) == len(text):
            return text
    return "楼道"
