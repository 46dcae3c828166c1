"""Boards 宣传栏 as they are planned: their slots to scale, and the prints that hang in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..compose.brief import Brief
from ..compose.sizes import SIZE_MM
from ..kinds.kind import Kinds
from ..model.community import Community
from ..model.days import describe_days
from ..model.place import BoardFields, Network
from ..model.sheet import Sheet
from ..walls.packing import Packed, Piece, Unplaced, pack
from ..walls.record import Record
from ..walls.slots import Grid, lay_out, most_slots
from .prints import Print, own_wall, plan_sheet

NO_SLOTS = "没有空格"
"""Instead of slots, of a sheet that has no place."""


def grid_of(board: BoardFields) -> Grid | None:
    """Its slots: as many as staff said, else as many as its size takes; None where neither is
    known. One that is too small for its slots is drawn from those."""
    slot = SIZE_MM[board.slot]
    if board.slots_known:
        return lay_out(slot, board.slots, board.size) or lay_out(slot, board.slots, None)
    most = most_slots(slot, board.size) if board.size else 0
    return lay_out(slot, most, board.size) if most else None


def grids_of(network: Network) -> dict[str, Grid]:
    """The slots of every board that has some, by its id."""
    found = ((board.id, grid_of(board)) for board in network.boards.values())
    return {name: grid for name, grid in found if grid}


def piece_of(planned: Print, since: date | None = None, turn: int = 0) -> Piece:
    """What a board has to know of a print, which hangs `since` a day at the earliest."""
    size = planned.composed.size + ("横" if planned.composed.lying else "")
    return Piece(
        planned.identity,
        planned.paper.name,
        planned.described,
        size,
        planned.extent,
        *planned.days,
        since,
        turn,
    )


def pack_boards(
    prints: Iterable[Print], community: Community, record: Record | None
) -> dict[str, Packed]:
    """What hangs where on every board that has slots, by its id.

    What was printed keeps its place when something new comes that was to hang before: that hangs
    from today on, where there is a record of what was printed.
    """
    grids = grids_of(community.network)
    pieces: dict[str, list[Piece]] = {board: [] for board in grids}
    printed: dict[tuple[str, str], tuple[date, int]] = {}
    for turn, impression in enumerate(record.impressions if record else ()):
        printed.setdefault(impression.key, (impression.on, turn))
    unprinted = (community.today, len(record.impressions)) if record and printed else (None, 0)
    for planned in prints:
        if planned.paper.takes_slots:
            piece = piece_of(planned, *printed.get(planned.key, unprinted))
            for board in set(planned.sheet.fields.boards) & set(grids):
                pieces[board].append(piece)
    return {board: pack(pieces[board], grid) for board, grid in grids.items()}


def prints_on_boards(
    sheets: Iterable[Sheet], kinds: Kinds, brief: Brief, grids: Mapping[str, Grid]
) -> Iterator[Print]:
    """The prints that hang in slots, and no others."""
    if not brief.codes.base:
        return
    for sheet in sheets:
        papers = [paper for paper in kinds[sheet.kind].papers if paper.takes_slots]
        if papers and not grids.keys().isdisjoint(sheet.fields.boards):
            yield from plan_sheet(sheet, kinds, brief, papers)


def describe_grid(board: BoardFields, packed: Packed) -> str:
    """2400×1200 毫米　6 格 A2（3 列 2 行）"""
    grid = packed.grid
    size = f"{grid.size[0]:g}×{grid.size[1]:g} 毫米　" if grid.measured else ""
    lying = "横" if grid.slot[0] > grid.slot[1] else ""
    return f"{size}{grid.count} 格 {board.slot}{lying}（{grid.columns} 列 {grid.rows} 行）"


def describe_gaps(board: BoardFields, packed: Packed) -> str:
    """How far slots are from each other and from the edges."""
    across, down = (f"{gap:.0f}" for gap in packed.grid.gap)
    if not packed.grid.measured:
        why = "放不下这些格子" if board.size else "没有写"
        return f"这块板的 size {why}，照格子画的。"
    return f"左右和格子之间各空 {across} 毫米，上下和两行之间各空 {down} 毫米。"


def why_left_out(left: Unplaced, board: BoardFields, packed: Packed) -> str:
    """只有 6 格，2026年11月25日至12月1日贴满了"""
    grid, piece, (across, down) = packed.grid, left.piece, left.span
    if left.too_large:
        room = f"{grid.columns}×{grid.rows} 格"
        room = f"只有 {room}" if grid.measured else f"照 {room}算放不下"
        return f"{piece.size} 大过 {board.slot} 的格子，要 {across}×{down} 格，{room}"
    until = min(left.until or date.max, piece.last)
    first = piece.first if piece.first > date.min else None
    days = describe_days(first, until if until < date.max else None) or "一直"
    if across * down == 1:
        return f"只有 {grid.count} 格，{days}贴满了"
    return f"{piece.size} 要连着的 {across}×{down} 格，{days}没有"


def where_on_boards(planned: Print, boards: Mapping[str, Packed], network: Network) -> str:
    """Where it hangs, with its slots on each board: 东门宣传栏 第3格."""
    named = [board for board in planned.sheet.fields.boards if board in network.boards]
    if not planned.paper.takes_slots or boards.keys().isdisjoint(named):
        return planned.where
    found = []
    for board in dict.fromkeys(named):
        placed = boards[board].placed_at.get(planned.key) if board in boards else None
        slots = placed.where if placed else NO_SLOTS if board in boards else ""
        found.append(" ".join(filter(None, (network.boards[board].name, slots))))
    place = own_wall(planned.sheet, network)
    return "、".join([*found, *([place.full_name] if place else [])])
