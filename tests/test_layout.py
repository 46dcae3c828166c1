"""Where works hang on a poster: geometry, for every arrangement and all sorts of works."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations, pairwise

import pytest

from conftest import Rounds
from loudao.compose.arrange import ALWAYS, MOST_WORKS, Cell, Space, arrange
from loudao.compose.arrangements import ARRANGEMENTS, Arranged, Shape
from loudao.compose.axis import hang_on_axis

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
    if name in ("rows", "rail", "axis"):
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


def test_what_hangs_is_about_as_wide_as_the_rows_below_it() -> None:
    for narrow in (0.75, 0.78, 0.8):
        cells = hang("rail", [1.27, 1.6, narrow, 1.6, 1.6], "none", Space(208, 297, 10, 18)).cells
        hung = min(cell.x for cell in cells if cell.cord)
        below = min(cell.x for cell in cells if not cell.cord)
        assert abs(hung - below) <= 12


def rows_of(cells: list[Cell]) -> list[list[Cell]]:
    """Cells of one middle, from left to right."""
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(cells, key=lambda c: c.x):
        rows.setdefault(round(cell.y + cell.height / 2), []).append(cell)
    return list(rows.values())


@pytest.mark.parametrize("mat", [0.0, 5.0])
@pytest.mark.parametrize("width", [181.0, 248.0])
@pytest.mark.parametrize("shapes", SHAPES)
def test_rows_on_the_axis_are_as_wide_as_their_space_and_mats_stay_apart(
    shapes: str, width: float, mat: float
) -> None:
    space = Space(width, 236, 8, 15.5, mat=mat)
    cells = hang_on_axis(SHAPES[shapes], space)
    for row in rows_of(cells):
        left, right = row[0].x - mat, row[-1].x + row[-1].width + mat
        assert left + right == pytest.approx(width, abs=0.02)
        if len(row) % 2:
            middle = row[len(row) // 2]
            assert middle.x + middle.width / 2 == pytest.approx(width / 2, abs=0.02)
            assert len(row) == 1 or left == pytest.approx(0, abs=0.02)
        for a, b in pairwise(row):
            assert b.x - a.x - a.width >= 2 * mat + space.gap - 0.02


@pytest.mark.parametrize("width", [181.0, 253.0])
def test_what_is_alike_mirrors_its_pair_about_the_axis(width: float, rounds: Rounds) -> None:
    for seed in range(rounds(20, 400)):
        dice = random.Random(seed)
        aspects = [dice.choice([0.6, 1.0, 1.5]) * dice.uniform(0.9, 1.1)
                   for _ in range(dice.randint(2, 9))]  # fmt: skip
        for row in rows_of(hang_on_axis(aspects, Space(width, 220, 8, 15.5, mat=5))):
            for a, b in zip(row[: len(row) // 2], row[::-1], strict=False):
                one, other = aspects[a.index], aspects[b.index]
                if max(one, other) < 1.6 * min(one, other):
                    assert a.width == pytest.approx(b.width, abs=0.01)
                    assert a.x + b.x + b.width == pytest.approx(width, abs=0.02)


def test_of_five_photos_on_the_axis_none_is_left_out() -> None:
    for narrow in (0.65, 0.78, 0.9):
        cells = hang_on_axis([1.27, 1.6, narrow, 1.6, 1.5], Space(253, 222, 8, 15.5, mat=5))
        assert len(cells) == 5


def test_what_no_row_can_use_is_left_below_the_works_not_above() -> None:
    for hang_in_rows in (arrange, hang_on_axis):
        for aspect in (2.0, 3.0, 25.0):
            space = Space(248, 260, 9, 18)
            [cell] = hang_in_rows([aspect], space)
            assert cell.y < space.height - space.caption - cell.y - cell.height


@pytest.mark.parametrize("width", [181.0, 248.0])
def test_of_works_on_the_axis_one_is_large(width: float) -> None:
    for shapes in ([4, 2.5, 0.5, 0.5, 0.71, 1.92, 2, 0.75], [1.4, 1.5, 1.4, 1.4, 0.75], [1.5]):
        cells = hang_on_axis(shapes, Space(width, 240, 8, 15.5))
        assert max(cell.width for cell in cells) >= 0.45 * width


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
