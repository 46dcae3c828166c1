"""A board whose sheets all look alike: what residents of such boards complained of (样式雷同)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from ...kinds.kind import Kinds
from ...model.community import Community
from ...model.problem import Problem, warning
from ...model.sheet import Sheet
from ...styles.styles import Style, Styles

_MANY = 4
"""Sheets of one style side by side before anybody calls them alike; two or three are a set."""


def check_alike(community: Community, kinds: Kinds, styles: Styles) -> Iterator[Problem]:
    """One reminder for each board on which as many sheets wear one style on some day, and no
    sheet another."""
    for board, sheets in _by_board(community, kinds).items():
        crowds = ([s for s in sheets if s.hangs(day)] for day in _days(sheets))
        up = next((crowd for crowd in crowds if _are_alike(crowd, kinds, styles)), None)
        if up:
            style = _style(up[0], kinds, styles)
            name = community.network.boards[board].name
            what = f"“{name}”上同时有 {len(up)} 张，都是“{style.label}”样式，看起来会雷同"
            other = min(known.label for known in styles.by_name.values() if known is not style)
            remedy = f"给其中一两张写上别的样式，例如 poster: {{style: {other}}}"
            yield warning(up[-1].style_mark, what, remedy)


def _by_board(community: Community, kinds: Kinds) -> Mapping[str, list[Sheet]]:
    """What hangs on each board whose paper is made here, in the order of their first days."""
    found: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in community.sheets:
        if any(paper.hangs for paper in kinds[sheet.kind].papers):
            for board in set(sheet.fields.boards) & community.network.boards.keys():
                found[board].append(sheet)
    return {
        board: sorted(found[board], key=lambda s: (s.fields.from_ or date.min, s.id))
        for board in sorted(found)
    }


def _days(sheets: list[Sheet]) -> list[date]:
    """Days on which something is hung: any set that hangs together does so on one of them."""
    return sorted({sheet.fields.from_ or date.min for sheet in sheets})


def _are_alike(up: list[Sheet], kinds: Kinds, styles: Styles) -> bool:
    return len(up) >= _MANY and len({_style(sheet, kinds, styles).name for sheet in up}) == 1


def _style(sheet: Sheet, kinds: Kinds, styles: Styles) -> Style:
    otherwise = kinds[sheet.kind].default_style
    return styles.get(sheet.fields.wall_style or otherwise, otherwise)
