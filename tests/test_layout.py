"""Where works hang on a poster: geometry, for every arrangement and all sorts of works."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, cast

import pytest

from conftest import Rounds
from loudao.compose.arrange import ALWAYS, MOST_WORKS, Cell, Shape, Space, arrange
from loudao.compose.arrangements import ARRANGEMENTS, Arranged
from loudao.compose.axis import hang_on_axis
from loudao.compose.memo import hang as remembered
from loudao.compose.slots import caption_tall
from loudao.compose.wall import hang_on_wall
from loudao.plan.memo import StoredMemo
from loudao.store import Store

SHAPES = {
    "one": [1.5],
    "one scroll": [25.0],
    "one hanging scroll": [0.05],
    "two": [0.5, 2.0],
    "two unlike": [25.0, 0.05],
    "demo": [2.98, 2.5, 0.54, 0.53, 0.71, 1.86, 1.89, 0.6],
    "three hundred": [random.Random(n).choice([0.5, 0.7, 1.0, 1.5, 2.0, 4.0]) for n in range(300)],
    "scrolls": [25.0, 12.0, 0.05, 1.0],
    "all upright": [0.5] * 8,
}
FLOORS: dict[str, Callable[[int], int | None]] = {
    "none": lambda n: None,
    "one": lambda n: 3,
    "six": lambda n: n % 6 + 1,
    "thirty-three": lambda n: n % 33 + 1,
    "some": lambda n: n % 4 or None,
}
SPACES = [Space(208, 300, 10, 18), Space(297, 384, 8, 18), Space(181, 200, 11, 22, 4, True)]


def hang(
    name: str, aspects: list[float], floors: str, space: Space, texts: bool = False
) -> Arranged:
    floor = FLOORS[floors]
    shapes = [Shape(aspect, floor(n), not texts) for n, aspect in enumerate(aspects)]
    return ARRANGEMENTS[name](shapes, space)


def check_cells(cells: list[Cell], aspects: list[float], space: Space) -> None:
    """Pictures keep their shape, stay in the space, and lie over no other."""
    hung = [cell for cell in cells if cell.role not in ("line", "detail")]
    for cell in hung:
        assert cell.width / cell.height == pytest.approx(aspects[cell.index], rel=0.05)
    for cell in cells:
        assert cell.width > 0 and cell.height > 0
        assert cell.x >= -0.01 and cell.x + cell.width + cell.beside <= space.width + 0.01
        assert cell.y >= -0.01 and cell.y + cell.height <= space.height + 0.01
    for a, b in combinations([c for c in cells if c.role != "line"], 2):
        apart_x = a.x + a.width <= b.x + 0.01 or b.x + b.width <= a.x + 0.01
        apart_y = a.y + a.height <= b.y + 0.01 or b.y + b.height <= a.y + 0.01
        assert apart_x or apart_y, (a, b)


@pytest.mark.parametrize("space", SPACES, ids=["tall", "wide", "large print"])
@pytest.mark.parametrize("floors", FLOORS)
@pytest.mark.parametrize("shapes", SHAPES)
@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_works_keep_their_shape_stay_inside_and_apart(
    name: str, shapes: str, floors: str, space: Space
) -> None:
    aspects = SHAPES[shapes]
    cells = list(hang(name, aspects, floors, space).cells)
    check_cells(cells, aspects, space)
    shown = {cell.index for cell in cells}
    assert shown
    if name in ("rows", "rail", "axis", "wall"):
        assert len(shown) >= min(len(aspects), ALWAYS, space.most)
        assert len(cells) <= space.most
    if name == "index" and len(aspects) <= 5 and not space.large:
        assert shown == set(range(len(aspects)))


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_works_of_any_shape_and_number_hang(name: str, rounds: Rounds) -> None:
    for seed in range(rounds(30, 600)):
        dice = random.Random(seed)
        aspects = [dice.choice([0.05, 0.3, 0.6, 1, 1.5, 3, 12, 25]) * dice.uniform(0.7, 1.4)
                   for _ in range(dice.randint(1, 14))]  # fmt: skip
        space = Space(dice.uniform(180, 297), dice.uniform(180, 390), 10, dice.choice([18.0, 22.0]))
        floors = dice.choice(list(FLOORS))
        cells = list(hang(name, aspects, floors, space, dice.random() < 0.2).cells)
        assert cells, seed
        check_cells(cells, aspects, space)


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_no_works_make_no_cells(name: str) -> None:
    assert list(hang(name, [], "none", SPACES[0]).cells) == []


def test_pictures_fill_a_fair_share_of_the_box() -> None:
    cells = arrange(SHAPES["demo"], Space(212, 296, 8, 13.5))
    assert len(cells) == 8 <= MOST_WORKS
    assert sum(cell.width * cell.height for cell in cells) > 0.5 * 212 * 296


def test_upright_works_hang_from_the_rail_at_unequal_heights() -> None:
    cells = hang("rail", SHAPES["demo"], "six", SPACES[0]).cells
    hung = [cell for cell in cells if cell.cord]
    assert {cell.index for cell in hung} <= {2, 3, 4, 7} and len(hung) >= 2
    assert all(a.cord != b.cord for a, b in pairwise(hung))
    assert all(cell.y == pytest.approx(cell.cord) for cell in hung)


@pytest.mark.parametrize("shapes", SHAPES)
def test_a_rail_reaches_over_all_works_and_little_farther(shapes: str) -> None:
    for space in SPACES:
        cells, drawn = hang("rail", SHAPES[shapes], "none", space)
        left, long = drawn["rail"]
        over = min(cell.x for cell in cells) - left
        beyond = left + long - max(cell.x + cell.width for cell in cells)
        assert -0.02 <= over <= 8.02 and -0.02 <= beyond <= 8.02
        assert left >= 0 and left + long <= space.width + 0.01


def test_rows_below_a_rail_are_as_wide_as_it_where_works_need_not_stand_far_apart(
    rounds: Rounds,
) -> None:
    alike = []
    for seed in range(rounds(40, 400)):
        aspects = [shape.aspect for shape in thrown(seed)]
        cells = hang("rail", aspects, "none", SPACES[0]).cells
        rows: dict[float, list[Cell]] = {}
        for cell in cells:
            rows.setdefault(-1.0 if cell.cord else round(cell.y, 1), []).append(cell)
        ends = []
        for row in rows.values():
            row.sort(key=lambda cell: cell.x)
            assert all(a.x + a.slot <= b.x + 0.01 for a, b in pairwise(row)), seed
            if len(row) > 1:
                ends.append(row[-1].x + row[-1].width)
        alike.append(not ends or max(ends) - min(ends) < 0.1)
    assert sum(alike) > 0.8 * len(alike)


def test_what_hangs_is_about_as_wide_as_the_rows_below_it() -> None:
    for narrow in (0.75, 0.78, 0.8):
        cells = hang("rail", [1.27, 1.6, narrow, 1.6, 1.6], "none", Space(208, 297, 10, 18)).cells
        hung = min(cell.x for cell in cells if cell.cord)
        below = min(cell.x for cell in cells if not cell.cord)
        assert abs(hung - below) <= 12


@pytest.mark.parametrize("lying", [1.35, 1.5, 1.7])
@pytest.mark.parametrize("upright", [0.6, 0.75, 0.85])
def test_three_below_a_rail_are_one_block_and_no_work_stands_alone_beside_a_hole(
    lying: float, upright: float
) -> None:
    cells, drawn = hang("rail", [1.3, lying, lying, lying, upright], "none", SPACES[0])
    assert not any(cell.beside for cell in cells)
    large, first, second = sorted((c for c in cells if not c.cord), key=lambda cell: cell.index)
    assert first.x == second.x == pytest.approx(large.x + large.width + SPACES[0].gap)
    assert second.y >= first.y + first.height + SPACES[0].caption, "room for a caption between"
    assert second.y + second.height == pytest.approx(large.y + large.height)
    assert drawn["rail"][1] > 200, "as wide as the poster lets it be"
    assert min(cell.height for cell in cells) > 38


def test_nothing_hangs_close_to_the_rail(rounds: Rounds) -> None:
    for seed in range(rounds(40, 400)):
        cells = hang("rail", [shape.aspect for shape in thrown(seed)], "none", SPACES[0]).cells
        assert min(cell.cord for cell in cells if cell.cord) >= 12


@pytest.mark.parametrize(("floors", "before"), [("none", 9), ("one", 29), ("six", 29)])
def test_only_the_number_of_a_floor_has_room_before_the_works_of_a_step(
    floors: str, before: float, rounds: Rounds
) -> None:
    for seed in range(rounds(20, 200)):
        aspects = [shape.aspect for shape in thrown(seed)]
        cells, drawn = hang("stairs", aspects, floors, SPACES[1])
        steps = drawn["steps"]
        assert floors != "none" or all(step["floor"] is None for step in steps)
        for step in steps if len(steps) > 1 else []:
            on = [c.x for c in cells if step["y"] <= c.y < step["y"] + step["height"]]
            # without a number they may stand in the middle of their step
            ends = [
                c.x + max(c.slot, c.width)
                for c in cells
                if step["y"] <= c.y < step["y"] + step["height"]
            ]
            room = SPACES[1].width - max(ends, default=0) - before if floors == "none" else 0
            left = min(on, default=0) - step["x"] - before
            assert (
                not on
                or left == pytest.approx(0, abs=0.02)
                or left == pytest.approx(room, abs=0.03)
            )


@pytest.mark.parametrize("upright", [0.5, 0.66, 0.8])
@pytest.mark.parametrize("number", [1, 2])
def test_a_lonely_work_on_a_high_step_has_its_caption_beside_it_and_no_hole(
    number: int, upright: float
) -> None:
    """A step that it cannot fill is lower, and what is written has its room below the caption."""
    aspects = [1.0, 1.0, 1.45]
    aspects.insert(number + 1, upright)
    floors = [1, 1, 2, 3]
    shapes = [Shape(aspect, floor) for aspect, floor in zip(aspects, floors, strict=True)]
    cells, drawn = ARRANGEMENTS["stairs"](shapes, SPACES[1])
    for step in drawn["steps"][1:]:
        [on] = [c for c in cells if step["y"] <= c.y < step["y"] + step["height"]]
        right = on.x + max(on.slot, on.width + on.beside)
        if on.beside:
            assert step["height"] < SPACES[1].height / 3
        assert SPACES[1].width - 9 - right < 60


def shapes_of(*aspects: float) -> list[Shape]:
    return [Shape(aspect) for aspect in aspects]


def thrown(seed: int, most: int = 12) -> list[Shape]:
    """Works as people bring them: most of usual shapes, a few scrolls, titles short and long."""
    dice = random.Random(seed)
    usual = [0.5, 0.67, 0.75, 1.0, 1.33, 1.5, 1.5, 1.78, 3.0]
    return [
        Shape(
            dice.choice(usual) * dice.uniform(0.92, 1.08),
            is_picture=dice.random() < 0.9,
            title=dice.choice([2.0, 4.0, 7.0, 15.0, 40.0]),
        )
        for _ in range(dice.randint(1, most))
    ]


def taken(cell: Cell, mat: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a work with its frame, its mat and its caption."""
    across, down = cell.across + mat, cell.down + mat
    return (
        min(cell.x - across, cell.x),
        cell.y - down,
        cell.x + cell.width + across,
        cell.y + cell.height + down + cell.below,
    )


