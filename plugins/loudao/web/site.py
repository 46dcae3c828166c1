"""What pages are made from, and what a finished page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import jinja2
from markupsafe import Markup

from ..codes.identity import Target, place_uri
from ..codes.ledger import Ledger
from ..model.community import Community
from ..model.kind import Kinds
from ..model.sheet import Sheet
from ..photos.look import Look
from ..photos.plan import Picture
from ..walls.hang import Walls, hang
from .environment import make_environment
from .links import href, root_of
from .pictures import PictureView, view_picture

THUMBNAIL_EDGE = 480
"""Long edge of the largest file that a grid or a preview shows."""


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A whole HTML page; `search` is what the search index says of it, None for nothing."""

    uri: str
    """`galleries/书画天地/`"""
    title: str
    html: str
    search: str | None = None
    source: str | None = None
    """The file of staff's that it is made from, relative to the site's folder."""

    @property
    def file_uri(self) -> str:
        return f"{self.uri}index.html"


@dataclass(frozen=True, slots=True)
class PrintLink:
    """A PDF on the site, and for a poster the picture of it."""

    title: str
    uri: str
    picture: Picture | None


@dataclass(frozen=True)
class Web:
    """Everything that pages of one build need."""

    name: str
    community: Community
    kinds: Kinds
    today: date
    ledger: Ledger
    targets: Mapping[str, Target]
    pictures: Mapping[str, Picture]
    """By the identity of the work."""
    prints: Mapping[str, Sequence[PrintLink]]
    """By the identity of what they hang for."""
    papers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What hangs with a code, its version and its day in words, by what the code opens."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """What pages of sheets in a style add to our rules, by the name of the style."""
    looks: Mapping[str, Look] = field(default_factory=dict)
    """By the key of the picture."""

    @cached_property
    def walls(self) -> Walls:
        return hang(self.community)

    @cached_property
    def codes(self) -> dict[str, str]:
        return self.ledger.by_identity()

    @cached_property
    def templates(self) -> jinja2.Environment:
        return make_environment(self.kinds)

    def render(
        self,
        template: str,
        uri: str,
        title: str,
        identity: str = "",
        crumbs: Sequence[tuple[str, str | None]] = (),
        **context: Any,
    ) -> str:
        """A page at `uri`; `crumbs` are names with the uri they lead to, None for here."""
        root = root_of(uri)
        return self.templates.get_template(template).render(
            {
                "title": title, "root": root, "site_name": self.name, "description": "",
                "community": self.community.name, "code": self.codes.get(identity, ""),
                "papers": self.papers.get(identity, ()), "style_css": "",
                "crumbs": [
                    {"name": name, "href": None if to is None else href(root, to)}
                    for name, to in crumbs
                ],
                **context,
            }
        )  # fmt: skip

    def style_css(self, sheet: Sheet) -> Markup:
        """The colours of the style in which a sheet hangs."""
        name = sheet.fields.wall_style or self.kinds[sheet.kind].default_style
        return Markup(self.styles.get(name, ""))

    def look(self, picture: Picture) -> Look:
        """What stands in its place until it has come."""
        return self.looks.get(picture.key, Look())

    def card_picture(self, picture: Picture, root: str, alt: str, blurred: bool) -> PictureView:
        """A picture as it stands in a grid; a blur for those that are seen first is enough."""
        look = self.look(picture)
        seen = look if blurred else look._replace(blur="")
        return view_picture(picture, root, alt, seen, THUMBNAIL_EDGE, framed=True)

    def place_crumbs(self, place_id: str) -> list[tuple[str, str | None]]:
        """The way down to a place, each step a link."""
        line = self.community.network.line(place_id)
        return [(place.name, place_uri(self.community, place.id)) for place in line]

    def sheet_crumbs(self, sheet: Sheet) -> list[tuple[str, str | None]]:
        at = sheet.fields.at
        return self.place_crumbs(at if at in self.community.network.places and at else "")
