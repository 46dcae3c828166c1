"""A board that is named must be in galleries/places.yml."""

from __future__ import annotations

from collections.abc import Iterator

from ..manifest.validate import guess
from ..model.community import Community
from ..model.problem import Problem


def check_boards(community: Community) -> Iterator[Problem]:
    if not community.places_known:
        return
    boards = community.network.boards
    for sheet in community.sheets:
        for index, board_id in enumerate(sheet.fields.boards):
            if board_id not in boards:
                yield Problem(
                    sheet.mark("boards", index),
                    f"没有“{board_id}”这个宣传栏{guess(board_id, boards)}",
                    "宣传栏的编号要在 galleries/places.yml 的 boards 里有",
                )
