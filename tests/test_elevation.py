"""How works hang on a wall: in one row, alike apart, at the height of eyes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loudao.compose.draughting import Named, Room, draw_wall
from loudao.compose.elevation import (
    BESIDE,
    Elevation,
    bottom_of,
    elevate,
    fitting,
    least_gap,
    least_width,
    stretches,
)
from loudao.compose.hung_size import hung_size
from loudao.compose.labels import label_layout
from loudao.compose.sizes import SIZE_MM, Size, size_mm
from loudao.model.mounting import mounting_of
from loudao.model.work import Work

HAIR = 1e-6
SIDES = st.floats(20, 20_000)
SIZES = st.lists(st.tuples(SIDES, st.floats(20, 6_000)), min_size=1, max_size=40)
WALLS = st.none() | st.floats(300, 100_000)
GAPS = st.sampled_from([150.0, 180.0, 200.0])


@given(SIZES, GAPS, WALLS)
def test_no_work_touches_another_and_all_are_within_the_wall(
    sizes: list[tuple[float, float]], gap: float, wall: float | None
) -> None:
    whole = elevate(sizes, gap, wall)
    assert [spot.nth for spot in whole.spots] == list(range(len(sizes)))
    assert [(spot.width, spot.height) for spot in whole.spots] == sizes
    assert whole.gap >= gap - HAIR
    left, right = whole.spots[0].x, whole.width - whole.spots[-1].right
    assert left == pytest.approx(right, abs=1e-3)
    assert left >= whole.gap - 1e-3, "the last label has room too"
    for one, other in pairwise(whole.spots):
        assert other.x - one.right == pytest.approx(whole.gap, abs=1e-3)
    needed = least_width([width for width, _ in sizes], gap)
    assert whole.width == max(needed, wall or 0)
    assert whole.gap <= max(gap, 600)


@given(st.floats(20, 6_000))
def test_the_middle_is_at_the_eyes_unless_a_work_is_large(height: float) -> None:
    bottom = bottom_of(height)
    if height <= 1600:
        assert bottom + height / 2 == pytest.approx(1500)
    elif height <= 1700:
        assert bottom + height == pytest.approx(2300)
        assert bottom >= 600 - HAIR
    elif height <= 2200:
        assert bottom + height == pytest.approx(2300)
    else:
        assert bottom == 100


@given(SIZES, GAPS, st.floats(300, 100_000))
def test_as_many_as_are_said_to_fit_do_and_no_more(
    sizes: list[tuple[float, float]], gap: float, wall: float
) -> None:
    widths = [width for width, _ in sizes]
    room = fitting(widths, gap, wall)
    if room:
        assert elevate(sizes[:room], gap, wall).width == wall
    if room < len(sizes):
        assert elevate(sizes[: room + 1], gap, wall).width > wall or not room


@given(SIZES, GAPS, WALLS, st.floats(1_000, 30_000))
def test_parts_of_a_wall_are_the_whole_and_part_no_label_from_its_work(
    sizes: list[tuple[float, float]], gap: float, wall: float | None, longest: float
) -> None:
    whole = elevate(sizes, gap, wall)
    parts = stretches(whole, longest)
    assert [spot for part in parts for spot in part.spots] == list(whole.spots)
    assert (parts[0].start, parts[-1].end) == (0, whole.width)
    assert all(one.end == other.start for one, other in pairwise(parts))
    for part in parts:
        assert part.start <= part.spots[0].x
        assert part.end - part.spots[-1].right >= whole.gap - BESIDE - 1e-3
        assert len(part.spots) == 1 or part.end - part.start <= longest + HAIR


@given(SIZES, WALLS, st.sampled_from(sorted(SIZE_MM)))
def test_a_drawing_stays_on_its_paper_and_a_label_beside_its_work(
    sizes: list[tuple[float, float]], wall: float | None, size: Size
) -> None:
    label = label_layout(len(sizes))[0]
    room = Room(size, *size_mm(size, lying=True), label.wide, label.tall)
    whole: Elevation = elevate(sizes, least_gap(label.wide), wall)
    named = [Named(n + 1, "画", guessed=False) for n in range(len(sizes))]
    drawn = draw_wall(whole, named, wall, room)
    for part in drawn["parts"]:
        assert part["wide"] <= room.across + 0.01
        for spot, after in pairwise([*part["spots"], None]):
            x, _, wide, _ = spot["label"]
            assert x >= spot["x"] + spot["w"]
            end = after["x"] if after else part["wide"]
            assert x + wide <= end + 0.01
    assert sum(len(part["spots"]) for part in drawn["parts"]) == len(sizes)


MEASURED = [
    ({"size": "68x136cm"}, "68×136 厘米"),
    ({"size": "68x136cm", "mount": "裸纸"}, "68×136 厘米"),
    ({"size": "68x136cm", "mount": "KT 板"}, "68×136 厘米"),
    ({"size": "68x136cm", "mount": "有机玻璃盒"}, "68×136 厘米"),
    ({"size": "68x68cm", "mount": "镜框"}, "80×80 厘米（估）"),
    ({"size": "68x68cm", "mount": "镜框", "frame": "83.5x84cm"}, "83.5×84 厘米"),
    ({"size": "60x40cm", "form": "镜匾"}, "66×46 厘米（估）"),
    ({"size": "68x136cm", "mount": "立轴"}, "80×196 厘米（估）"),
    ({"size": "20x30cm", "mount": "挂轴"}, "32×44 厘米（估）"),
    ({"size": "136x34cm", "mount": "横披"}, "156×46 厘米（估）"),
    ({}, "30×42 厘米（估）"),
]


@pytest.mark.parametrize(("fields", "told"), MEASURED)
def test_what_nobody_measured_is_said_to_be_guessed(fields: dict[str, str], told: str) -> None:
    assert (
        str(hung_size(Work.model_validate({"title": "甲", "text": "诗", **fields}), None)) == told
    )


@pytest.mark.parametrize(
    ("aspect", "told"),
    [(1.5, "90×60 厘米（估）"), (1 / 20, "7×136 厘米（估）"), (25.0, "180×7 厘米（估）")],
)
def test_a_photo_gives_a_work_its_shape(aspect: float, told: str) -> None:
    assert str(hung_size(Work(title="甲", photo="甲.jpg"), aspect)) == told


def test_what_lies_or_stands_hangs_on_no_wall() -> None:
    words = ("手卷", "长卷", "册页", "立体", "摆件", "镜框", "没听说过", "")
    assert [word for word in words if not mounting_of(word).hangs] == list(words[:5])
