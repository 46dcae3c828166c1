"""What has no room on its board is told while it can be helped, with ways out that were tried."""

from __future__ import annotations

import re
from datetime import date

import pytest

from conftest import TODAY, Sandbox, load

PLACES = """\
community: 花园社区
courtyards:
  - {id: c, name: 东院}
boards:
"""
GATE = "{id: gate, name: 东门宣传栏, at: c, size: 1300x480mm, slots: 4, slot: A3}"
LOBBY = "{id: lobby, name: 门厅宣传栏, at: c, slots: 1, slot: A3}"


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.with_address()
    return boards(sandbox, GATE)


def boards(box: Sandbox, *lines: str) -> Sandbox:
    box.write("galleries/places.yml", PLACES + "".join(f"  - {line}\n" for line in lines))
    return box


def notice(box: Sandbox, name: str, days: str = "", on: str = "gate", more: str = "") -> None:
    starts, _, ends = days.partition("..")
    lines = ["kind: notice", f"title: {name}", f"boards: [{on}]"]
    lines += [f"from: {starts}"] if starts else []
    lines += [f"until: {ends}"] if ends else []
    box.write(f"docs/{name}.md", "\n".join(["---", *lines, more, "---", "请各户知悉。", ""]))


def told(box: Sandbox, today: date = TODAY) -> list[str]:
    """What is said of room; sheets of one style beside each other are another matter."""
    found = [str(problem) for problem in load(box.site(), today).problems]
    return [problem for problem in found if "雷同" not in problem]


def fill(box: Sandbox, days: str = "2026-11-20..2026-12-01") -> None:
    for name in ("甲", "乙", "丙", "丁"):
        notice(box, name, days)


def test_boards_with_room_say_nothing(box: Sandbox) -> None:
    fill(box)
    notice(box, "停水", "2026-12-02..2026-12-05")
    assert told(box) == []


@pytest.mark.parametrize("size", ["30x40cm", "500x430mm"])
def test_a_board_that_is_too_small_for_its_slots_is_no_way_out(size: str, box: Sandbox) -> None:
    boards(box, GATE, f"{{id: lift, name: 电梯口告示框, at: c, size: {size}, slots: 2, slot: A3}}")
    fill(box)
    notice(box, "停水", "2026-11-25..2026-12-05")
    small, full = sorted(told(box), key=lambda said: "停水" in said)
    assert "电梯口告示框：" in small and "放不下 2 张 A3" in small
    assert "改贴" not in full and "from 写 2026-12-02" in full


def test_a_full_board_says_from_which_day_to_which_and_the_ways_out_help(box: Sandbox) -> None:
    boards(box, GATE, LOBBY)
    fill(box)
    notice(box, "停水", "2026-11-25..2026-12-05")
    assert told(box) == [
        "docs/停水.md:4:10: 提醒：“停水（海报）”在东门宣传栏没有地方贴：只有 4 格，"
        "2026年11月25日至12月1日贴满了。改贴门厅宣传栏，那里有地方，或者 from 写 2026-12-02，或者先取下“甲（海报）”"
        "（until 写 2026-11-24）"
    ]
    notice(box, "停水", "2026-11-25..2026-12-05", on="lobby")
    assert told(box) == []
    notice(box, "停水", "2026-12-02..2026-12-05")
    assert told(box) == []
    notice(box, "停水", "2026-11-25..2026-12-05")
    notice(box, "甲", "2026-11-20..2026-11-24")
    assert told(box) == []


def test_what_was_over_is_told_no_more(box: Sandbox) -> None:
    fill(box)
    notice(box, "停水", "2026-11-25..2026-11-28")
    assert len(told(box, date(2026, 11, 28))) == 1
    assert told(box, date(2026, 11, 29)) == []


def test_a_sheet_that_is_larger_than_the_board_is_to_be_printed_on_smaller_paper(
    box: Sandbox,
) -> None:
    notice(box, "停水", more="poster: {size: A1}")
    assert told(box) == [
        "docs/停水.md:4:10: 提醒：“停水（海报）”在东门宣传栏没有地方贴：A1 大过 A3 的格子，"
        "要 2×2 格，只有 4×1 格。poster 写 {size: A3}，或者 boards 里不写东门宣传栏"
    ]
    notice(box, "停水", more="poster: {size: A3}")
    assert told(box) == []
    notice(box, "停水", more="poster: {size: A4}")
    assert told(box) == []


