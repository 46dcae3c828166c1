"""Boards are looked after in turn: the calendar, the board's page and the round say by whom."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from conftest import TODAY, Rounds, Sandbox, files_of, load, pages_of, print_sheets
from loudao.cli import main
from loudao.kinds.roster.turns import plan_turns
from loudao.model.entry import Entry, told_upkeep, upkeep_of
from loudao.plan.plan import with_prints
from loudao.story.printing import PrintOptions
from pdf import words_of
from test_board_room import GATE, LOBBY, boards, notice

HEAD = "kind: roster\ntitle: 管护值班\nat: c\nfrom: 2026-11-16\n"
HOUSES = "households: [101室, 102室]\n"
PEOPLE = "persons: [张三丰, 李四]\n"
WRITTEN = "rows: [{谁: 张三丰}]\n"


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    return boards(sandbox.with_address(), GATE, LOBBY)


def roster(box: Sandbox, text: str) -> None:
    box.write("galleries/管护/print.yml", HEAD + text)


def run(box: Sandbox, *words: str) -> str:
    done = CliRunner().invoke(main, [*words, "--today", str(TODAY), "-f", str(box.config)])
    assert done.exit_code == 0, done.output
    return done.output


def entries_of(box: Sandbox) -> tuple[Entry, ...]:
    return with_prints(load(box.site())).entries


def faults(box: Sandbox) -> list[str]:
    return [str(problem) for problem in load(box.site()).problems]


def test_the_calendar_says_which_board_and_who_at_the_board(box: Sandbox) -> None:
    roster(box, f"cares: 东门宣传栏\n{HOUSES}")
    assert faults(box) == []
    events = list(Calendar.from_ical(str(files_of(box.build())["calendar.ics"])).walk("VEVENT"))
    assert [(str(e["summary"]), str(e["location"])) for e in events] == [
        ("管护 东门宣传栏：101室", "东门宣传栏"),
        ("管护 东门宣传栏：102室", "东门宣传栏"),
    ]


def test_the_agenda_says_which_board_and_who(box: Sandbox) -> None:
    roster(box, f"cares: [东门宣传栏, lobby]\n{PEOPLE}")
    listed = run(box, "agenda", "--days", "7", "--format", "json")
    items = [i for i in json.loads(listed) if i["doing"] == "happens"]
    assert items == [
        {
            "day": "2026-11-21", "doing": "happens", "what": "print:管护",
            "name": "管护 东门宣传栏、门厅宣传栏：张*丰", "where": "东门宣传栏、门厅宣传栏",
            "who": "张*丰", "why": "到11月22日",
        },
        {
            "day": "2026-11-23", "doing": "happens", "what": "print:管护",
            "name": "管护 东门宣传栏、门厅宣传栏：李*", "where": "东门宣传栏、门厅宣传栏",
            "who": "李*", "why": "到11月29日",
        },
    ]  # fmt: skip
    assert "管护 东门宣传栏" in run(box, "agenda", "--who", "李四")


@pytest.mark.parametrize(
    ("consent", "shown"),
    [
        ("", "张*丰"),
        ("consent: {by: 居委会, on: 2026-11-01}\n", "张三丰"),
        ("consent: {by: 居委会, on: 2026-11-01, until: 2026-11-20}\n", "张*丰"),
        ("consent: {by: 居委会, on: 2026-11-01, for: 墙上}\n", "张*丰"),
        ("consent: no\n", "张*丰"),
    ],
)
def test_the_agenda_names_a_keeper_as_the_site_does_in_words_in_json_on_paper_and_in_a_calendar(
    consent: str, shown: str, box: Sandbox
) -> None:
    roster(box, f"cares: 东门宣传栏\npersons: [张三丰]\n{consent}")
    pdf, ics = box.root / "a.pdf", box.root / "a.ics"
    text = run(box, "agenda", "--days", "1", "--who", "三丰", "--pdf", str(pdf), "--ics", str(ics))
    listed = run(box, "agenda", "--days", "1", "--format", "json", "--who", "张三丰")
    assert "管护 东门宣传栏：" + shown + "　东门宣传栏　到11月22日\n" in text
    [item] = json.loads(listed)
    assert item["who"] == shown
    calendar = Calendar.from_ical(ics.read_bytes())
    summaries = [str(event["summary"]) for event in calendar.walk("VEVENT")]
    for said in (text, listed, words_of(pdf), *summaries):
        assert shown in said
        assert ("张三丰" in said) == (shown == "张三丰")


def test_all_boards_are_counted_where_they_are_many(box: Sandbox) -> None:
    more = [f"{{id: b{n}, name: {n}号宣传栏, at: c}}" for n in (1, 2)]
    boards(box, GATE, LOBBY, *more)
    roster(box, f"cares: 全部\n{HOUSES}")
    first, _ = entries_of(box)
    assert first.title == "管护 4 块宣传栏：101室"
    assert first.where == "东门宣传栏、门厅宣传栏、1号宣传栏、2号宣传栏"
    assert first.keeps == ("gate", "lobby", "b1", "b2")


@pytest.mark.parametrize(
    "written", ["东门宣传栏", "[gate]", "[东门宣传栏, gate]", "[ 东门 宣传栏 ]"]
)
def test_a_board_is_meant_once_however_it_is_called(written: str, box: Sandbox) -> None:
    roster(box, f"cares: {written}\n{HOUSES}")
    assert faults(box) == []
    assert {entry.keeps for entry in entries_of(box)} == {("gate",)}


@pytest.mark.parametrize("written", ["全部", "[全部]", "所有", "ALL", "[gate, 全部]"])
def test_all_of_them_may_be_said_so(written: str, box: Sandbox) -> None:
    roster(box, f"cares: {written}\n{HOUSES}")
    assert {entry.keeps for entry in entries_of(box)} == {("gate", "lobby")}


def test_the_page_of_a_board_says_who_keeps_it_now_and_until_when(box: Sandbox) -> None:
    roster(box, f"until: 2027-03-01\ncares: gate\n{HOUSES}")
    pages = pages_of(box.build())
    html = pages["boards/gate/"]
    _, _, kept = html.partition("<h2>谁在管护</h2>")
    now = '<li data-until="2026-11-22"><span>11月16日至11月22日'
    assert kept.startswith(f'<ol class="duty">{now}'), kept[:200]
    assert kept.count('<b class="plate">') == 3, "this turn and the next"
    assert '<b class="plate">101室</b>' in kept.partition("</li>")[0]
    assert "管护值班" in kept and "sheets/" in kept, "the rest is on the roster's own page"
    assert "谁在管护" not in pages["boards/lobby/"]
    assert "现在没有贴东西。" in pages["boards/lobby/"]


def test_a_turn_that_is_over_is_on_no_board(box: Sandbox) -> None:
    roster(box, f"until: 2026-11-29\ncares: gate\n{HOUSES}")
    later = pages_of(box.build(date(2026, 11, 25)))["boards/gate/"]
    assert "102室" in later and "101室" not in later
    assert "谁在管护" not in pages_of(box.build(date(2026, 11, 30)))["boards/gate/"]


def test_two_who_keep_a_board_on_one_day_are_both_named(box: Sandbox) -> None:
    roster(box, f"cares: gate\n{HOUSES}")
    other = HEAD.replace("11-16", "11-20") + "cares: 全部\nturn: day\nhouseholds: [301室, 302室]\n"
    box.write("galleries/每天/print.yml", other)
    entries = entries_of(box)
    assert told_upkeep("gate", entries, TODAY) == "101室，到11月22日；302室，到11月21日"
    assert told_upkeep("lobby", entries, TODAY) == "302室，到11月21日"
    assert told_upkeep("lobby", entries, TODAY + timedelta(days=1)) == ""


SIGNED = "consent: {by: 刘主任, on: 2026-11-01%s}\n"


@pytest.mark.parametrize(
    ("consent", "named"),
    [
        ("", False),
        (SIGNED % "", True),
        (SIGNED % ", until: 2026-11-20", False),
        (SIGNED % ", for: 墙上", False),
        (SIGNED % ", for: [墙上, 网站]", True),
        ("consent: no\n", False),
    ],
)
def test_a_keeper_is_named_in_full_where_that_was_agreed_to(
    consent: str, named: bool, box: Sandbox
) -> None:
    roster(box, f"cares: gate\n{PEOPLE}{consent}")
    built = box.build()
    whole = "".join(str(file.content) for file in built.files)
    assert ("张三丰" in whole) is named
    assert ("张*丰" in pages_of(built)["boards/gate/"]) is not named
    notice(box, "停水", "2026-11-20..2026-12-01")
    round_ = run(box, "walls")
    assert f"管护：{'张三丰' if named else '张*丰'}，到11月22日" in round_


def test_the_round_says_at_each_board_who_keeps_it(box: Sandbox) -> None:
    roster(box, f"cares: gate\n{HOUSES}")
    notice(box, "停水", "2026-11-20..2026-12-01")
    notice(box, "停电", "2026-11-20..2026-12-01", on="lobby")
    path = box.root / "巡查单.pdf"
    lines = run(box, "walls", "--pdf", str(path)).splitlines()
    assert "东门宣传栏　管护：101室，到11月22日" in lines
    assert "门厅宣传栏" in lines
    tasks = json.loads(run(box, "walls", "--format", "json"))
    assert {task["wall"]: task["upkeep"] for task in tasks}["东门宣传栏"] == "101室，到11月22日"
    assert {task["upkeep"] for task in tasks if task["wall"] != "东门宣传栏"} == {""}
    words = words_of(path)
    assert words.count("管护：") == 1
    assert "东门宣传栏管护：101室，到11月22日" in words


def test_the_sheet_and_the_cards_say_which_boards(box: Sandbox) -> None:
    roster(box, f"cares: [gate, lobby]\n{HOUSES}text: 擦玻璃、去旧纸。\n")
    made = print_sheets(box.site(), TODAY, PrintOptions(("管护",)))
    assert [str(p) for p in made.problems] == []
    sheet, cards = (words_of(done.pdf) for done in made.printed)
    for words in (sheet, cards):
        assert "管护东门宣传栏、门厅宣传栏擦玻璃、去旧纸。" in words
    page = pages_of(box.build())["sheets/管护/"]
    assert "<strong>管护 东门宣传栏、门厅宣传栏</strong>" in page


def test_a_name_with_marks_of_markdown_is_read_as_it_is(box: Sandbox) -> None:
    boards(box, "{id: gate, name: '东门*一*栏_甲_[2]', at: c}")
    roster(box, f"cares: 全部\n{HOUSES}")
    page = pages_of(box.build())["sheets/管护/"]
    assert "<strong>管护 东门*一*栏_甲_[2]</strong>" in page


def test_a_roster_that_cares_for_no_board_is_as_it_was(box: Sandbox) -> None:
    roster(box, f"{HOUSES}text: 扫楼梯。\n")
    entries = entries_of(box)
    assert [(e.title, e.where, e.keeps) for e in entries][:1] == [("管护值班：101室", "东院", ())]
    assert "谁在管护" not in pages_of(box.build())["boards/gate/"]


LINE = "galleries/管护/print.yml:5:"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"cares: [东门宣传烂]\n{HOUSES}",
            f"{LINE}9: 没有“东门宣传烂”这个宣传栏，是不是 东门宣传栏？"
            "写 galleries/places.yml 的 boards 里有的名称或者编号",
        ),
        (
            f"cares: 菜市场\n{HOUSES}",
            f"{LINE}8: 没有“菜市场”这个宣传栏。"
            "写 galleries/places.yml 的 boards 里有的名称或者编号",
        ),
        (
            f"cares: [全部, 南门]\n{HOUSES}",
            f"{LINE}13: 没有“南门”这个宣传栏。写 galleries/places.yml 的 boards 里有的名称或者编号",
        ),
        (
            f"cares: gate\n{WRITTEN}",
            f"{LINE}8: cares 只用于轮流的值班表，照写好的名单印的不知道轮到谁。"
            "改成轮流：写 households: [201, 202]；或者去掉 cares，写在 text 里",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_by_its_line(text: str, told: str, box: Sandbox) -> None:
    roster(box, text)
    assert faults(box) == [told]


def test_two_boards_of_one_name_are_asked_about_and_no_board_is_none(box: Sandbox) -> None:
    boards(box, GATE, GATE.replace("id: gate", "id: gate2"))
    roster(box, f"cares: 东门宣传栏\n{HOUSES}")
    assert faults(box) == [f"{LINE}8: 叫“东门宣传栏”的宣传栏有 2 个。写编号：gate、gate2"]
    box.write("galleries/places.yml", "community: 花园社区\ncourtyards: [{id: c, name: 东院}]\n")
    roster(box, f"cares: 全部\n{HOUSES}")
    assert faults(box) == [
        f"{LINE}8: 社区还没有宣传栏，没有要管护的。"
        "在 galleries/places.yml 的 boards 里写上宣传栏，或者去掉 cares"
    ]


def test_on_any_day_a_board_is_kept_by_whoever_has_the_turn(box: Sandbox, rounds: Rounds) -> None:
    roster(box, "until: 2027-02-28\ncares: gate\nhouseholds: [101室, 102室, 201室]\n")
    plan = with_prints(load(box.site()))
    turns = plan_turns(plan.community.sheets[0])
    step = rounds(5, 1)
    for day in (date(2026, 11, 10) + timedelta(days=n) for n in range(0, 120, step)):
        on = [turn for turn in turns if turn.starts <= day <= turn.ends]
        left = [turn for turn in turns if turn.ends >= day]
        found = upkeep_of("gate", plan.entries, day)
        assert [(e.keeper, e.starts) for e in found] == [(t.who, t.starts) for t in left]
        told = told_upkeep("gate", plan.entries, day)
        assert told == "；".join(f"{t.who}，到{t.ends.month}月{t.ends.day}日" for t in on)
