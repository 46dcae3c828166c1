"""Signs of floors: what is above is told whole, as large as it is read on a landing."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.compose.pieces import New
from loudao.plan.made import Printed
from loudao.plan.prints import Print
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import largest, marks_of, text_of

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)


def tower(box: Sandbox, works: dict[int, int]) -> None:
    """A unit whose floors have as many works as `works` says."""
    places = box.root / "galleries/places.yml"
    text = places.read_text("utf-8")
    places.write_text(re.sub(r"floors: \d+", "floors: 40", text), "utf-8")
    lines = [
        f"  - {{id: w{floor}-{n}, title: 画{n}, text: 山, floor: {floor}}}\n"
        for floor, many in works.items()
        for n in range(many)
    ]
    box.gallery("画", "title: 画\nat: nonghang/3/2\nworks:\n" + "".join(lines))


def signs(box: Sandbox, **how: object) -> dict[int, Printed]:
    result = print_sheets(box.site(), TODAY, PrintOptions(("sign",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    return {int(done.print.sheet.id.rpartition("/")[2]): done for done in result.printed}


def told_above(printed: Printed) -> int:
    """How many floors a sign tells of, in rows of one, in ranges, and as 还有 N 层."""
    text = re.sub(r"\s", "", text_of(printed.pdf)).partition("往上走")[2]
    ranges = [int(b) - int(a) + 1 for a, b in re.findall(r"(\d+)–(\d+)层各", text)]
    ones = re.findall(r"(?<![–\d])\d+层\d+件", text)
    return sum(ranges) + len(ones) + sum(map(int, re.findall(r"还有(\d+)层", text)))


@pytest.mark.parametrize("seed", range(6))
def test_a_sign_tells_of_every_floor_above_that_has_works(seed: int, sandbox: Sandbox) -> None:
    dice = random.Random(seed)
    floors = sorted(dice.sample(range(1, 41), dice.choice([2, 6, 7, 13, 30, 40])))
    tower(sandbox, {floor: dice.choice([1, 1, 1, 2]) for floor in floors})
    for large in (False, True):
        done = signs(sandbox, size="A4", large=large)
        assert sorted(done) == floors
        for floor in dice.sample(floors, min(4, len(floors))):
            above = sum(other > floor for other in floors)
            assert told_above(done[floor]) == above, (floor, large)


def test_six_floors_are_told_one_by_one_in_24_points_and_larger_in_large_print(
    sandbox: Sandbox,
) -> None:
    tower(sandbox, dict.fromkeys(range(1, 7), 1))
    normal, large = signs(sandbox)[1], signs(sandbox, size="A4", large=True)[1]
    assert "6层" in re.sub(r"\s", "", text_of(normal.pdf))
    sizes = [
        next(it.size for it in marks_of(done.pdf) if it.text == "件") for done in (normal, large)
    ]
    assert sizes[0] >= 23.9 and sizes[1] >= 1.3 * sizes[0]
    assert largest(normal.pdf, "往") >= 27.9


def test_what_a_sign_tells_besides_makes_none_old_that_hangs(sandbox: Sandbox) -> None:
    tower(sandbox, dict.fromkeys(range(1, 12), 1))
    done = signs(sandbox)

    def keys(planned: Print) -> set[str]:
        return {key for key, value in planned.composed.says.items() if isinstance(value, New)}

    assert keys(done[1].print) == {"further"}
    assert [floor for floor in done if keys(done[floor].print)] == [1, 2, 3, 4, 5, 6]
    assert len(done[1].print.composed.says["onward"]) == 4


@pytest.mark.parametrize(("works", "least"), [(1, 48), (2, 36), (3, 30), (4, 27)])
def test_few_works_of_a_floor_are_larger_and_the_way_on_too(
    works: int, least: float, sandbox: Sandbox
) -> None:
    tower(sandbox, {1: works, 2: 1, 3: 1})
    marks = marks_of(signs(sandbox)[1].pdf)
    said = "".join(it.text for it in marks)
    assert marks[said.index("画0")].size >= least
    assert marks[said.index("2层") + 1].size >= 1.3 * 23.9


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("courtyard", ["长乐坊", "农行小区", "花园路北里小区"])
def test_a_place_breaks_after_its_courtyard_and_the_number_has_air(
    courtyard: str, style: str, sandbox: Sandbox
) -> None:
    places = sandbox.root / "galleries/places.yml"
    places.write_text(places.read_text("utf-8").replace("农行小区", courtyard), "utf-8")
    tower(sandbox, {1: 1})
    marks = marks_of(signs(sandbox, style=style)[1].pdf)
    text = "".join(it.text for it in marks)
    whole = marks[text.index(courtyard) : text.index(courtyard) + len(courtyard)]
    apart = max(it.bottom for it in whole) - min(it.bottom for it in whole)
    assert apart < whole[0].size * 0.3, "it breaks nowhere"
    building, unit = (marks[text.index(words)] for words in ("3号楼", "2单元"))
    assert (
        abs(building.bottom - unit.bottom) < unit.size * 0.3
        and building.bottom < whole[0].bottom - 5
    )
    number = next(it for it in marks if it.text == "1" and it.size > 100)
    floor = next(it for it in marks if it.text == "层")
    assert number.left >= 12 / 25.4 * 72 - 1 and floor.right <= (101 - 12) / 25.4 * 72 + 1
