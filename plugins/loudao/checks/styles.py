"""A poster's style must be one that exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..manifest.validate import guess
from ..model.community import Community
from ..model.problem import Problem


def check_styles(community: Community, styles: Collection[str]) -> Iterator[Problem]:
    for sheet in community.sheets:
        style = sheet.fields.wall_style
        if style is not None and style not in styles:
            loc = ("poster", "style") if sheet.fields.poster.style else ("style",)
            yield Problem(
                sheet.mark(*loc),
                f"style：没有“{style}”这个样式{guess(style, styles)}",
                f"可以写：{'、'.join(sorted(styles))}",
            )
