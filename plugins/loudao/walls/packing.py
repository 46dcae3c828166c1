"""Which slots of a board each sheet takes: nothing moves while it hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple

from .slots import Box, Extent, Grid

_DAY = timedelta(days=1)


class Piece(NamedTuple):
    """A sheet that is to hang on a board."""

    what: str
    """What it hangs for, as the record has it."""
    paper: str
    name: str
    size: str
    """A3"""
    extent: Extent
    starts: date | None = None
    """As it is written; None where nobody wrote it."""
    ends: date | None = None
    """The last day that it hangs; None for no end."""
    since: date | None = None
    """It cannot have hung before: the day on which it was first printed, where that is known."""
    turn: int = 0
    """Of what comes on one day the first that was printed has its place first."""

    @property
    def key(self) -> tuple[str, str]:
        return self.what, self.paper

    @property
    def first(self) -> date:
        """The first day that it hangs; the first of all where nobody knows it."""
        return min(max(self.starts or date.min, self.since or date.min), self.last)

    @property
    def last(self) -> date:
        return self.ends or date.max

    def hangs(self, day: date) -> bool:
        return self.first <= day <= self.last


class Placed(NamedTuple):
    """A sheet and the slots that it takes for its whole stay."""

    piece: Piece
    slots: tuple[int, ...]

    @property
    def where(self) -> str:
        """第3格, 第1、2格."""
        return f"第{'、'.join(map(str, self.slots))}格"


class Unplaced(NamedTuple):
    """A sheet that has no place for its whole stay."""

    piece: Piece
    span: tuple[int, int]
    """How many slots side by side and one below the other it needs."""
    until: date | None
    """The last day on which all such slots are taken; None for ever, and where the board has none
    that large."""
    too_large: bool


Doing = Literal["down", "up"]
DOINGS: dict[Doing, str] = {"down": "取下", "up": "贴上"}


class Change(NamedTuple):
    """What somebody does on a day."""

    day: date
    doing: Doing
    placed: Placed


@dataclass(frozen=True)
class Packed:
    """A board, and what hangs where on any day."""

    grid: Grid
    placed: tuple[Placed, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def pieces(self) -> list[Piece]:
        return [*(one.piece for one in self.placed), *(one.piece for one in self.unplaced)]

    @cached_property
    def placed_at(self) -> Mapping[tuple[str, str], Placed]:
        """Where each sheet hangs that has a place, as the record knows it."""
        return {one.piece.key: one for one in self.placed}

    def renamed(self, rename: Callable[[str], str]) -> Packed:
        """The same with names that `rename` gives."""

        def called(piece: Piece) -> Piece:
            return piece._replace(name=rename(piece.name))

        placed = tuple(one._replace(piece=called(one.piece)) for one in self.placed)
        unplaced = tuple(one._replace(piece=called(one.piece)) for one in self.unplaced)
        return Packed(self.grid, placed, unplaced)

    def on(self, day: date) -> list[Placed]:
        """What hangs on a day, by slots."""
        return sorted((one for one in self.placed if one.piece.hangs(day)), key=_by_slot)

    def left_out(self, day: date) -> list[Unplaced]:
        """What should hang on a day and has no place."""
        return [one for one in self.unplaced if one.piece.hangs(day)]

    def free(self, day: date) -> list[int]:
        """The slots that are empty on a day."""
        taken = {slot for one in self.on(day) for slot in one.slots}
        return [slot for slot in self.grid.slots if slot not in taken]

    def taken(self, placed: Placed) -> Box:
        """The slots that a sheet takes."""
        return self.grid.cover(placed.slots)

    def box(self, placed: Placed) -> Box:
        return self.grid.place(placed.piece.extent, placed.slots)

    def changes(self, after: date, until: date) -> list[Change]:
        """What turns the board of the day `after` into that of `until`, day by day; what comes
        down first, since what is hung may need its slots."""
        return sorted(self._changes(after, until), key=lambda c: (c.day, c.doing, c.placed.slots))

    def _changes(self, after: date, until: date) -> Iterator[Change]:
        for one in self.placed:
            if after < one.piece.first <= until:
                yield Change(one.piece.first, "up", one)
            if after <= one.piece.last < until:
                yield Change(one.piece.last + _DAY, "down", one)


def _by_slot(placed: Placed) -> tuple[int, ...]:
    return placed.slots


def pack(pieces: Iterable[Piece], grid: Grid) -> Packed:
    """Each sheet by the day on which it is hung takes the first slots that are free for its whole
    stay. Of two that come on one day the first is what was printed first, then what should have
    come first, then what comes down first; the order in which they were written makes no
    difference.

    Whoever came before began before: slots that are free on its first day are free for ever.
    """
    taken: dict[int, date] = {}  # the last day of what took each slot
    placed: list[Placed] = []
    unplaced: list[Unplaced] = []
    for piece in sorted(pieces, key=_order):
        span = grid.span(piece.extent)
        blocks = list(grid.blocks(*span))
        found = next((block for block in blocks if _is_free(block, piece.first, taken)), None)
        if found:
            placed.append(Placed(piece, found))
            taken |= dict.fromkeys(found, piece.last)
        else:
            frees = min((max(taken.get(s, date.min) for s in b) for b in blocks), default=date.max)
            until = frees if frees < date.max else None
            unplaced.append(Unplaced(piece, span, until, not blocks))
    return Packed(grid, tuple(placed), tuple(unplaced))


def _order(piece: Piece) -> tuple[date, int, date, date, str, str]:
    return piece.first, piece.turn, piece.starts or date.min, piece.last, *piece.key


def _is_free(block: Sequence[int], day: date, taken: Mapping[int, date]) -> bool:
    return all(slot not in taken or taken[slot] < day for slot in block)
