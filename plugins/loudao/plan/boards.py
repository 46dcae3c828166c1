"""Boards 宣传栏 as they are planned: their slots to scale, and the prints that hang in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..compose.brief import Brief
from ..compose.sizes import SIZE_MM
from ..kinds.kind import Kinds
from ..model.place import BoardFields, Network
from ..model.sheet import Sheet
from ..walls.packing import Packed, Piece, pack
from ..walls.slots import Grid, lay_out, most_slots
from .prints import Print, plan_sheet


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


def piece_of(planned: Print) -> Piece:
    """What a board has to know of a print."""
    size = planned.composed.size + ("横" if planned.composed.lying else "")
    return Piece(
        planned.identity,
        planned.paper.name,
        planned.described,
        size,
        planned.extent,
        *planned.days,
    )


def pack_boards(prints: Iterable[Print], network: Network) -> dict[str, Packed]:
    """What hangs where on every board that has slots, by its id."""
    grids = grids_of(network)
    pieces: dict[str, list[Piece]] = {board: [] for board in grids}
    for planned in prints:
        if planned.paper.takes_slots:
            for board in set(planned.sheet.fields.boards) & set(grids):
                pieces[board].append(piece_of(planned))
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
