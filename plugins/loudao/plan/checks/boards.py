"""Boards that have no room: for their slots, and for the sheets that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ...compose.brief import Brief
from ...compose.sizes import SIZE_MM
from ...kinds.kind import Kinds
from ...model.community import Community
from ...model.fields import POSTER
from ...model.place import BoardFields, Network
from ...model.problem import Problem, warning
from ...model.sheet import Sheet
from ...walls.packing import Packed, Piece, Unplaced, pack
from ...walls.record import Record
from ...walls.slots import lay_out, most_slots
from ..boards import grids_of, pack_boards, piece_of, prints_on_boards, why_left_out
from ..prints import Print, plan_sheet

_DAY = timedelta(days=1)
_MOST_SAID = 3
"""Ways out that a line names."""
_MOST_TOLD = 5
"""Sheets without a place that a board tells one by one; of more it tells how many."""


def check_board_sizes(community: Community) -> Iterator[Problem]:
    """A reminder for each board that is too small for its slots."""
    for index, board in enumerate(community.network.boards.values()):
        if board.size is None:
            continue
        count = board.slots if board.slots_known else 1
        if lay_out(SIZE_MM[board.slot], count, board.size) is None:
            loc = ("boards", index, "slots" if board.slots_known else "size")
            most = most_slots(SIZE_MM[board.slot], board.size)
            wanted = f"放不下 {count} 张 {board.slot}" if count > 1 else f"放不下 {board.slot}"
            what = f"{board.name}：{_size(board)} 的板{wanted}" + (
                f"，最多 {most} 张" if most else ""
            )
            yield warning(community.places_marks.at(*loc), what, _smaller(board, count, most), loc)


def _size(board: BoardFields) -> str:
    assert board.size
    return f"{board.size[0]:g}x{board.size[1]:g}mm"


def _smaller(board: BoardFields, count: int, most: int) -> str:
    """Fewer slots, or smaller ones."""
    ways = [f"slots 写 {most}"] if most else []
    for paper in list(SIZE_MM)[list(SIZE_MM).index(board.slot) + 1 : 5]:
        if lay_out(SIZE_MM[paper], count, board.size):
            ways.append(f"slot 写 {paper}")
            break
    return _either([*ways, "再量一量 size（宽x高）"])


def _either(ways: Sequence[str]) -> str:
    """Words of Latin letters stand apart from Chinese ones."""
    spaced = (f" {way}" if way[0].isascii() else way for way in ways[1:])
    return "，或者".join([ways[0], *spaced])


@dataclass(frozen=True)
class _Room:
    """What ways out are tried with."""

    kinds: Kinds
    brief: Brief
    packed: Mapping[str, Packed]

    @property
    def network(self) -> Network:
        return self.brief.community.network


def check_room(
    sheets: Iterable[Sheet], kinds: Kinds, brief: Brief, record: Record | None
) -> Iterator[Problem]:
    """A reminder for each sheet, not over yet, that has no place on a board that it names."""
    network = brief.community.network
    prints = list(prints_on_boards(sheets, kinds, brief, grids_of(network)))
    room = _Room(kinds, brief, pack_boards(prints, brief.community, record))
    by_key = {planned.key: planned for planned in prints}
    for board_id, packed in room.packed.items():
        lefts = [left for left in packed.unplaced if left.piece.last >= brief.today]
        if len(lefts) > _MOST_TOLD:
            yield _crowded(lefts, board_id, room)
        else:
            yield from (_told(left, by_key[left.piece.key], board_id, room) for left in lefts)


def _crowded(lefts: Sequence[Unplaced], board_id: str, room: _Room) -> Problem:
    """One reminder of a board that far more is to hang on than it holds."""
    board, packed = room.network.boards[board_id], room.packed[board_id]
    names = "、".join(left.piece.name for left in lefts[:_MOST_SAID])
    endless = [piece for piece in packed.pieces if piece.ends is None]
    what = f"{board.name}只有 {packed.grid.count} 格，{names}等 {len(lefts)} 张没有地方贴"
    way = f"有 {len(endless)} 张没有写贴到哪一天，写上 until；" if endless else ""
    loc = ("boards", list(room.network.boards).index(board_id))
    mark = room.brief.community.places_marks.at(*loc)
    return warning(mark, what, f"{way}loudao boards 看哪天有空格", loc)


def _told(left: Unplaced, planned: Print, board_id: str, room: _Room) -> Problem:
    sheet, board = planned.sheet, room.network.boards[board_id]
    ways = [*_ways_out(left, planned, board_id, room), f"boards 里不写{board.name}"]
    loc = ("boards", sheet.fields.boards.index(board_id))
    why = why_left_out(left, board, room.packed[board_id])
    what = f"“{left.piece.name}”在{board.name}没有地方贴：{why}"
    return warning(sheet.mark(*loc), what, _either(ways[:_MOST_SAID]), loc)


def _ways_out(left: Unplaced, planned: Print, board_id: str, room: _Room) -> Iterator[str]:
    """What helps, each tried: the sheet has a place then, and all others keep theirs."""
    packed = room.packed[board_id]
    if left.span != (1, 1):
        yield from _on_smaller_paper(left, planned, packed, room)
        board = room.network.boards[board_id]
        if board.size is None:  # how its slots stand is a guess then
            yield f"给{board.name}写上 size（宽x高）"
    yield from _elsewhere(left.piece, planned.sheet, room)
    if left.until and planned.composed.days is None:
        later = max(left.until + _DAY, room.brief.today)
        if later <= left.piece.last and _has_place(left.piece._replace(starts=later), packed):
            yield f"from 写 {later}"
    yield from _instead(left.piece, packed)


def _has_place(piece: Piece, packed: Packed, others: Iterable[Piece] | None = None) -> bool:
    """Whether a sheet has a place beside the others, and none of those loses its own."""
    beside = packed.pieces if others is None else others
    after = pack([*(p for p in beside if p.key != piece.key), piece], packed.grid)
    lost = {left.piece.key for left in after.unplaced}
    return piece.key not in lost and lost <= {left.piece.key for left in packed.unplaced}


def _on_smaller_paper(left: Unplaced, planned: Print, packed: Packed, room: _Room) -> Iterator[str]:
    sizes = list(SIZE_MM)
    for size in sizes[sizes.index(planned.composed.size) + 1 : -1]:
        poster = planned.sheet.fields.poster.model_copy(update={"size": size})
        fields = planned.sheet.fields.model_copy(update={POSTER: poster})
        again = replace(planned.sheet, fields=fields)
        for other in plan_sheet(again, room.kinds, room.brief, [planned.paper]):
            if other.key == planned.key and _has_place(
                piece_of(other, left.piece.since, left.piece.turn), packed
            ):
                yield f"{POSTER} 写 {{size: {size}}}"
                return


def _elsewhere(piece: Piece, sheet: Sheet, room: _Room) -> Iterator[str]:
    """Another board that has room on those days; the nearest by name would be a guess. How much
    one has that is too small for its slots nobody knows."""
    for board_id, packed in room.packed.items():
        board = room.network.boards[board_id]
        too_small = board.size is not None and not packed.grid.measured
        if board_id not in sheet.fields.boards and not too_small and _has_place(piece, packed):
            yield f"改贴{board.name}，那里有地方"
            return


def _instead(piece: Piece, packed: Packed) -> Iterator[str]:
    """What could come down before: first of what has no last day, else of what ends latest."""
    there = [one.piece for one in packed.on(piece.first) if one.piece.first < piece.first]
    for other in sorted(there, key=lambda p: (p.last, p.key), reverse=True):
        shorter = other._replace(ends=piece.first - _DAY)
        others = [shorter if p.key == other.key else p for p in packed.pieces]
        if _has_place(piece, packed, others):
            yield f"先取下“{other.name}”（until 写 {piece.first - _DAY}）"
            return