def test_how_the_slots_of_a_board_stand_that_nobody_measured_is_a_guess(box: Sandbox) -> None:
    boards(box, "{id: gate, name: 东门宣传栏, at: c, slots: 5, slot: A4}")
    notice(box, "停水")
    assert told(box) == [
        "docs/停水.md:4:10: 提醒：“停水（海报）”在东门宣传栏没有地方贴：A3 大过 A4 的格子，要 2×2 格，"
        "照 5×1 格算放不下。poster 写 {size: A4}，或者给东门宣传栏写上 size（宽x高），"
        "或者 boards 里不写东门宣传栏"
    ]
    boards(box, "{id: gate, name: 东门宣传栏, at: c, size: 800x900mm, slots: 5, slot: A4}")
    assert told(box) == []


def test_a_large_sheet_needs_neighbours(box: Sandbox) -> None:
    boards(box, GATE.replace("1300x480mm, slots: 4", "800x900mm, slots: 4"))
    notice(box, "甲", "2026-11-20..2026-12-01")
    notice(box, "停水", "2026-11-25..2026-12-05", more="poster: {size: A2}")
    [line] = told(box)
    assert line == (
        "docs/停水.md:4:10: 提醒：“停水（海报）”在东门宣传栏没有地方贴：A2 要连着的 2×2 格，"
        "2026年11月25日至12月1日没有。poster 写 {size: A3}，或者 from 写 2026-12-02，或者先取下“甲（海报）”"
        "（until 写 2026-11-24）"
    )


def test_a_board_that_far_too_much_names_is_told_once(box: Sandbox) -> None:
    for number in range(12):
        notice(box, f"通知{number:02}")
    assert told(box) == [
        "galleries/places.yml:5:5: 提醒：东门宣传栏只有 4 格，通知04（海报）、通知05（海报）、通知06（海报）等 "
        "8 张没有地方贴。有 12 张没有写贴到哪一天，写上 until；loudao boards 看哪天有空格"
    ]


def test_boards_that_nobody_measured_have_no_slots_to_be_full(box: Sandbox) -> None:
    boards(box, "{id: gate, name: 东门宣传栏, at: c}")
    for number in range(12):
        notice(box, f"通知{number:02}")
    assert told(box) == []


@pytest.mark.parametrize(
    ("board", "what", "ways"),
    [
        ("size: 1200x600mm, slots: 6, slot: A2", "1200x600mm 的板放不下 6 张 A2，最多 2 张",
         "slots 写 2，或者 slot 写 A4，或者再量一量 size（宽x高）"),
        ("size: 300x200mm, slots: 2, slot: A3", "300x200mm 的板放不下 2 张 A3",
         "再量一量 size（宽x高）"),
        ("size: 300x400mm, slot: A3", "300x400mm 的板放不下 A3",
         "slot 写 A4，或者再量一量 size（宽x高）"),
    ],
)  # fmt: skip
def test_a_board_too_small_for_its_slots_says_how_many_it_holds(
    box: Sandbox, board: str, what: str, ways: str
) -> None:
    boards(box, f"{{id: gate, name: 东门宣传栏, {board}}}")
    [line] = told(box)
    assert re.fullmatch(r"galleries/places.yml:5:\d+: 提醒：", line[: line.index("东门")])
    assert line[line.index("东门") :] == f"东门宣传栏：{what}。{ways}"
    slots, paper = re.search(r"slots 写 (\d)", ways), re.search(r"slot 写 (A\d)", ways)
    if slots:
        boards(box, f"{{id: gate, name: 栏, {board}}}".replace("slots: 6", f"slots: {slots[1]}"))
        assert told(box) == []
    if paper:
        smaller = re.sub(r"slot: A\d", f"slot: {paper[1]}", board)
        boards(box, f"{{id: gate, name: 栏, {smaller}}}")
        assert told(box) == []


def test_only_what_hangs_one_a_wall_takes_slots(box: Sandbox) -> None:
    boards(box, LOBBY.replace("lobby", "gate"))
    for number in (1, 2):
        box.photo(f"galleries/画展/{number}.jpg", seed=number)
    works = "".join(f"\n  - {{photo: {n}.jpg, title: 画{n}, alt: 画}}" for n in (1, 2))
    box.gallery("画展", f"title: 画展\nat: c\nboards: [gate]\nworks:{works}\n")
    assert told(box) == [], "labels and the catalogue hang on no board"
