"""Rosters: rows as they are written, or everyone in turn; on paper, on the site, in calendars."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from conftest import TODAY, Sandbox, files_of, load, pages_of, print_sheets
from loudao.kinds.roster.rows import shown, sorts_of
from loudao.kinds.roster.turns import plan_turns
from loudao.story.printing import PrintOptions
from pdf import decode_codes, words_of

HEAD = "kind: roster\ntitle: 值班表\nat: nonghang/3/2\n"


def roster(box: Sandbox, text: str) -> None:
    box.write("galleries/值班/print.yml", HEAD + text)


@pytest.mark.parametrize(
    ("turn", "until", "days"),
    [
        ("day", "2026-12-03", ["11月30日", "12月1日", "12月2日", "12月3日"]),
        ("每周", "2026-12-15", ["11月30日至12月6日", "12月7日至12月13日", "12月14日至12月15日"]),
        ("month", "2027-01-31", ["11月30日", "12月1日至12月31日", "1月1日至1月31日"]),
    ],
)
def test_everyone_takes_turns_until_the_last_day(
    turn: str, until: str, days: list[str], sandbox: Sandbox
) -> None:
    roster(sandbox, f"from: 2026-11-30\nuntil: {until}\nturn: {turn}\nhouseholds: [甲, 乙]\n")
    plan = load(sandbox.site())
    assert plan.problems == ()
    turns = plan_turns(plan.community.sheets[0])
    assert [t.days for t in turns] == days
    assert [t.who for t in turns] == ["甲", "乙", "甲", "乙"][: len(days)]
    for before, after in itertools.pairwise(turns):
        assert after.starts == before.ends + timedelta(days=1), "no day without a keeper"


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_turns_are_fair(count: int, sandbox: Sandbox) -> None:
    names = ", ".join(f"{n:03}室" for n in range(count))
    roster(sandbox, f"from: 2026-01-01\nuntil: 2026-12-31\nhouseholds: [{names}]\n")
    turns = plan_turns(load(sandbox.site()).community.sheets[0])
    shares = [sum(t.who == f"{n:03}室" for t in turns) for n in range(count)]
    assert len(turns) == 53
    assert max(shares) - min(shares) <= 1


def test_a_month_is_a_sheet_and_a_household_is_a_card(sandbox: Sandbox) -> None:
    roster(sandbox, "from: 2026-11-30\nuntil: 2027-01-10\nhouseholds: [101室, 102室, 103室]\n")
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("值班",)))
    assert [str(p) for p in result.problems] == []
    names = [done.print.name for done in result.printed]
    assert names == [
        "值班表-2026-12-值班表-A3", "值班表-2027-01-值班表-A3",
        "值班表-值班卡-A4",
    ]  # fmt: skip
    december, cards = result.printed[0], result.printed[2]
    assert december.print.identity == "print:值班#2026-12"
    assert "11.30至12.6101室一二三四五六日" in words_of(december.pdf)
    assert "1.4至" not in words_of(december.pdf)
    assert cards.pages == 1
    assert "102室12月7日至12月13日12月28日至1月3日" in words_of(cards.pdf)
    assert len(decode_codes(cards.pdf, 200)) == 3


def test_places_take_turns_and_their_cards_open_their_own_page(sandbox: Sandbox) -> None:
    roster(sandbox, "from: 2026-11-30\neach: floor\n")
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("roster-cards",)))
    [done] = result.printed
    assert {code.identity for code in done.print.codes} == {
        f"place:nonghang/3/2/{n}" for n in range(1, 7)
    }


def test_page_shows_turns_and_its_code_opens_it(sandbox: Sandbox) -> None:
    roster(sandbox, "from: 2026-11-30\nhouseholds: [101室, 102室]\ntext: 请 **扫楼梯**。\n")
    built = sandbox.build()
    page = pages_of(built)["sheets/值班/"]
    days, _, rest = page.partition(
        '<em class="badge" data-day="2026-11-30" data-last="2026-12-06">'
    )
    assert days.endswith("<span>11月30日至12月6日")
    assert rest.startswith('</em></span><b class="plate">101室</b>')
    assert page.count("11月30日至12月6日") == 1, "in the month that it begins in, and not again"
    assert ">扫楼梯</strong>" in page
    code = built.plan.codes.by_identity["print:值班"]
    assert "url=../../sheets/" in str(files_of(built)[f"Q/{code}/index.html"])
    assert "值班表" in pages_of(built)["places/nonghang/3/2/"]


def test_names_of_persons_and_rows_of_unknown_words_are_not_on_the_site(sandbox: Sandbox) -> None:
    roster(sandbox, "from: 2026-11-30\npersons: [张三丰, 李四]\n")
    built = sandbox.build()
    whole = "".join(str(file.content) for file in built.files)
    assert "张三丰" not in whole and "李四" not in whole
    assert "张*丰" in pages_of(built)["sheets/值班/"]
    roster(sandbox, "rows:\n  - {周次: 第1周, 谁: 张三丰, 电话: 13800001234}\n")
    built = sandbox.build()
    whole = "".join(str(file.content) for file in built.files)
    assert "张三丰" not in whole and "13800001234" not in whole
    assert "名单贴在楼道里，不上网。" in pages_of(built)["sheets/值班/"]


def test_turns_are_on_the_calendar(sandbox: Sandbox) -> None:
    roster(sandbox, "from: 2026-11-30\nhouseholds: [101室, 102室]\n")
    text = str(files_of(sandbox.build())["calendar.ics"])
    events: list[Any] = list(Calendar.from_ical(text).walk("VEVENT"))
    assert [str(e["summary"]) for e in events] == ["值班表：101室", "值班表：102室"]
    assert next((e["dtstart"].dt, e["dtend"].dt) for e in events) == (
        date(2026, 11, 30), date(2026, 12, 7),
    )  # fmt: skip
    assert str(events[0]["location"]) == "农行小区 3号楼 2单元"
    assert str(events[0]["url"]).startswith("https://huayuan.example/sheets/")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("households: [甲]\n", "1:7: 不知道从哪一天开始轮。写上 from: 2026-11-30"),
        (
            "households: [甲]\nrows: [{周次: 一}]\n",
            "1:7: 值班表既写了名单，又要轮流。"
            "轮流排班就不要写 rows 和 list；要照写好的印，就去掉 households、persons 和 each",
        ),
        (
            "",
            "1:7: 值班表没有内容。"
            "写上 rows: 或者 list: 表格.csv；轮流排班就写 households: [201, 202]",
        ),
        (
            "turn: 每年\n",
            "4:7: turn：没有“每年”这一项，是不是 每月？可以写：day 每天、week 每周、month 每月",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, problem: str, sandbox: Sandbox) -> None:
    roster(sandbox, text)
    assert [str(p) for p in load(sandbox.site()).problems] == [
        f"galleries/值班/print.yml:{problem}"
    ]


SORTS = [
    ("第 3 周", "周次", "number", "3"),
    ("11月30日至12月6日", "日期", "days", ["11.30", "12.6"]),
    ("12月7日至13日", "哪几天", "days", ["12.7", "12.13"]),
    ("2026年12月7日", "日期", "days", ["12.7", ""]),
    ("301室", "门牌", "door", "301室"),
    ("3-302", "住户", "door", "3-302"),
    ("何墨林", "值班", "words", "何墨林"),
    ("301", "件数", "words", "301"),
    ("周一至周五", "日期", "words", "周一至周五"),
]


@pytest.mark.parametrize(("cell", "column", "sort", "seen"), SORTS)
def test_a_cell_is_shown_as_what_it_is(cell: str, column: str, sort: str, seen: object) -> None:
    assert sorts_of([column], [[cell], [""]]) == [sort]
    assert shown(cell, sort) == seen  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [1, 6, 9, 16, 40, 60])
def test_few_rows_are_large_and_have_days_to_tick_and_many_stand_in_tables_beside_each_other(
    count: int, sandbox: Sandbox
) -> None:
    rows = "".join(
        f"  - {{周次: 第 {n} 周, 日期: 11月{n % 30 + 1}日, 门牌: {100 + n}, 做什么: 扫楼梯{n}}}\n"
        for n in range(1, count + 1)
    )
    text = f"kind: roster\ntitle: 值班表\nat: nonghang/3/2\nrows:\n{rows}"
    sandbox.write("galleries/值班/print.yml", text)
    result = print_sheets(sandbox.with_address().site(), TODAY, PrintOptions(("roster",)))
    assert [p.what for p in result.problems if p.is_error] == []
    [done] = result.printed
    words = words_of(done.pdf)
    assert all(f"扫楼梯{n}" in words for n in range(1, count + 1))
    assert ("做完画圈" in words) == (count <= 16)
    assert done.pages == (1 if count <= 40 else 2)
