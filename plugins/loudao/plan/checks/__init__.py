"""Rules, one file each: those that range over one sheet, and those over the whole community."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...kinds.kind import Kinds
from ...model.community import Community
from ...model.problem import Problem
from ...model.sheet import Sheet
from ...richtext import PAGES, Dialect
from ...styles.styles import Styles
from ..tree import Tree
from .alike import check_alike
from .alt_texts import check_alt_texts
from .boards import check_board_sizes
from .consent import check_consent
from .dates import check_dates
from .duplicates import check_duplicates
from .floors import check_floors
from .glyphs import check_glyphs, check_place_names
from .page_words import check_links, check_page_words, check_plain_pages
from .personal import check_personal
from .photo_files import check_photo_files
from .places import check_boards_places, check_places, check_where
from .strays import check_strays
from .styles import check_network_style, check_style


@dataclass(frozen=True)
class Ground:
    """What a sheet is held against."""

    community: Community
    kinds: Kinds
    styles: Styles
    tree: Tree
    dialect: Dialect = PAGES
    raw_html: bool = False
    public: Mapping[str, str] = field(default_factory=dict)
    """What the site says may be public, and why."""


def check_sheet(sheet: Sheet, ground: Ground) -> Iterator[Problem]:
    """Every fault of one sheet; of the others only the network is looked at."""
    community, styles = ground.community, ground.styles
    yield from check_places(sheet, community)
    yield from check_where(sheet, community)
    yield from check_dates(sheet)
    yield from check_floors(sheet, community)
    yield from check_photo_files(sheet, ground.tree)
    yield from check_page_words(sheet, ground.tree, ground.dialect)
    yield from check_alt_texts(sheet)
    yield from check_consent(sheet, ground.kinds)
    yield from check_style(sheet, styles)
    yield from check_glyphs(sheet, styles.faces.characters)
    yield from ground.kinds[sheet.kind].check(sheet, community)


def check_all(ground: Ground) -> list[Problem]:
    """Every fault of every sheet, and those that show only when all is known."""
    community, styles = ground.community, ground.styles
    found = [problem for sheet in community.sheets for problem in check_sheet(sheet, ground)]
    return [
        *found,
        *check_links(ground.tree),
        *(() if ground.raw_html else check_plain_pages(community, ground.tree, ground.dialect)),
        *check_personal(community, ground.tree, ground.public),
        *check_strays(community, ground.tree),
        *check_boards_places(community),
        *check_board_sizes(community),
        *check_duplicates(community),
        *check_network_style(community, styles),
        *check_alike(community, ground.kinds, styles),
        *check_place_names(community, styles.faces.characters),
    ]
