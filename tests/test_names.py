"""Places, boards, styles, kinds, sizes, floors and sheets by the names that people use."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest
from click.testing import CliRunner, Result

from conftest import TODAY, Rounds, Sandbox, load, print_sheets
from loudao.cli import main
from loudao.model.names import address_of, boards_called, places_called
from loudao.model.numerals import in_digits, read_numeral
from loudao.model.place import Network, PlacesFields, build_network
from loudao.story.printing import PrintOptions

_UNITS = ("", "十", "百", "千")
_DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """A number below ten thousand as it is read aloud: 一千零五."""
    text, zero = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        zero = zero or (digit == 0 and bool(text))
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + _UNITS[place]
            zero = False
    return text.removeprefix("一") if 10 <= number < 20 else text


def test_every_number_below_ten_thousand_is_read_as_it_is_spelled() -> None:
    for number in range(1, 10_000):
        assert read_numeral(spelled(number)) == number, spelled(number)
    assert read_numeral("二〇二六") == 2026
    assert [read_numeral(word) for word in ("", "百", "十十", "一二三四五")] == [None] * 4
    assert in_digits("二十八中家属院三号楼") == "28中家属院3号楼"


COURTYARDS = ("农行小区", "铁路新村", "二十八中家属院", "二七一区", "翠竹 A 区", "东风里")
COUNTERS = {
    "building": ("号楼", "栋", "幢", "座", "号"),
    "unit": ("单元", "门"),
}


def make_network(seed: int) -> Network:
    """A network with names as they are given: 3号楼, 三栋, B座; ids that say nothing."""
    dice = random.Random(seed)

    def number(n: int) -> str:
        return dice.choice((str(n), spelled(n)))

    def unit(n: int) -> dict[str, object]:
        name = number(n) + dice.choice(COUNTERS["unit"])
        return {"id": f"u{n}", "name": name, "floors": dice.randint(1, 33)}

    def building(n: int) -> dict[str, object]:
        name = number(n) + dice.choice(COUNTERS["building"])
        units = [unit(m) for m in range(1, dice.randint(2, 5))]
        return {"id": f"b{n}", "name": name, "units": units}

    courtyards = [
        {"id": f"c{n}", "name": name, "buildings": [building(m) for m in range(1, 13)]}
        for n, name in enumerate(dice.sample(COURTYARDS, 3))
    ]
    fields = {"community": "花园社区", "courtyards": courtyards}
    return build_network(PlacesFields.model_validate(fields))


def ways_to_write(network: Network, place_id: str, dice: random.Random) -> Iterator[str]:
    """An address as different people write it."""
    names = [place.name for place in network.line(place_id)[1:]]
    yield "/".join(names)
    yield "／".join(names)
    yield " ".join(names)
    yield "".join(names)
    yield "花园社区" + "".join(names)
    yield in_digits("/".join(names))
    yield " " + " / ".join(names) + " "
    yield "/".join(
        (names[0], *(in_digits(name).rstrip("号楼栋幢座单元门层") for name in names[1:]))
    )
    counted = [in_digits(name).rstrip("号楼栋幢座单元门层") for name in names[1:]]
    words = (
        dice.choice(("号楼", "栋", "幢")),
        dice.choice(("单元", "门")),
        dice.choice(("层", "楼")),
    )
    yield names[0] + "".join(n + word for n, word in zip(counted, words, strict=False))
    yield "/".join(
        (names[0], *(f"第{spelled(int(n))}{w}" for n, w in zip(counted, words, strict=False)))
    )


def test_a_place_is_found_however_its_address_is_written(rounds: Rounds) -> None:
    for seed in range(rounds(2, 20)):
        network, dice = make_network(seed), random.Random(seed)
        for place_id in dice.sample(sorted(filter(None, network.places)), 60):
            for words in ways_to_write(network, place_id, dice):
                assert places_called(network, words) == [place_id], words
            assert places_called(network, address_of(network, place_id)) == [place_id]


def test_a_name_that_several_places_bear_means_all_of_them() -> None:
    network = make_network(1)
    found = places_called(network, "1单元")
    assert len(found) == 36
    assert all(place_id.endswith("/u1") for place_id in found)


@pytest.mark.parametrize("words", ["农行小区/99号楼", "没有的院", "3/2", "///", "单元", "号楼"])
def test_what_is_no_place_is_none(words: str) -> None:
    network = make_network(1)
    assert places_called(network, words) == []


PLACES = """\
community: 花园社区
style: 水墨
courtyards:
  - id: nonghang
    name: 农行小区
    buildings:
      - {id: 3, name: 3号楼, units: [{id: 1, name: 1单元}, {id: 2, name: 2单元, floors: 六层}]}
      - {id: 4, name: 4号楼, units: [{id: 1, name: 1单元}]}
