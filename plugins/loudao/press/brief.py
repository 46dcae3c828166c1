"""What all sheets of one run of the press share, and what every sheet is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..codes.identity import place_identity
from ..codes.qr import make_symbol
from ..model.community import Community
from ..model.kind import Kinds
from ..photos.plan import Derivative, Picture
from .fonts import Face
from .paper import PROFILES, SIDE_PER_METRE, Profile, Size
from .styles import Style


class Photo(NamedTuple):
    """A photo as one sheet needs it."""

    picture: Picture
    image: Derivative
    width_mm: float
    """As printed, of the whole picture."""


class Note(NamedTuple):
    """What a sheet leaves out, and what its author can do about it."""

    what: str
    remedy: str


DEFAULT_STYLE = "plain"


@dataclass(frozen=True)
class Brief:
    """The community, what it may use, and how it wants to be printed."""

    community: Community
    kinds: Kinds
    styles: Mapping[str, Style]
    addresses: Mapping[str, str]
    """What codes open, by identity; what would show a code that is not here is not planned."""
    works: Mapping[str, Picture] = field(default_factory=dict)
    """Pictures by the identity of the work they show."""
    page_photos: Mapping[str, Picture] = field(default_factory=dict)
    """Photos of docs/ by their path below it."""
    faces: Sequence[Face] = ()
    """The site's own."""
    profile: Profile = PROFILES["office"]
    size: str | None = None
    """A paper for all sheets that can be set on any; None for what their authors chose."""
    style_name: str | None = None
    """A style for all sheets."""
    large: bool = False
    """Large print, for elders."""

    def style(self, name: str | None, otherwise: str = DEFAULT_STYLE) -> Style:
        """The style of that name; one that does not exist is a problem told elsewhere."""
        return self.styles.get(self.style_name or name or "") or self.styles[otherwise]

    def address_at(self, place_id: str | None) -> str | None:
        """What the code of a place opens, of the community where none is named."""
        return self.addresses.get(place_identity(place_id or ""))

    def common(
        self,
        title: str,
        style: Style,
        paper: Size,
        distance: float = 0.5,
        name: str = "",
        written: str | None = None,
    ) -> dict[str, Any]:
        """What the library of templates needs of every sheet.

        `written` is the style that its author chose, where the run prints it in another.
        """
        contact = self.community.network.contact
        return {
            "title": title,
            "community": self.community.name,
            "committee": self.committee,
            "style": style.name,
            "written_style": written or style.name,
            "paper": paper,
            "bleed": self.profile.bleed,
            "slug": self.profile.slug,
            "slug_line": name,
            "brush": style.title_face(title, self.faces),
            "seal": seal_text(title, self.community.name),
            "large": self.large,
            "floor": distance * 5,
            "footer": [self.committee, contact],
            "couplet": [],
            "links": [],
        }

    @property
    def committee(self) -> str:
        return f"{self.community.name}居民委员会"


def code_data(address: str, side: float, label: str | None = None) -> dict[str, Any]:
    """A code `side` mm wide as planned; `draw_codes` adds the symbol when it is set.

    `metres` is from how far it is meant to be scanned: the proof holds it to that.
    """
    return {
        "address": address, "side": round(side, 2), "label": label, "mark": None,
        "metres": round(side / SIDE_PER_METRE, 3),
    }  # fmt: skip


def draw_codes(value: Any) -> Any:
    """`value` with the symbol of every code in it; a sheet that is in the store is never drawn."""
    if isinstance(value, dict):
        drawn = {key: draw_codes(part) for key, part in value.items()}
        if "address" in value:
            symbol = make_symbol(value["address"])
            drawn |= {"svg": symbol.svg, "modules": symbol.modules}
        return drawn
    if isinstance(value, list):
        return [draw_codes(part) for part in value]
    return value


def media_path(image: Derivative) -> str:
    """A derivative as a template names it: from the root of the store."""
    return f"/media/{image.name[:2]}/{image.name}"


def dotted(facts: Sequence[object]) -> str:
    """What is known, with 间隔号 between; its glyph brings its own space."""
    return "·".join(str(fact) for fact in facts if fact)


def seal_text(title: str, community: str) -> str:
    """Two to four Chinese characters: the community where it fits, else the whole title."""
    for text in (community, title):
        marks = [c for c in text if "一" <= c <= "鿿"]
        if 2 <= len(marks) <= 4 and len(marks) == len(text):
            return text
    return "楼道"
