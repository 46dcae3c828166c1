"""A style must be one that exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..manifest.validate import guess
from ..model.community import Community
from ..model.problem import Mark, Problem


def check_styles(community: Community, styles: Collection[str]) -> Iterator[Problem]:
    for mark, style in _named(community):
        if style not in styles:
            yield Problem(
                mark,
                f"style：没有“{style}”这个样式{guess(style, styles)}",
                f"可以写：{'、'.join(sorted(styles))}",
            )


def _named(community: Community) -> Iterator[tuple[Mark, str]]:
    """Every style that somebody wrote, and where."""
    if community.network.style:
        yield community.places_marks.at("style"), community.network.style
    for sheet in community.sheets:
        if style := sheet.fields.wall_style:
            yield (
                sheet.mark(*(("poster", "style") if sheet.fields.poster.style else ("style",))),
                style,
            )
    for batch in community.batches:
        if batch.fields.style:
            yield batch.mark("style"), batch.fields.style