boards:
  - {id: east-gate, name: 东门宣传栏, at: 农行小区, slots: 六, slot: a2}
"""
IDS = """\
title: 春
at: nonghang/3/2
boards: [east-gate]
style: ink
poster: {size: A2, style: fresh}
works:
  - {title: 登鹳雀楼, text: 白日依山尽, floor: 3, year: 2026}
"""
NAMES = """\
title: 春
kind: 楼道画廊
at: 农行小区/3号楼/2单元
boards: [东门宣传栏]
style: 水墨
poster: {size: ａ2 纸, style: 清新}
works:
  - {title: 登鹳雀楼, text: 白日依山尽, floor: 三楼, year: 二〇二六年}
"""
NOTICE = """\
---
kind: 通知
title: 停电通知
boards: [东门宣传栏]
until: 二〇二六年十一月三十号
---
明天停电。
"""


@pytest.fixture
def named(sandbox: Sandbox) -> Sandbox:
    sandbox.write("galleries/places.yml", PLACES)
    sandbox.gallery("春", NAMES)
    sandbox.write("docs/notices/0001.md", NOTICE)
    sandbox.write("galleries/信/print.yml", "kind: 一封信\ntitle: 信\nat: 农行小区\neach: 单元\n")
    return sandbox.with_address()


def test_names_and_ids_give_the_same_prints_in_the_same_version(named: Sandbox) -> None:
    assert load(named.site()).problems == ()
    spoken = {d.print.name: d.print.version for d in prints(named, "春")}
    named.gallery("春", IDS)
    named.write("galleries/places.yml", PLACES.replace("水墨", "ink").replace("at: 农", "at: 农"))
    assert {d.print.name: d.print.version for d in prints(named, "春")} == spoken
    sheet = load(named.site()).community.by_identity["gallery:春"]
    assert (sheet.fields.at, sheet.fields.boards) == ("nonghang/3/2", ("east-gate",))


def test_each_reads_kinds_of_places_by_their_names(named: Sandbox) -> None:
    rows = load(named.site()).community.by_identity["print:信"].table.rows
    assert [row.place for row in rows] == ["nonghang/3/1", "nonghang/3/2", "nonghang/4/1"]


def test_a_day_in_chinese_is_a_day(named: Sandbox) -> None:
    notice = load(named.site()).community.by_identity["page:notices/0001"]
    assert notice.fields.until == date(2026, 11, 30)


def prints(box: Sandbox, *words: str) -> list:  # type: ignore[type-arg]
    result = print_sheets(box.site(), TODAY, PrintOptions(words, draft=True))
    return list(result.printed)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (("停电",), {"停电通知"}),
        (("东门宣传栏",), {"停电通知", "春"}),
        (
            ("农行小区/3号楼", "挂牌"),
            {"农行小区 3号楼", "农行小区 3号楼 1单元", "农行小区 3号楼 2单元"},
        ),
        (("三号楼二单元", "楼道画廊"), {"春"}),
        (("通知",), {"停电通知"}),
    ],
)
def test_what_to_print_is_said_in_names(
    named: Sandbox, words: tuple[str, ...], titles: set[str]
) -> None:
    assert {done.print.title for done in prints(named, *words)} == titles


def test_part_of_a_title_prefers_what_is_not_over(named: Sandbox) -> None:
    over = NOTICE.replace("停电通知", "去年停电").replace("二〇二六年十一月三十号", "2025-11-30")
    named.write("docs/notices/old.md", over)
    assert {done.print.title for done in prints(named, "停电")} == {"停电通知"}
    assert {done.print.title for done in prints(named, "去年停")} == {"去年停电"}


def test_a_word_that_means_nothing_is_told_with_what_is_near(named: Sandbox) -> None:
    found = print_sheets(named.site(), TODAY, PrintOptions(("停店通知",)))
    assert [problem.what for problem in found.problems] == [
        "没有符合“停店通知”的东西可印，是不是 停电通知？"
    ]


def test_names_that_mean_several_or_none_are_told_at_their_place(named: Sandbox) -> None:
    text = NAMES.replace("农行小区/3号楼/2单元", "1单元").replace("东门宣传栏", "西门宣传栏")
    named.gallery("春", text.replace("清新", "清心").replace("楼道画廊", "画廊"))
    assert [str(problem) for problem in load(named.site()).problems] == [
        "galleries/春/gallery.yml:3:5: 叫“1单元”的地方有 2 处。"
        "写清楚是哪一处：农行小区/3号楼/1单元、农行小区/4号楼/1单元",
        "galleries/春/gallery.yml:4:10: 没有“西门宣传栏”这个宣传栏，是不是 东门宣传栏？"
        "写 galleries/places.yml 的 boards 里有的名称或者编号",
        "galleries/春/gallery.yml:6:29: style：没有“清心”这个样式，是不是 清新？"
        "可以写：festival 节庆、fresh 清新、ink 水墨、plain 素、red 红色",
    ]


def run(box: Sandbox, *words: str) -> Result:
    result = CliRunner().invoke(main, [*words, "-f", str(box.config)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_what_came_down_is_said_by_its_title(named: Sandbox) -> None:
    run(named, "print", "停电", "春", "--size", "a4", "--profile", "办公打印",
        "--out", str(named.root / "out"), "--today", "2026-11-21")  # fmt: skip
    said = run(named, "walls", "--down", "停电", "--today", "2026-12-01").output
    assert "记下了，取下：page:notices/0001" in said
    said = run(named, "walls", "--down", "停电", "--today", "2026-12-01").output
    assert "没有印过或者已经取下了：停电" in said


def test_codes_are_moved_and_retired_by_names(named: Sandbox) -> None:
    run(named, "print", "all", "--out", str(named.root / "out"), "--today", "2026-11-21")
    (named.root / "docs/notices/0001.md").unlink()
    named.write(
        "docs/notices/0002.md", NOTICE.replace("停电通知", "检修通知").replace("停电", "检修")
    )
    said = run(named, "codes", "move", "停电通知", "检修").output
    assert said == "“停电通知”的短码现在指向“检修”\n"
    said = run(named, "codes", "move", "停水", "检修通知").output
    assert "台账里没有“停水”" in said
    said = run(named, "codes", "move", "检修", "1单元").output
    assert "“1单元”有 2 个：place:nonghang/3/1（农行小区 3号楼 1单元）、" in said
    (named.root / "docs/notices/0002.md").unlink()
    assert run(named, "codes", "retire", "检修", "--today", "2026-12-01").output.startswith(
        "停用了短码"
    )
    assert "page:notices/0002" in run(named, "codes", "--today", "2026-12-02").output


def test_board_by_two_names_is_one_wall(named: Sandbox) -> None:
    named.gallery("春", NAMES.replace("[东门宣传栏]", "[东门宣传栏, east-gate]"))
    sheet = load(named.site()).community.by_identity["gallery:春"]
    assert sheet.fields.boards == ("east-gate",)
    assert boards_called(load(named.site()).community.network, "东门　宣传栏") == ["east-gate"]


@pytest.mark.parametrize("pad", [0, 1, 2])
@pytest.mark.parametrize("written", [0, 1, 2])
def test_zeros_in_names_of_boards_are_no_matter_where_one_is_meant(
    pad: int, written: int, sandbox: Sandbox
) -> None:
    """1号栏 is found as 01号栏 and the other way round; where both are there each is itself."""
    names = [f"{'0' * pad}{n}号栏" for n in (1, 2, 10)]
    lines = "".join(f"  - {{id: b{name}, name: {name}}}\n" for name in names)
    places = (sandbox.root / "galleries/places.yml").read_text("utf-8")
    head = places.partition("boards:\n")[0] + "boards:\n"
    sandbox.write("galleries/places.yml", head + lines)
    network = load(sandbox.site()).community.network
    for n, name in zip((1, 2, 10), names, strict=True):
        assert boards_called(network, f"{'0' * written}{n}号栏") == [f"b{name}"]
    assert boards_called(network, f"{'0' * written}3号栏") == []
    sandbox.write("galleries/places.yml", head + lines + "  - {id: other, name: 0001号栏}\n")
    network = load(sandbox.site()).community.network
    assert boards_called(network, names[0]) == [f"b{names[0]}"]
    assert boards_called(network, "0001号栏") == ["other"]
    assert sorted(boards_called(network, "000001号栏")) == sorted([f"b{names[0]}", "other"])


@pytest.mark.parametrize("pad", [0, 1, 2])
@pytest.mark.parametrize("written", [0, 1, 2])
def test_zeros_before_numbers_are_no_matter_where_one_place_is_meant(
    pad: int, written: int
) -> None:
    """008号楼 is found as 8号楼, 08栋, 八号楼 and 8, 1号院 as 01号院; and the other way round."""

    def with_zeros(number: int, count: int) -> str:
        return "0" * count + str(number)

    buildings = [
        {
            "id": f"b{n}",
            "name": f"{with_zeros(n, pad)}号楼",
            "units": [{"id": f"u{m}", "name": f"{with_zeros(m, pad)}单元"} for m in (1, 2)],
        }
        for n in (3, 8, 10, 80)
    ]
    yards = [
        {"id": f"c{n}", "name": f"{with_zeros(n, pad)}号院", "buildings": buildings} for n in (1, 2)
    ]
    network = build_network(
        PlacesFields.model_validate({"community": "花园社区", "courtyards": yards})
    )
    for yard in (1, 2):
        for n in (3, 8, 10, 80):
            for m in (1, 2):
                wanted = [f"c{yard}/b{n}/u{m}"]
                ways = [f"{with_zeros(n, written)}{word}" for word in ("号楼", "栋", "")]
                for building in (*ways, f"{spelled(n)}号楼"):
                    words = (
                        f"{with_zeros(yard, written)}号院/{building}/{with_zeros(m, written)}单元"
                    )
                    assert places_called(network, words) == wanted, words


def test_a_number_with_zeros_and_one_without_stay_two_places() -> None:
    buildings = [{"id": f"b{n}", "name": f"{name}号楼"} for n, name in enumerate(("8", "08"))]
    yards = [{"id": "c", "name": "01号院", "buildings": buildings}]
    network = build_network(
        PlacesFields.model_validate({"community": "花园社区", "courtyards": yards})
    )
    assert places_called(network, "1号院/8号楼") == ["c/b0"]
    assert places_called(network, "01号院/08号楼") == ["c/b1"]
    assert places_called(network, "8号楼") == ["c/b0"]
    assert sorted(places_called(network, "008号楼")) == ["c/b0", "c/b1"]
