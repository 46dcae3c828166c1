"""A board 宣传栏 that somebody names must be one of the network."""

from __future__ import annotations

from collections.abc import Iterator

from ..manifest.guess import guess
from ..model.names import boards_called
from ..model.place import Network
from ..model.problem import Mark, Problem


def check_board(network: Network, words: str, mark: Mark) -> Iterator[Problem]:
    """What is wrong with `words` as the id or the name of one board."""
    called = boards_called(network, words)
    if len(called) > 1:
        what = f"叫“{words}”的宣传栏有 {len(called)} 个"
        yield Problem(mark, what, f"写编号：{'、'.join(called)}")
    elif not called:
        boards = network.boards
        near = guess(words, [*boards, *(board.name for board in boards.values())])
        yield Problem(
            mark,
            f"没有“{words}”这个宣传栏{near}",
            "写 galleries/places.yml 的 boards 里有的名称或者编号",
        )
