"""Pictures in justified rows: geometry."""

from __future__ import annotations

import random

import pytest

from loudao.compose.arrange import MOST_WORKS, arrange

SHAPES = {
    "one": [1.5],
    "one scroll": [25.0],
    "one hanging scroll": [0.05],
    "two": [0.5, 2.0],
    "demo": [2.98, 2.5, 0.54, 0.53, 0.71, 1.86, 1.89, 0.6],
    "three hundred": [random.Random(n).choice([0.5, 0.7, 1.0, 1.5, 2.0, 4.0]) for n in range(300)],
    "scrolls": [25.0, 12.0, 0.05, 1.0],
}


@pytest.mark.parametrize("aspects", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize(("width", "height"), [(212, 296), (257, 214), (400, 60)])
def test_cells_keep_aspect_stay_inside_and_apart(
    aspects: list[float], width: float, height: float
) -> None:
    cells = arrange(aspects, width, height, gap=8, caption=13.5)
    assert 1 <= len(cells) <= MOST_WORKS
    assert [cell.index for cell in cells] == list(range(len(cells)))
    for cell in cells:
        assert cell.width / cell.height == pytest.approx(aspects[cell.index], rel=0.05)
        assert cell.x >= -0.01
        assert cell.y >= -0.01
        assert cell.x + cell.width <= width + 0.01
        assert cell.y + cell.height + 13.5 <= height + 0.01
    for a in cells:
        for b in cells:
            apart_x = a.x + a.width <= b.x + 0.01 or b.x + b.width <= a.x + 0.01
            apart_y = a.y + a.height <= b.y + 0.01 or b.y + b.height <= a.y + 0.01
            assert a.index == b.index or apart_x or apart_y


def test_no_pictures_make_no_cells() -> None:
    assert arrange([], 212, 296, 8, 13.5) == []


def test_pictures_fill_a_fair_share_of_the_box() -> None:
    cells = arrange(SHAPES["demo"], 212, 296, 8, 13.5)
    assert len(cells) == 8
    assert sum(cell.width * cell.height for cell in cells) > 0.5 * 212 * 296
