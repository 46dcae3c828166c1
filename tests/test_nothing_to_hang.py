"""Nothing is printed of a gallery whose authors agree to nothing, and what hangs comes down."""

from __future__ import annotations

import json
from datetime import date

import pytest

from conftest import TODAY, Sandbox, load, pages_of
from loudao.plan.plan import with_prints
from test_walls import run

UNIT = "农行小区 3号楼 2单元"
HEAD = "title: 春\nat: nonghang/3/2\n"
WORKS = (
    "works:\n"
    "  - {photo: a.jpg, title: 甲, artist: 张三丰, floor: 1, alt: 画}\n"
    "  - {title: 乙, artist: 李四, floor: 2, text: 春眠不觉晓}\n"
)
LATER = date(2026, 12, 5)
REFUSED = (
    "galleries/春/gallery.yml:5:3: 提醒：没有一件作品同意挂出来，不印海报和展签。"
    "已经贴了的要取下：loudao walls 说在哪里；不展了就删掉这份清单"
)


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.photo("galleries/春/a.jpg", (900, 600))
    sandbox.gallery("春", f"{HEAD}consent: yes\n{WORKS}")
    return sandbox.with_address()


def tasks_of(box: Sandbox) -> list[tuple[str, ...]]:
    found = json.loads(run(box, "walls", "--format", "json", day=LATER).stdout)
    own = [task for task in found if task["what"] == "gallery:春"]
    return sorted((t["wall"], t["action"], t["name"], t["why"]) for t in own)


def printed_of(box: Sandbox) -> set[str]:
    prints = with_prints(load(box.site(), LATER)).prints
    return {p.paper.label for p in prints if p.identity == "gallery:春"}


@pytest.mark.parametrize(
    "consent",
    [
        "consent: no",
        "consent: {by: 居委会, on: 2026-11-01, until: 2026-12-01}",
        "consent: {by: 居委会, on: 2026-11-01, for: 网站}",
    ],
)
def test_where_nobody_agrees_no_poster_is_planned_and_what_hangs_comes_down(
    consent: str, box: Sandbox
) -> None:
    run(box, "print", "春")
    run(box, "walls", "--up", "春")
    box.gallery("春", f"{HEAD}{consent}\n{WORKS}")
    assert not printed_of(box) & {"海报", "展签"}
    why = "11月21日印的，没有一件作品同意挂出来"
    assert tasks_of(box) == [
        (UNIT, "down", "春（展签）", why),
        (UNIT, "down", "春（海报）", why),
    ]
    assert REFUSED in [str(problem) for problem in load(box.site(), LATER).problems]
    said = run(box, "print", "poster", day=LATER)
    assert said.exit_code == 1 and "没有符合“poster”的东西可印" in said.output
    assert pages_of(box.build(LATER))["galleries/春/"], "its code opens a page all the same"
    run(box, "walls", "--down", "春", day=LATER)
    assert tasks_of(box) == []


def test_a_gallery_that_has_no_works_yet_is_announced(box: Sandbox) -> None:
    box.gallery("春", f"{HEAD}consent: yes\nworks: []\n")
    assert "海报" in printed_of(box)


@pytest.mark.parametrize("left", [0, 1])
def test_one_work_that_is_agreed_to_keeps_its_poster(left: int, box: Sandbox) -> None:
    run(box, "print", "poster", day=TODAY)
    run(box, "walls", "--up", "春")
    works = WORKS.splitlines()
    works[2 - left] = works[2 - left].replace("artist", "consent: no, artist")
    box.gallery("春", f"{HEAD}consent: yes\n" + "\n".join(works) + "\n")
    assert "海报" in printed_of(box)
    assert ("again", "春（海报）") in [task[1:3] for task in tasks_of(box)]
    assert REFUSED not in [str(problem) for problem in load(box.site(), LATER).problems]