@pytest.mark.parametrize("name", ["axis", "wall"])
def test_frames_and_captions_have_their_own_room_within_the_space(
    name: str, rounds: Rounds
) -> None:
    for seed in range(rounds(40, 600)):
        dice = random.Random(seed)
        mat = dice.choice([0.0, 3.6, 5.0])
        large = dice.random() < 0.3
        wide, tall = dice.uniform(181, 260), dice.uniform(180, 285)
        space = Space(wide, tall, 7, 22 if large else 18, 4 if large else 9, large, mat=mat)
        cells = ARRANGEMENTS[name](thrown(seed), space).cells
        assert cells
        for cell in cells:
            left, top, right, bottom = taken(cell, mat)
            assert left >= -0.01 and top >= -0.01, seed
            assert right <= wide + 0.01 and bottom <= tall + 0.01, seed
        for one, other in combinations([taken(cell, mat) for cell in cells], 2):
            apart_x = one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
            apart_y = one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01
            assert apart_x or apart_y, seed


@pytest.mark.parametrize("name, joined", [("axis", False), ("wall", True)])
def test_a_caption_is_in_nobodys_way(name: str, joined: bool, rounds: Rounds) -> None:
    for seed in range(rounds(40, 600)):
        space = Space(248, 205, 7, 18, joined=joined)
        words = []
        for cell in ARRANGEMENTS[name](thrown(seed), space).cells:
            left = cell.x if joined else cell.x + (cell.width - cell.slot) / 2
            top = cell.y + cell.height + cell.down
            assert left >= -0.01 and left + cell.slot <= space.width + 0.01
            words.append((left, top, left + cell.slot, top + cell.below))
        for one, other in combinations(words, 2):
            level = one[1] < other[3] - 0.01 and other[1] < one[3] - 0.01
            assert not level or one[2] < other[0] or other[2] < one[0], seed


