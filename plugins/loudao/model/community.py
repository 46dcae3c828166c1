"""A whole community, read and ready to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .batch import Batch
from .place import Network
from .problem import Marks
from .sheet import Sheet
from .work import Work


@dataclass(frozen=True)
class Community:
    """Everything that staff wrote, as values.

    `complete` is false when a manifest could not be read: what it held is unknown then,
    and nothing may be called missing.
    """

    network: Network
    places_marks: Marks
    sheets: tuple[Sheet, ...]
    batches: tuple[Batch, ...] = ()
    complete: bool = True
    places_known: bool = True
    """False when places.yml could not be read: then no place can be called unknown."""

    @property
    def name(self) -> str:
        return self.network.community.name

    def where(self, sheet: Sheet) -> str:
        """Where a sheet hangs, in names: its place, else its boards."""
        return self.names(sheet.fields.at, sheet.fields.boards)

    def names(self, at: str | None, board_ids: Sequence[str]) -> str:
        """The name of a place, else of boards; those that nobody knows are left out."""
        if at and at in self.network.places:
            return self.network.places[at].full_name
        boards = self.network.boards
        return "、".join(boards[b].name for b in board_ids if b in boards)

    def works(self) -> Iterator[tuple[Sheet, int, Work]]:
        """Every work with its sheet and its index in the manifest."""
        for sheet in self.sheets:
            for index, work in enumerate(sheet.fields.all_works):
                yield sheet, index, work
