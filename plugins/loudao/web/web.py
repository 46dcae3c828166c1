"""What pages are made from: the plan, what was made of it, and the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jinja2
from markupsafe import Markup

from ..codes.identity import PLACES_URI, place_uri
from ..compose.brief import seal_text
from ..kinds.kind import Page
from ..model.community import Community
from ..model.entry import Entry
from ..model.happening import Who, whom
from ..model.sheet import Sheet
from ..photos.look import Look
from ..photos.plan import Picture
from ..plan.boards import pack_boards
from ..plan.file import File
from ..plan.made import Made, Printed
from ..plan.plan import Plan
from ..styles.styles import Style
from ..walls.hang import Walls, hang
from ..walls.packing import Packed
from .environment import make_environment, own_css
from .links import href, root_of
from .papers import Paper, describe_papers
from .pictures import PictureView, view_picture
from .shades import Shades
from .shared import picture_to_share, shared

THUMBNAIL_EDGE = 480
"""Long edge of the largest file that a grid or a preview shows."""

_NO_LOOK = Look()


@dataclass(frozen=True)
class Web:
    """One build's pages."""

    plan: Plan
    made: Made

    @cached_property
    def community(self) -> Community:
        """What of it may be seen here."""
        return self.plan.community.seen["web"]

    @property
    def name(self) -> str:
        return self.plan.site.name or self.plan.community.name

    @cached_property
    def walls(self) -> Walls:
        return hang(self.community)

    @cached_property
    def boards(self) -> Mapping[str, Packed]:
        """What hangs in which slot of every board that has some, by its id; none where nothing
        can be printed, of which nobody knows how large it is."""
        plan = self.plan
        return pack_boards(plan.prints, plan.community, plan.record) if plan.codes.base else {}

    @cached_property
    def prints(self) -> Mapping[str, Sequence[Printed]]:
        """What the site offers, by the identity of the sheet."""
        found: dict[str, list[Printed]] = {}
        for printed in self.made.prints:
            found.setdefault(printed.print.sheet.identity, []).append(printed)
        return found

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Entry]]:
        """What is on the calendar, by the identity of the sheet."""
        found: dict[str, list[Entry]] = {}
        for entry in self.plan.entries:
            found.setdefault(entry.target.identity, []).append(entry)
        return found

    @cached_property
    def papers(self) -> Mapping[str, Sequence[Paper]]:
        """What hangs with a code, its version and its day in words, by what the code opens."""
        return describe_papers(self.plan)

    @cached_property
    def templates(self) -> jinja2.Environment:
        return make_environment(self.plan.kinds, self.shades)

    @cached_property
    def shades(self) -> Shades:
        return Shades()

    def page_of(self, sheet: Sheet) -> Page:
        """What the sheet's kind shows; only of sheets that have a page."""
        page = self.plan.kinds[sheet.kind].page
        assert page is not None
        return page

    def template_of(self, sheet: Sheet) -> jinja2.Template:
        """The kind's own template, else one of this room."""
        name = self.page_of(sheet).template
        return self.templates.select_template([f"kinds/{sheet.kind}/{name}", name])

    def render(
        self,
        template: str | jinja2.Template,
        uri: str,
        title: str,
        identity: str = "",
        crumbs: Sequence[tuple[str, str | None]] = (),
        steward: Who | None = None,
        **context: Any,
    ) -> str:
        """A page at `uri`; `crumbs` are names with the uri they lead to, None for here; `steward`
        is to be asked about it, where that is not the committee."""
        root = str(context.get("root") or root_of(uri))
        asked = steward or self.whom
        html = self.templates.get_template(template).render(
            {
                "title": title, "root": root, "site_name": self.name, "description": "",
                "dock": self._dock(uri, root), "phone": asked.phone, "dial": asked.number,
                "steward": steward.name if steward else "",
                "suggest": self.plan.community.network.suggest,
                "icp": self.plan.site.settings.icp, "made": self.plan.today,
                "seal": seal_text(self.community.name, self.community.name),
                "more_css": (), "scripts": (), "has_heading": False, "facts_for_search": "",
                "walk": "", "aloud": False, "paired": False, "read_above": False,
                "recording": self._recording(identity),
                "shared": shared(self.plan.site, uri, str(context.get("image") or self.card())),
                "community": self.community.name,
                "code": self.plan.codes.by_identity.get(identity, ""),
                "papers": self.papers.get(identity, ()), "style_css": "",
                "crumbs": [
                    {"name": name, "href": None if to is None else href(root, to)}
                    for name, to in crumbs
                ],
                **context,
            }
        )  # fmt: skip
        return self.shades.put_into(html)

    @cached_property
    def whom(self) -> Who:
        """Whom residents call."""
        return whom(self.community.network.contact)

    def steward_of(self, sheet: Sheet) -> Who | None:
        """Who is to be asked about it: the steward of where it hangs."""
        return self.community.network.steward_at(sheet.fields.at, sheet.fields.boards)

    def _recording(self, identity: str) -> str:
        """Where that of a sheet or a work lies; empty where there is none."""
        sound = self.plan.recordings.of.get(identity)
        return sound.uri if sound else ""

    def _dock(self, uri: str, root: str) -> list[dict[str, Any]]:
        """The bar that every page has: home, the first list, galleries, search."""
        lists = [("list", page.section, page.index) for _, page in self.plan.kinds.lists[:1]]
        items = [
            ("home", "首页", ""),
            *lists,
            ("walls", "画廊", PLACES_URI),
            ("find", "找", "find/"),
        ]
        here = next((to for _, _, to in items if to and uri.startswith(to)), "")
        if not here and uri.startswith(("galleries/", "boards/")):
            here = PLACES_URI
        at_home = uri in ("", "index.html")
        return [
            {"icon": icon, "name": name, "href": href(root, to),
             "current": to == here if to else at_home}
            for icon, name, to in items
        ]  # fmt: skip

    def card(self, sheet: Sheet | None = None) -> str:
        """What a chat shows of the page of `sheet`, or of one that has no card of its own."""
        cards = self.made.cards
        return picture_to_share(cards.get(sheet.identity if sheet else "") or cards.get(""))

    def own_css(self, sheet: Sheet) -> Markup:
        """What the page of its kind looks like."""
        return Markup(own_css(self.plan.kinds[sheet.kind]))

    def style_css(self, sheet: Sheet) -> Markup:
        """The colours of the style in which a sheet hangs."""
        return Markup(self.style_of(sheet).css)

    def style_of(self, sheet: Sheet) -> Style:
        return self.plan.style_of(sheet)

    def scene_of(self, sheet: Sheet, root: str) -> str:
        """The address of what is drawn behind its title; empty where its style has none."""
        uri = scene_uri(self.style_of(sheet))
        return uri and root + uri

    def look(self, picture: Picture) -> Look:
        """What stands in its place until it has come."""
        return self.made.looks.get(picture.key, _NO_LOOK)

    def card_picture(self, picture: Picture, root: str, alt: str) -> PictureView:
        """A picture as it stands among others; its colour is enough until it has come."""
        seen = self.look(picture)._replace(blur="")
        return view_picture(picture, root, alt, seen, THUMBNAIL_EDGE)

    def place_crumbs(self, place_id: str) -> list[tuple[str, str | None]]:
        """The way down to a place, each step a link."""
        line = self.community.network.line(place_id)
        return [(place.name, place_uri(self.community, place.id)) for place in line]

    def sheet_crumbs(self, sheet: Sheet) -> list[tuple[str, str | None]]:
        at = sheet.fields.at
        return self.place_crumbs(at if at in self.community.network.places and at else "")


def scene_uri(style: Style) -> str:
    """Where on the site its drawing lies; empty where it has none."""
    return f"assets/loudao/scene-{style.name}.svg" if style.scene else ""


def finished(uri: str, title: str, html: str, search: str | None = None, source: str = "") -> File:
    """A whole page at `uri`."""
    return File(f"{uri}index.html", html, title, search, source)