def test_what_is_alike_mirrors_its_pair_about_the_axis(rounds: Rounds) -> None:
    for seed in range(rounds(20, 400)):
        dice = random.Random(seed)
        width, usual = dice.choice([181.0, 259.0]), dice.choice([0.6, 1.0, 1.5])
        aspects = [usual * dice.uniform(0.9, 1.1) for _ in range(dice.randint(1, 9))]
        cells = hang_on_axis(shapes_of(*aspects), Space(width, 222, 7, 15.5, mat=3.6))
        frames = [taken(cell, 3.6)[:3] for cell in cells]
        for _, top, right in frames:
            mirrored = [max(abs(at - width + right), abs(high - top)) for at, high, _ in frames]
            assert min(mirrored) < 0.02, seed


@pytest.mark.parametrize("name, least", [("wall", 0.5), ("axis", 0.33)])
def test_works_cover_a_fair_share_of_their_space(name: str, least: float) -> None:
    mat = 3.6 if name == "axis" else 0.0
    space = Space(253, 215, 7, 18 - mat / 2, mat=mat, joined=name == "wall")
    shares = []
    for seed in range(40):
        many = [shape for n in range(9) for shape in thrown(100 * seed + n)]
        shapes = [shape._replace(title=4.0) for shape in many[:9]]
        cells = ARRANGEMENTS[name](shapes, space).cells
        shares.append(sum(cell.width * cell.height for cell in cells) / space.width / space.height)
        assert len(cells) >= 6, "of many works no sheet shows a few"
    assert min(shares) > least * 0.7 and sum(shares) / len(shares) > least


