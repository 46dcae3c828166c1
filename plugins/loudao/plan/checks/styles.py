"""A style must be one that exists."""

from __future__ import annotations

from collections.abc import Iterator

from ...manifest.guess import guess
from ...model.community import Community
from ...model.problem import Mark, Problem
from ...model.sheet import Sheet
from ...styles.styles import Styles


def check_style(sheet: Sheet, styles: Styles) -> Iterator[Problem]:
    """The style of one sheet."""
    yield from unknown_style(sheet.fields.wall_style, sheet.style_mark, styles)


def check_network_style(community: Community, styles: Styles) -> Iterator[Problem]:
    """The style of plates and signs."""
    mark = community.places_marks.at("style")
    yield from unknown_style(community.network.style, mark, styles)


def unknown_style(
    style: str | None, mark: Mark, styles: Styles, field: str = "style："
) -> Iterator[Problem]:
    """A problem where `style` is named and is none."""
    if style and style not in styles:
        known = [styles.by_name[name] for name in sorted(styles.by_name)]
        near = guess(style, [*styles.by_name, *(s.label for s in known)])
        what = f"{field}没有“{style}”这个样式{near}"
        yield Problem(mark, what, f"可以写：{'、'.join(f'{s.name} {s.label}' for s in known)}")
