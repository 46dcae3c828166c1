"""Boards are planned to scale: which slots a sheet takes, on which days, and what has no room."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loudao.compose.sizes import SIZE_MM, size_mm
from loudao.walls.packing import Packed, Piece, pack
from loudao.walls.slots import LEAST_GAP, Extent, Grid, lay_out, most_slots

DAY = timedelta(days=1)
FIRST = date(2026, 11, 1)


def board(slot: str, count: int, size: Extent | None = None) -> Grid:
    grid = lay_out(size_mm(slot), count, size)
    assert grid
    return grid


def piece(
    name: str,
    size: str = "A3",
    starts: int | None = None,
    ends: int | None = None,
    lying: bool = False,
) -> Piece:
    first, last = (None if n is None else FIRST + n * DAY for n in (starts, ends))
    return Piece(name, "poster", name, size, size_mm(size, lying), first, last)


def order(one: Piece) -> tuple[date, int, date, date, str]:
    """Who takes a slot first."""
    return one.first, one.turn, one.starts or date.min, one.last, one.what


def where(packed: Packed) -> dict[str, tuple[int, ...]]:
    return {one.piece.name: one.slots for one in packed.placed}


@pytest.mark.parametrize(
    ("slot", "count", "size", "columns", "rows", "stands"),
    [
        ("A2", 6, (2400, 1200), 3, 2, (420, 594)),
        ("A2", 2, (1200, 600), 2, 1, (420, 594)),
        ("A3", 4, (1800, 1200), 4, 1, (297, 420)),
        ("A3", 4, (1300, 1200), 2, 2, (297, 420)),
        ("A3", 3, (1800, 400), 3, 1, (420, 297)),
        ("A4", 5, (1200, 900), 5, 1, (210, 297)),
        ("A4", 5, (800, 900), 3, 2, (210, 297)),
        ("A3", 1, (310, 430), 1, 1, (297, 420)),
    ],
)
def test_slots_stand_upright_in_whole_rows_where_the_board_has_room_for_that(
    slot: str, count: int, size: Extent, columns: int, rows: int, stands: Extent
) -> None:
    grid = board(slot, count, size)
    assert (grid.columns, grid.rows, grid.slot) == (columns, rows, stands)


def test_slots_that_a_board_has_no_room_for_are_none_and_the_most_is_known() -> None:
    assert lay_out(size_mm("A2"), 6, (1200, 600)) is None
    assert most_slots(size_mm("A2"), (1200, 600)) == 2
    assert most_slots(size_mm("A2"), (400, 400)) == 0
    assert lay_out(size_mm("A3"), 1, (298, 421)) is None, "no room for a gap"


sides = st.integers(100, 4000).map(float)
papers = st.sampled_from(sorted(SIZE_MM))


@given(papers, st.integers(1, 99), st.one_of(st.none(), st.tuples(sides, sides)))
def test_slots_lie_on_the_board_apart_from_each_other(
    slot: str, count: int, size: Extent | None
) -> None:
    grid = lay_out(size_mm(slot), count, size)
    if grid is None or size:
        assert size and (grid is None) == (count > most_slots(size_mm(slot), size))
    if grid is None:
        return
    boxes = [grid.box(number) for number in grid.slots]
    for box in boxes:
        assert box.x >= LEAST_GAP - 1e-6 and box.x + box.wide <= grid.size[0] - LEAST_GAP + 1e-6
        assert box.y >= LEAST_GAP - 1e-6 and box.y + box.tall <= grid.size[1] - LEAST_GAP + 1e-6
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            beside = abs(one.x - other.x) >= one.wide + LEAST_GAP - 1e-6
            assert beside or abs(one.y - other.y) >= one.tall + LEAST_GAP - 1e-6


def test_a_larger_sheet_takes_the_least_rectangle_of_neighbours_that_covers_it() -> None:
    grid = board("A4", 8)
    assert (grid.columns, grid.rows) == (4, 2)
    assert grid.span(size_mm("A4")) == (1, 1)
    assert grid.span(size_mm("A5", lying=True)) == (1, 1), "210 mm wide: no wider than a slot"
    assert grid.span(size_mm("A4", lying=True)) == (2, 1)
    assert grid.span(size_mm("A3")) == (2, 2)
    packed = pack([piece("a", "A4", 0), piece("b", "A3", 1), piece("c", "A4", 2)], grid)
    assert where(packed) == {"a": (1,), "b": (2, 3, 6, 7), "c": (4,)}
    box = packed.box(packed.placed[1])
    assert (box.wide, box.tall) == (297, 420)
    assert box.x > grid.box(2).x and box.x + box.wide < grid.box(3).x + 210


def test_a_sheet_waits_for_no_slot_and_takes_one_the_day_after_the_last() -> None:
    grid = board("A3", 1)
    packed = pack([piece("a", starts=0, ends=4), piece("b", starts=4, ends=9),
                   piece("c", starts=5)], grid)  # fmt: skip
    assert where(packed) == {"a": (1,), "c": (1,)}
    [left] = packed.unplaced
    assert (left.piece.name, left.span, left.until) == ("b", (1, 1), FIRST + 4 * DAY)
    assert not left.too_large


def test_what_is_larger_than_the_board_says_so_and_what_never_ends_is_for_ever() -> None:
    grid = board("A3", 3)
    assert (grid.columns, grid.rows) == (3, 1)
    packed = pack([piece(name) for name in "abc"] + [piece("d", starts=3), piece("e", "A1")], grid)
    assert where(packed) == {"a": (1,), "b": (2,), "c": (3,)}
    large, late = packed.unplaced
    assert (large.piece.name, large.span, large.too_large, large.until) == ("e", (2, 2), True, None)
    assert (late.piece.name, late.too_large, late.until) == ("d", False, None)


def test_changes_between_two_days_come_day_by_day_and_make_room_first() -> None:
    grid = board("A3", 2)
    packed = pack([piece("a", starts=0, ends=2), piece("b", starts=1, ends=5),
                   piece("c", starts=3, ends=3)], grid)  # fmt: skip
    told = [(c.day - FIRST, c.doing, c.placed.piece.name, c.placed.where)
            for c in packed.changes(FIRST, FIRST + 4 * DAY)]  # fmt: skip
    assert told == [
        (DAY, "up", "b", "第2格"),
        (3 * DAY, "down", "a", "第1格"),
        (3 * DAY, "up", "c", "第1格"),
        (4 * DAY, "down", "c", "第1格"),
    ]
    assert packed.changes(FIRST, FIRST) == []


def test_what_was_printed_keeps_its_place_when_something_comes_that_should_have_hung_before() -> (
    None
):
    grid = board("A3", 3)
    hung = [piece(name, starts=n)._replace(since=FIRST + n * DAY) for n, name in enumerate("ab")]
    late = [piece("0"), piece("1", starts=0)]
    assert where(pack([*hung, *late], grid)) != {"a": (1,), "b": (2,), "1": (3,)}
    today = FIRST + 5 * DAY
    late = [one._replace(since=today) for one in late]
    packed = pack([*hung, *late], grid)
    assert where(packed) == {"a": (1,), "b": (2,), "0": (3,)}
    assert [one.piece.name for one in packed.on(FIRST + DAY)] == ["a", "b"]
    printed_too_late = piece("c", starts=0, ends=2)._replace(since=FIRST + 9 * DAY)
    assert printed_too_late.first == FIRST + 2 * DAY


# ---- any sheets on any board -----------------------------------------------------------

open_days = st.one_of(st.none(), st.integers(0, 30))


@st.composite
def stays(draw: st.DrawFn) -> list[Piece]:
    found = []
    for number in range(draw(st.integers(0, 24))):
        starts, ends = draw(open_days), draw(open_days)
        if starts is not None and ends is not None:
            starts, ends = min(starts, ends), max(starts, ends)
        size = draw(st.sampled_from(["A1", "A2", "A3", "A4"]))
        one = piece(f"n{number}", size, starts, ends, draw(st.booleans()))
        since, turn = draw(open_days), draw(st.integers(0, 2))
        day = None if since is None else FIRST + since * DAY
        found.append(one._replace(since=day, turn=turn))
    return found


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    size = draw(st.one_of(st.none(), st.tuples(sides, sides)))
    slot, count = size_mm(draw(st.sampled_from(["A2", "A3", "A4"]))), draw(st.integers(1, 12))
    return lay_out(slot, count, size) or board("A3", count)


days = [FIRST + n * DAY for n in range(-1, 33)]


@settings(max_examples=150, deadline=None)
@given(stays(), grids())
def test_no_two_sheets_share_a_slot_nothing_hangs_outside_and_each_has_one_answer(
    pieces: list[Piece], grid: Grid
) -> None:
    packed = pack(pieces, grid)
    assert sorted(packed.pieces) == sorted(pieces), "each is placed once or told"
    for one in packed.placed:
        assert set(one.slots) <= set(grid.slots)
        box = packed.box(one)
        assert box.x >= 0 and box.x + box.wide <= grid.size[0]
        assert box.y >= 0 and box.y + box.tall <= grid.size[1]
        first, last = grid.box(one.slots[0]), grid.box(one.slots[-1])
        assert box.wide <= last.x + last.wide - first.x + 1
        assert box.tall <= last.y + last.tall - first.y + 1
    for day in days:
        taken = [slot for one in packed.on(day) for slot in one.slots]
        assert len(taken) == len(set(taken))
        assert sorted([*taken, *packed.free(day)]) == list(grid.slots)
        hanging = [one.piece for one in packed.on(day)]
        hanging += [one.piece for one in packed.left_out(day)]
        assert sorted(hanging) == sorted(p for p in pieces if p.hangs(day))


@settings(max_examples=150, deadline=None)
@given(stays(), grids())
def test_what_has_no_room_fits_nowhere_for_its_whole_stay_beside_those_set_before(
    pieces: list[Piece], grid: Grid
) -> None:
    """A plain model: each day a wall of slots, each sheet the first block free on all its days."""
    span = range(-1, 32)
    wall: dict[int, set[int]] = {day: set() for day in span}
    expected: dict[str, tuple[int, ...] | None] = {}
    for one in sorted(pieces, key=order):
        own = [day for day in span if one.hangs(FIRST + day * DAY)]
        across, down = grid.span(one.extent)
        found = None
        for first in grid.slots:
            row, column = divmod(first - 1, grid.columns)
            if column + across > grid.columns:
                continue
            block = [(row + r) * grid.columns + column + c + 1
                     for r in range(down) for c in range(across)]  # fmt: skip
            if max(block) <= grid.count and all(not wall[d] & set(block) for d in own):
                found = tuple(block)
                break
        for day in own if found else ():
            wall[day] |= set(found or ())
        expected[one.name] = found
    packed = pack(pieces, grid)
    told = {**where(packed), **dict.fromkeys(one.piece.name for one in packed.unplaced)}
    assert told == expected


@settings(max_examples=100, deadline=None)
@given(stays(), grids(), st.randoms(use_true_random=False))
def test_the_order_in_which_sheets_were_written_makes_no_difference(
    pieces: list[Piece], grid: Grid, dice: random.Random
) -> None:
    shuffled = list(pieces)
    dice.shuffle(shuffled)
    assert pack(shuffled, grid) == pack(pieces, grid)


@settings(max_examples=100, deadline=None)
@given(stays(), grids(), st.integers(0, 31), st.integers(0, 31))
def test_changes_turn_the_board_of_one_day_into_that_of_the_other(
    pieces: list[Piece], grid: Grid, one: int, other: int
) -> None:
    after, until = (FIRST + n * DAY for n in sorted((one, other)))
    packed = pack(pieces, grid)
    hanging = {slot: p.piece for p in packed.on(after) for slot in p.slots}
    for change in packed.changes(after, until):
        for slot in change.placed.slots:
            if change.doing == "down":
                assert hanging.pop(slot) == change.placed.piece
            else:
                assert slot not in hanging, "what hung there came down before"
                hanging[slot] = change.placed.piece
    assert hanging == {slot: p.piece for p in packed.on(until) for slot in p.slots}


@settings(max_examples=100, deadline=None)
@given(stays(), grids())
def test_the_day_after_the_last_full_one_has_room(pieces: list[Piece], grid: Grid) -> None:
    packed = pack(pieces, grid)
    for left in packed.unplaced:
        if left.until is None:
            continue
        ordered = sorted(pieces, key=order)
        before = ordered[: ordered.index(left.piece)]
        assert left.piece.first <= left.until
        later = left.piece._replace(starts=left.until + DAY, ends=None, since=None, turn=9)
        assert later in [one.piece for one in pack([*before, later], grid).placed]