@pytest.mark.parametrize("name", ["axis", "wall"])
def test_so_few_works_are_all_shown(name: str, rounds: Rounds) -> None:
    for seed in range(rounds(30, 300)):
        shapes = thrown(seed, most=6)
        cells = ARRANGEMENTS[name](shapes, Space(248, 205, 7, 18, joined=True)).cells
        assert [cell.index for cell in cells] == list(range(len(shapes)))


def test_on_a_wall_the_chief_work_is_above_and_the_others_compare() -> None:
    for seed in range(30):
        dice = random.Random(seed)
        aspects = [dice.choice([0.67, 0.75, 1.33, 1.5, 1.78]) for _ in range(dice.randint(5, 8))]
        cells, _ = hang_on_wall(shapes_of(*aspects), Space(248, 205, 7, 18, joined=True))
        sizes = sorted((cell.width * cell.height) ** 0.5 for cell in cells)
        chief = max(cells, key=lambda cell: cell.width * cell.height)
        assert sizes[-1] >= 1.15 * sizes[-2], (seed, aspects)
        assert sizes[-2] <= 2.5 * sizes[0], (seed, aspects)
        assert chief.y <= min(cell.y for cell in cells) + 1, (seed, aspects)


def test_prose_has_a_card_on_which_it_can_be_read(rounds: Rounds) -> None:
    for seed in range(rounds(20, 200)):
        dice = random.Random(seed)
        shapes = shapes_of(
            *(dice.choice([0.6, 0.75, 1.33, 1.5]) for _ in range(dice.randint(2, 4)))
        )
        prose = dice.randint(60, 260)
        shapes.insert(dice.randint(0, 2), Shape(1.3, 2, False, prose=prose))
        cells, _ = hang_on_wall(shapes, Space(248, 207, 7, 18, joined=True))
        [card] = [cell for cell in cells if shapes[cell.index].prose]
        largest = max(cell.width * cell.height for cell in cells)
        assert card.width * card.height >= min(17 * prose, 5000), (seed, card)
        assert card.width >= 45 and largest > card.width * card.height, (seed, card)


def test_few_works_leave_no_bare_band_of_a_wall(rounds: Rounds) -> None:
    bare = []
    for seed in range(rounds(40, 300)):
        dice = random.Random(seed)
        aspects = [dice.choice([0.67, 0.75, 1.0, 1.33, 1.5]) for _ in range(dice.randint(4, 8))]
        cells, _ = hang_on_wall(shapes_of(*aspects), Space(248, 205, 7, 18, joined=True))
        tops = sorted((cell.y, cell.y + cell.height + cell.below) for cell in cells)
        end, band = 0.0, 0.0
        for top, bottom in [*tops, (205.0, 205.0)]:
            band, end = max(band, top - end), max(end, bottom)
        bare.append(band)
    assert max(bare) < 26 and sum(bare) / len(bare) < 9


def test_a_code_among_the_works_has_its_corner_for_itself(rounds: Rounds) -> None:
    for seed in range(rounds(30, 400)):
        code = (72.0, 97.0)
        space = Space(248, 283, 7, 18, joined=True, corner=code)
        cells, corner = hang_on_wall(thrown(seed), space)
        assert corner, seed
        left, top = corner[0] - code[0], corner[1]
        assert left >= 0 and corner[0] <= 248.01 and top + code[1] <= 283.01
        for cell in cells:
            _, above, right, bottom = taken(cell, 0)
            right = max(right, cell.x + cell.slot)
            assert right <= left or bottom <= top or above >= top + code[1], seed


def test_a_long_title_has_lines_rather_than_small_letters() -> None:
    space = Space(248, 205, 7, 18, joined=True)
    talls = [caption_tall(Shape(0.5, title=title), 50, space) for title in (2, 5, 12, 40)]
    assert talls[0] < talls[1] < talls[2] < talls[3]
    assert caption_tall(Shape(0.5, title=12), 200, space) == talls[0], "one line where it has room"


@pytest.mark.parametrize("name", ["axis", "wall"])
def test_captions_of_few_works_are_larger(name: str) -> None:
    grown = [
        ARRANGEMENTS[name](shapes_of(*[1.5] * count), Space(248, 205, 7, 18)).cells[0].grown
        for count in (1, 2, 3, 8)
    ]
    assert grown == sorted(grown, reverse=True) and grown[0] > 1.4 and grown[-1] == 1


def test_what_no_row_can_use_is_left_below_the_works_not_above() -> None:
    for name in ("rows", "axis", "wall"):
        for aspect in (2.0, 3.0, 25.0):
            space = Space(248, 260, 9, 18)
            [cell] = hang(name, [aspect], "none", space).cells
            assert cell.y < space.height - space.caption - cell.y - cell.height


def test_each_floor_is_a_step_and_works_stand_on_their_own() -> None:
    space = SPACES[1]
    aspects = SHAPES["demo"]
    cells, drawn = hang("stairs", aspects, "six", space)
    steps = drawn["steps"]
    assert [step["floor"] for step in steps] == [1, 2, 3, 4, 5, 6]
    assert [step["x"] for step in steps] == sorted(step["x"] for step in steps)
    assert [step["y"] for step in steps] == sorted((s["y"] for s in steps), reverse=True)
    for cell in cells:
        [step] = [s for s in steps if s["y"] <= cell.y < s["y"] + s["height"]]
        assert step["floor"] == cell.index % 6 + 1
        assert cell.x > step["x"]


def test_of_many_floors_the_ends_and_some_between_have_a_step() -> None:
    drawn = hang("stairs", [1.5] * 33, "thirty-three", SPACES[1]).drawn
    floors = [step["floor"] for step in drawn["steps"]]
    assert len(floors) == 6 and floors[0] == 1 and floors[-1] == 33


def test_one_work_is_shown_across_and_all_are_listed() -> None:
    cells = hang("index", SHAPES["demo"], "six", SPACES[1]).cells
    assert [cell.role for cell in cells] == ["detail", *["line"] * 8]
    assert cells[0].index == 6, "the shape that fills the sheet best"
    [whole, _] = hang("index", [0.5], "one", SPACES[1]).cells
    assert whole.role == "whole", "a work alone is not cropped"
    [text, *_] = hang("index", [0.9, 0.8], "six", SPACES[1], texts=True).cells
    assert text.role == "whole" and text.index == 0


@pytest.mark.parametrize("intro", [True, False])
@pytest.mark.parametrize("large", [True, False])
@pytest.mark.parametrize("count", range(1, 31))
def test_a_list_ends_where_the_sheet_does_and_says_what_it_leaves_out(
    count: int, large: bool, intro: bool
) -> None:
    space = Space(297, 300, 0, 18, large=large, intro=intro)
    cells, drawn = hang("index", [1.5] * count, "six", space)
    shown = sum(cell.role == "line" for cell in cells)
    end = drawn["below"] + drawn["row"] * (shown + (shown < count))
    assert end <= space.height + 0.1 + 0.01 * count
    if count >= 4:
        assert end >= space.height - 1, "no bare band below the list"


def test_a_detail_is_no_higher_than_its_picture_across_the_sheet() -> None:
    for aspect in (1.2, 2.0, 2.6, 4.0):
        cells = hang("index", [aspect, aspect], "six", Space(297, 300, 0, 18, intro=False)).cells
        assert cells[0].height <= max(105, 297 / aspect) + 0.01


def test_one_work_on_a_step_stands_nearer_to_the_number_than_to_the_end() -> None:
    for aspect in (0.2, 0.4, 0.6, 0.75):
        [cell] = hang("stairs", [aspect], "one", SPACES[1]).cells
        assert cell.x - 25 < 297 - 9 - cell.x - cell.slot


@pytest.mark.parametrize("floors", FLOORS)
def test_on_a_staircase_only_upright_works_of_low_steps_have_captions_beside_them(
    floors: str, rounds: Rounds
) -> None:
    for seed in range(rounds(40, 400)):
        aspects = [shape.aspect for shape in thrown(seed)]
        cells, drawn = hang("stairs", aspects, floors, SPACES[1])
        for step in drawn["steps"]:
            on = [c for c in cells if step["y"] <= c.y < step["y"] + step["height"]]
            assert len({cell.beside > 0 for cell in on}) <= 1, "alike on one step"
            if on and on[0].beside:
                low = step["height"] < 90 and all(cell.width <= cell.height for cell in on)
                alone = len(on) == 1 and on[0].beside >= 60
                assert low or alone, "or a work alone where there is room for it"


@pytest.mark.parametrize("floors", FLOORS)
def test_what_a_step_leaves_free_is_nobodys(floors: str, rounds: Rounds) -> None:
    found = 0
    for seed in range(rounds(40, 400)):
        aspects = [shape.aspect for shape in thrown(seed)]
        cells, drawn = hang("stairs", aspects, floors, SPACES[1])
        if drawn["free"] is None:
            continue
        found += 1
        x, y, wide, tall = drawn["free"]
        [step] = [s for s in drawn["steps"] if s["y"] <= y and y + tall <= s["y"] + s["height"]]
        assert x > step["x"] and x + wide <= 297 - 9 and wide >= 56 and tall >= 36
        for cell in cells:
            if step["y"] <= cell.y < step["y"] + step["height"]:
                # or it is below a caption that stands there
                above = y - cell.y > 25.9 and cell.beside >= 60
                ends = cell.width if above else max(cell.slot, cell.width + cell.beside)
                assert cell.x + ends < x
    assert found > 3


def test_where_works_fill_lower_steps_the_title_has_the_rest(rounds: Rounds) -> None:
    for seed in range(rounds(40, 400)):
        aspects = [shape.aspect for shape in thrown(seed)]
        for floors in ("six", "none", "thirty-three"):
            steps = hang("stairs", aspects, floors, SPACES[1]).drawn["steps"]
            climb = sum(step["height"] for step in steps)
            assert steps[-1]["y"] == pytest.approx(384 - climb, abs=0.1) and climb <= 384.1
            usual = climb / len(steps)
            assert all(0.5 * usual < step["height"] < 1.6 * usual for step in steps)


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_what_was_hung_before_hangs_again_without_being_worked_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spaces = [Space(248, 205, 7, 18, joined=True), Space(248, 240, 7, 18, corner=(56, 81))]
    shown = [(thrown(seed), space) for seed in range(6) for space in spaces]
    first = [remembered(name, *it, StoredMemo(Store(tmp_path))) for it in shown]
    plainly = [ARRANGEMENTS[name](*it) for it in shown]
    assert [it.cells for it in first] == [list(it.cells) for it in plainly]
    assert [it.drawn for it in first] == json.loads(json.dumps([it.drawn for it in plainly]))

    def again(*_: object) -> Arranged:
        raise AssertionError("worked out again")

    monkeypatch.setitem(cast("dict[str, Any]", ARRANGEMENTS), name, again)
    memo = StoredMemo(Store(tmp_path))
    assert [remembered(name, *it, memo) for it in shown] == first
    with pytest.raises(AssertionError, match="worked out again"):
        remembered(name, *shown[0], None)


def test_rules_of_before_count_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memo = StoredMemo(Store(tmp_path))
    before = remembered("rows", thrown(1), SPACES[0], memo)
    monkeypatch.setattr("loudao.compose.memo._rules", lambda: "other rules")
    monkeypatch.setitem(cast("dict[str, Any]", ARRANGEMENTS), "rows", lambda *_: Arranged([], {}))
    assert before.cells
    assert remembered("rows", thrown(1), SPACES[0], memo).cells == []
